namespace AccountRecovery;

/// <summary>How a notice names the contact that it is about.</summary>
internal static class ContactWords
{
    // No more digits of a number than a text message may have without a telephone making a link of them.
    private const int DigitsShown = 4;

    /// <summary>What it is, such as <c>an e-mail address</c>.</summary>
    internal static string Kind(MessageFacts facts) => facts.Contact switch
    {
        null => "an address or number",
        { } contact when IsEmail(contact) => "an e-mail address",
        _ => "a phone number",
    };

    /// <summary>The same for a text message: of a number its last digits, of an address nothing, since whoever added it chose its domain.</summary>
    internal static string KindInText(MessageFacts facts) =>
        facts.Contact is { } contact && !IsEmail(contact) && LastDigits(contact) is { Length: > 0 } digits ? $"a phone number ending in {digits}" : Kind(facts);

    /// <summary>The line of an e-mail that shows it.</summary>
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
