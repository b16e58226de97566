namespace AccountRecovery;

/// <summary>Writes a notice: what happened, when, from where, and how to object (NIST SP 800-63B-4, 4.6).</summary>
/// <remarks>
/// A voice call does not say the device's name, because speech has no quotation marks. A text message has no place and no address, because phones turn these into
/// links.
/// </remarks>
internal static class NoticeText
{
    private const string Object = "If this was not you, tell us at once.";

    internal static MessageText Write(MessageFacts facts)
    {
        NoticeWords words = NoticeWords.Of(facts);
        return facts.Channel switch
        {
            ContactChannel.Email => new MessageText(Email(facts, words), HostWords.Subject(facts, words.Title)),
            ContactChannel.Voice => new MessageText(Voice(facts, words)),
            ContactChannel.Sms => new MessageText(Text(facts, words)),
        };
    }

    private static string Email(MessageFacts facts, NoticeWords words)
    {
        string site = HostWords.Site(facts);
        string[] lines =
        [
            $"This is about your account at {site}: {words.Title}.",
            string.Empty,
            $"When: {When(facts)}",
            .. ContactWords.Line(facts),
            .. EmailLines.OfCaller(facts),
            string.Empty,
            .. words.More is { } more ? new[] { more, string.Empty } : [],
            HostWords.ReportInstructions(facts) is { } objection ? $"{Object} {objection}" : GetInTouch(site),
        ];
        return string.Join('\n', lines);
    }

    private static string Text(MessageFacts facts, NoticeWords words)
    {
        string text = $"{HostWords.SiteInText(facts)}: {words.TitleInText} ({When(facts)}).";
        return TextMessage.WithDevice(text, $" Not you? {HostWords.ReportInstructions(facts) ?? "Tell us at once."}", facts);
    }

    private static string Voice(MessageFacts facts, NoticeWords words)
    {
        string site = SpokenText.Of(HostWords.Site(facts));
        return Sentences.Join(
            $"This is {site}, about your account.",
            $"{Sentences.Begin(words.Title)}.",
            $"When: {When(facts)}.",
            words.More,
            HostWords.ReportInstructions(facts) is { } objection ? $"{Object} {SpokenText.Of(objection)}" : GetInTouch(site));
    }

    private static string GetInTouch(string site) => $"If this was not you, get in touch with {site} at once.";

    private static string When(MessageFacts facts) =>
        facts.Count > 1 ? FormattableString.Invariant($"{facts.Count} times, last on {EnglishTime.Say(facts.At)}") : EnglishTime.Say(facts.At);
}
