using System.Diagnostics;

namespace AccountRecovery;

/// <summary>Where the messages of one channel are posted, and how they are signed. Checked as a whole when the application starts; every failure is named at once.</summary>
public sealed class WebhookSenderOptions
{
    private const string Hidden = "(set)";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _secret;

    /// <summary>Where messages are posted. No default. <c>https</c>, or <c>http</c> to this machine; without a user name in it.</summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// What messages are signed with, from a vault or an environment variable, never from source control: <c>whsec_</c> and the Base64 of 24 to 64 random bytes
    /// (Standard Webhooks 1.0.0, signature scheme). While one is replaced by another, both, or up to 4, with spaces in between: a message is signed with each.
    /// To be set: it reads back as a constant, so that no serializer, logger or debugger that walks the options shows it.
    /// </summary>
    public string? Secret
    {
        get => _secret is null ? null : Hidden;

        // Configuration binding sets again what it read where it finds no value; that changes nothing.
        set => _secret = ReferenceEquals(value, Hidden) ? _secret : value;
    }

    /// <summary>How long one try may take, up to the head of the answer. Default 10 seconds, from 1 to 30 seconds, after which the library gives up a try anyway.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal string? SecretText => _secret;
}
