using System.Text;

namespace AccountRecovery;

/// <summary>One mail as a mail server took it.</summary>
public sealed record SunkMail(string MailFrom, string[] RcptTo, string[] MailOptions, string Content, bool Tls, string? User)
{
    private string Raw => Encoding.UTF8.GetString(Convert.FromBase64String(Content));

    /// <summary>The headers in their order, each unfolded onto one line.</summary>
    internal string[] Headers => HeadersOf(Raw);

    /// <summary>The body, decoded.</summary>
    internal string Body => BodyOf(Raw);

    internal string this[string header] => Headers.Single(line => line.StartsWith(header + ": ", StringComparison.Ordinal))[(header.Length + 2)..];

    internal static string[] HeadersOf(string raw) => raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");

    internal static string BodyOf(string raw) => Encoding.UTF8.GetString(Convert.FromBase64String(raw[raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]));
}
