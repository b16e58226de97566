namespace AccountRecovery;

/// <summary>The words for the contact that a notice is about.</summary>
internal static class ContactWords
{
    // The maximum number of digits that phones do not turn into a link in a text message.
    private const int DigitsShown = 4;

    /// <summary>The kind of the contact, such as <c>an e-mail address</c>.</summary>
    internal static string Kind(MessageFacts facts) => facts.Contact switch
    {
        null => "an address or number",
        { } contact when IsEmail(contact) => "an e-mail address",
        _ => "a phone number",
    };

    /// <summary>
    /// The kind of the contact for a text message. Shows the last digits of a number, but nothing of an e-mail address, because the person who added it has chosen
    /// its domain.
    /// </summary>
    internal static string KindInText(MessageFacts facts) =>
        facts.Contact is { } contact && !IsEmail(contact) && LastDigits(contact) is { Length: > 0 } digits ? $"a phone number ending in {digits}" : Kind(facts);

    /// <summary>The line of an e-mail that shows the contact; none if the notice is not about a contact.</summary>
    internal static IEnumerable<string> Line(MessageFacts facts)
    {
        if (facts.Contact is { } contact && OneLine.Of(contact.Replace('"', '\'')) is { Length: > 0 } shown)
        {
            yield return $"{(IsEmail(contact) ? "E-mail address" : "Phone number")}: \"{shown}\"";
        }
    }

    private static bool IsEmail(string contact) => contact.Contains('@', StringComparison.Ordinal);

    private static string LastDigits(string contact)
    {
        int digits = contact.Reverse().TakeWhile(char.IsAsciiDigit).Take(DigitsShown).Count();
        return contact[^digits..];
    }
}
