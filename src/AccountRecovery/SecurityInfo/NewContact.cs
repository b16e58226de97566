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

    /// <summary>How messages will reach the contact.</summary>
    public ContactChannel Channel { get; }

    /// <summary>The country that the person chose for a phone number, as ISO 3166-1 alpha-2; null if the number begins with <c>+</c>.</summary>
    public string? Country { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed => _typed;

    /// <summary>Creates a contact with an e-mail address.</summary>
    /// <param name="typed">What the person typed. It is checked when the contact is added.</param>
    /// <returns>The contact.</returns>
    public static NewContact Email(string? typed) => new(ContactChannel.Email, typed, country: null);

    /// <summary>Creates a contact with a phone number.</summary>
    /// <param name="typed">
    /// What the person typed: with <c>+</c> and country code, or as the number is dialled in <paramref name="country"/>. It is checked when the contact is
    /// added.
    /// </param>
    /// <param name="country">The country that the person chose, as ISO 3166-1 alpha-2, such as <c>GB</c>; null if the number begins with <c>+</c>.</param>
    /// <param name="voice">Whether codes are read aloud in a call. Otherwise codes are sent as text messages.</param>
    /// <returns>The contact.</returns>
    public static NewContact Phone(string? typed, string? country = null, bool voice = false) => new(voice ? ContactChannel.Voice : ContactChannel.Sms, typed, country);

    /// <summary>Returns a text that contains only the channel.</summary>
    /// <returns>A text such as <c>a new contact (Email)</c>.</returns>
    public override string ToString() => $"a new contact ({Channel})";
}
