using System.Diagnostics;

namespace AccountRecovery;

/// <summary>The mail server and the sender's address. All settings are checked when the application starts, and all failures are reported together.</summary>
public sealed class SmtpSenderOptions
{
    private const string Hidden = "(set)";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _password;

    /// <summary>The name or the address of the mail server. No default. With STARTTLS, the server's certificate must be valid for this name.</summary>
    public string? Host { get; set; }

    /// <summary>The port for submission. Default 587, from 1 to 65,535. Port 465 is not allowed, because this client does not support TLS from the first byte.</summary>
    public int Port { get; set; } = 587;

    /// <summary>The protection of the connection to the mail server. Default <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The sender's e-mail address, in ASCII, such as <c>no-reply@shop.example</c>. No default. Its domain is part of each Message-ID.</summary>
    public string? From { get; set; }

    /// <summary>The sender's display name, in any language, at most 128 characters. Default null, for no name.</summary>
    public string? FromName { get; set; }

    /// <summary>
    /// The user name for signing in to the mail server, by AUTH LOGIN. Default null, for no sign-in. A user
    /// name requires a password, and STARTTLS or a server on this machine.
    /// </summary>
    public string? UserName { get; set; }

    /// <summary>
    /// The password for signing in. Load it from a vault or an environment variable, never from source control.
    /// The getter returns a constant instead of the password, so that serializers, loggers and debuggers do not show the password.
    /// </summary>
    public string? Password
    {
        get => _password is null ? null : Hidden;

        // If configuration binding finds no value, it sets the value that it read from the getter. This must change nothing.
        set => _password = ReferenceEquals(value, Hidden) ? _password : value;
    }

    /// <summary>
    /// The time limit of one try, from connecting to the server's last answer. Default 20 seconds, from 1 to
    /// 30 seconds. The library cancels every try after 30 seconds.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    internal string? PasswordText => _password;
}
