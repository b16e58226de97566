namespace AccountRecovery;

/// <summary>The texts from the host's options. They are trusted, but each is limited to one line.</summary>
internal static class HostWords
{
    /// <summary>The maximum length of a site's name in a subject, in characters, so that the subject has at most 78 (RFC 5322, 2.1.1).</summary>
    internal const int MaxInSubject = 30;

    internal static string Site(MessageFacts facts) => OneLine.Of(facts.Site);

    internal static string? ReportInstructions(MessageFacts facts) =>
        facts.ReportInstructions is { } text && OneLine.Of(text, int.MaxValue) is { Length: > 0 } line ? line : null;

    internal static string Subject(MessageFacts facts, string title) => $"{OneLine.Of(facts.Site, MaxInSubject)}: {title}";

    /// <summary>
    /// The name of the site in a text message, without the backtick: this is the only ASCII character that GSM 7-bit lacks, and one such character doubles the
    /// price.
    /// </summary>
    internal static string SiteInText(MessageFacts facts) => Site(facts).Replace('`', '\'');
}
