namespace AccountRecovery;

/// <summary>Writes the messages with a security code.</summary>
/// <remarks>
/// Anybody can request a code for an address that they know, and can choose the name of their device. A voice call does not say this name, because speech has no
/// quotation marks. A text message has the name only if there is room, and never the place, because phones turn IP addresses into links.
/// </remarks>
internal static class CodeText
{
    internal static MessageText Write(MessageFacts facts)
    {
        string code = facts.RevealCode() ?? throw new ArgumentException("A message of this kind needs its code.", nameof(facts));
        return facts.Channel switch
        {
            ContactChannel.Email => new MessageText(Email(facts, code), HostWords.Subject(facts, "your security code")),
            ContactChannel.Voice => new MessageText(Voice(facts, code)),
            ContactChannel.Sms => new MessageText(Text(facts, code)),
        };
    }

    private static string Email(MessageFacts facts, string code)
    {
        string site = HostWords.Site(facts);
        string end = facts.CodeExpiresAt is { } expires ? $", at {EnglishTime.SayHour(expires)}" : string.Empty;
        string[] lines =
        [
            $"Your security code at {site}, to {PurposeWords.Of(facts)}:",
            string.Empty,
            code,
            string.Empty,
            $"It expires in {EnglishTime.SayLifetime(facts)}{end}. Never tell it to anyone: nobody at {site} asks for it.",
            string.Empty,
            $"Requested: {EnglishTime.Say(facts.At)}",
            .. EmailLines.OfCaller(facts),
            string.Empty,
            Sentences.Join("If this was not you, do not use the code, and tell it to nobody.", HostWords.ReportInstructions(facts)),
        ];
        return string.Join('\n', lines);
    }

    private static string Text(MessageFacts facts, string code)
    {
        string text = $"{code} is your security code to {PurposeWords.InText(facts)} at {HostWords.SiteInText(facts)}. Valid {EnglishTime.SayLifetimeInText(facts)}. Tell nobody.";
        return TextMessage.WithDevice(text, HostWords.ReportInstructions(facts) is { } objection ? $" Not you? {objection}" : string.Empty, facts);
    }

    private static string Voice(MessageFacts facts, string code)
    {
        string digits = SpokenText.OneByOne(code);
        return Sentences.Join(
            $"This is {SpokenText.Of(HostWords.Site(facts))}.",
            $"Your security code to {PurposeWords.Of(facts)} is: {digits}.",
            $"Again: {digits}.",
            $"It was requested at {EnglishTime.SayHour(facts.At)} and expires in {EnglishTime.SayLifetime(facts)}.",
            "Never tell it to anyone, not even to a person who calls about it.",
            "If this was not you, hang up.",
            HostWords.ReportInstructions(facts) is { } objection ? SpokenText.Of(objection) : null);
    }
}
