using System.Diagnostics;

namespace AccountRecovery;

/// <summary>
/// The endpoint and the signing secret for the messages of one channel. All settings are checked when the
/// application starts, and all failures are reported together.
/// </summary>
public sealed class WebhookSenderOptions
{
    private const string Hidden = "(set)";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _secret;

    /// <summary>
    /// The URL to which messages are posted. No default. The URL must use <c>https</c>, or <c>http</c> on this machine, and must not contain a user name.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// The secret with which messages are signed. The format is <c>whsec_</c> and the Base64 of 24 to 64 random bytes (Standard Webhooks 1.0.0, signature scheme).
    /// Load the secret from a vault or an environment variable, never from source control. To replace a secret, set the old and the
    /// new secret, with a space between them: each message is signed with every secret, up to 4. The getter returns a constant
    /// instead of the secret, so that serializers, loggers and debuggers do not show the secret.
    /// </summary>
    public string? Secret
    {
        get => _secret is null ? null : Hidden;

        // If configuration binding finds no value, it sets the value that it read from the getter. This must change nothing.
        set => _secret = ReferenceEquals(value, Hidden) ? _secret : value;
    }

    /// <summary>
    /// The time limit of one try, up to the headers of the response. Default 10 seconds, from 1 to 30 seconds. The library cancels every try after 30 seconds.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal string? SecretText => _secret;
}
