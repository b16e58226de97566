namespace AccountRecovery.Races;

/// <summary>One message that was sent, as its sender notes it: no address.</summary>
/// <param name="Id">The message's.</param>
/// <param name="Account">The account.</param>
/// <param name="Code">The code in it; empty in a notice.</param>
/// <param name="Expires">From when on it must not be sent, in ticks since the Unix epoch.</param>
/// <param name="At">When it was sent, by the clock of the library.</param>
internal sealed record SentLine(string Id, string Account, string Code, long Expires, long At)
{
    /// <summary>What a notice is about; null where the message holds a code.</summary>
    public RecoveryEventKind? About { get; init; }

    internal const string Extension = "sent";

    /// <summary>All lines of one file. The last line of a killed process may be half a line: it was not sent.</summary>
    internal static SentLine[] ReadAll(string file)
    {
        string text = File.ReadAllText(file);
        return [.. text.Split('\n')[..^1].Select(Lines.Read<SentLine>)];
    }
}
