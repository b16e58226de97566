using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Checks all options of the mail server. Each failure names the property, its value and its limits, but never the password.</summary>
internal sealed class SmtpSenderValidator : IValidateOptions<SmtpSenderOptions>
{
    private const int TlsFromTheFirstByte = 465;
    private const int LongestName = 128;

    public ValidateOptionsResult Validate(string? name, SmtpSenderOptions options)
    {
        string[] failures = [.. Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    internal static IEnumerable<string> Failures(SmtpSenderOptions options) =>
    [
        .. OfTheServer(options),
        .. Bounds.Between(nameof(options.Port), options.Port, 1, IPEndPoint.MaxPort),
        .. OfTheSender(options),
        .. OfTheSignIn(options),
        .. Bounds.Between(nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)),
    ];

    private static IEnumerable<string> OfTheServer(SmtpSenderOptions options)
    {
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            yield return $"{nameof(options.Host)} is '{options.Host}'; it must be the name or the address of a mail server.";
        }

        if (options.Port == TlsFromTheFirstByte)
        {
            yield return $"{nameof(options.Port)} is 465, where TLS begins with the first byte; this client uses STARTTLS: use the submission port, 587.";
        }

        if (!Enum.IsDefined(options.Security))
        {
            yield return $"{nameof(options.Security)} is {options.Security}, which is not a value of {nameof(SmtpSecurity)}.";
        }

        if (options.Security == SmtpSecurity.NoneOnLoopback && !IsLoopback(options.Host))
        {
            yield return $"{nameof(options.Security)} is {nameof(SmtpSecurity.NoneOnLoopback)}, but the server '{options.Host}' is not on this machine.";
        }
    }

    private static IEnumerable<string> OfTheSender(SmtpSenderOptions options)
    {
        if (options.From is null || !Ascii.IsValid(options.From) || !MailDraft.TryReadAddress(options.From, out MailAddress? _))
        {
            yield return $"{nameof(options.From)} is '{options.From}'; it must be one e-mail address in ASCII, without a name.";
        }

        if (options.FromName is { } shown && (shown.Length is 0 or > LongestName || shown.Any(char.IsControl)))
        {
            yield return $"{nameof(options.FromName)} has {shown.Length} characters; it must have from 1 to {LongestName}, and no line breaks or other control characters.";
        }
    }

    private static IEnumerable<string> OfTheSignIn(SmtpSenderOptions options)
    {
        if (string.IsNullOrEmpty(options.UserName) != string.IsNullOrEmpty(options.PasswordText))
        {
            yield return $"{nameof(options.UserName)} and {nameof(options.Password)} go together; only one of them is set.";
        }

        if (options.PasswordText is not null && options.Security != SmtpSecurity.StartTls && !IsLoopback(options.Host))
        {
            yield return $"{nameof(options.Password)} is set, but it would cross the network in clear text: {nameof(options.Security)} is {options.Security}.";
        }
    }

    private static bool IsLoopback(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
