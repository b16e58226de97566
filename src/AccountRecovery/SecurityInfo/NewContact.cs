using System.Diagnostics;

namespace AccountRecovery;

/// <summary>A contact as a person typed it.</summary>
/// <example><code>NewContact.Email("mira@example.com"), NewContact.Phone("07700 900123", country: "GB")</code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class NewContact
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _typed;

    private NewContact(ContactChannel channel, string? typed, string? country)
    {
        Channel = channel;
        Country = country;
        _typed = typed;
    }

    /// <summary>How messages will reach it.</summary>
    public ContactChannel Channel { get; }

    /// <summary>The country that was chosen for a phone number, ISO 3166-1 alpha-2; null where the number begins with <c>+</c>.</summary>
    public string? Country { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed => _typed;

    /// <summary>An e-mail address.</summary>
    /// <param name="typed">What was typed; checked when it is added.</param>
    /// <returns>The contact.</returns>
    public static NewContact Email(string? typed) => new(ContactChannel.Email, typed, country: null);

    /// <summary>A phone number.</summary>
    /// <param name="typed">What was typed, with <c>+</c> and country code, or as it is dialled in <paramref name="country"/>; checked when it is added.</param>
    /// <param name="country">The country that was chosen, ISO 3166-1 alpha-2 such as <c>GB</c>; null where the number begins with <c>+</c>.</param>
    /// <param name="voice">Whether codes are read out in a call; otherwise they come as text messages.</param>
    /// <returns>The contact.</returns>
    public static NewContact Phone(string? typed, string? country = null, bool voice = false) => new(voice ? ContactChannel.Voice : ContactChannel.Sms, typed, country);

    /// <summary>The channel alone.</summary>
    /// <returns>Such as <c>a new contact (Email)</c>.</returns>
    public override string ToString() => $"a new contact ({Channel})";
}
