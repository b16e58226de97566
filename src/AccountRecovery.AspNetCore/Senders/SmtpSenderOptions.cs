using System.Diagnostics;

namespace AccountRecovery;

/// <summary>The mail server, and whom its messages are from. Checked as a whole when the application starts; every failure is named at once.</summary>
public sealed class SmtpSenderOptions
{
    private const string Hidden = "(set)";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _password;

    /// <summary>The mail server's name, or its address. No default. With STARTTLS the server's certificate has to be for this name.</summary>
    public string? Host { get; set; }

    /// <summary>The port for submission. Default 587, from 1 to 65,535. Not 465: TLS from the first byte on is not what this client speaks.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the way there is protected. Default <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The address that messages are from, in ASCII, such as <c>no-reply@shop.example</c>. No default. Its domain is part of each Message-ID.</summary>
    public string? From { get; set; }

    /// <summary>The name beside the address, in any language, at most 128 characters. Default none.</summary>
    public string? FromName { get; set; }

    /// <summary>Who signs in to the mail server, by AUTH LOGIN. Default nobody. With a name there is a password, and STARTTLS or a server on this machine.</summary>
    public string? UserName { get; set; }

    /// <summary>
    /// The password, from a vault or an environment variable, never from source control. To be set:
    /// it reads back as a constant, so that no serializer, logger or debugger that walks the options shows it.
    /// </summary>
    public string? Password
    {
        get => _password is null ? null : Hidden;

        // Configuration binding sets again what it read where it finds no value; that changes nothing.
        set => _password = ReferenceEquals(value, Hidden) ? _password : value;
    }

    /// <summary>How long one try may take, from the connection to the server's last answer. Default 20 seconds, from 1 to 30 seconds, after which the library gives up a try anyway.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    internal string? PasswordText => _password;
}
