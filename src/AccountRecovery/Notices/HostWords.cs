namespace AccountRecovery;

/// <summary>What the host's options say of it: trusted, and yet one line each.</summary>
internal static class HostWords
{
    /// <summary>The longest name of a site in a subject, in characters, so that the subject has at most 78 (RFC 5322, 2.1.1).</summary>
    internal const int MaxInSubject = 30;

    internal static string Site(MessageFacts facts) => OneLine.Of(facts.Site);

    internal static string? ReportInstructions(MessageFacts facts) =>
        facts.ReportInstructions is { } text && OneLine.Of(text, int.MaxValue) is { Length: > 0 } line ? line : null;

    internal static string Subject(MessageFacts facts, string title) => $"{OneLine.Of(facts.Site, MaxInSubject)}: {title}";

    /// <summary>The name of the site in a text message: the one ASCII sign that its alphabet lacks would double the price.</summary>
    internal static string SiteInText(MessageFacts facts) => Site(facts).Replace('`', '\'');
}
