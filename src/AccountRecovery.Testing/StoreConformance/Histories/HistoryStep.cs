using NodaTime;

namespace AccountRecovery;

/// <summary>One step of a history. Steps are plain data, so that histories can be shortened and printed.</summary>
/// <param name="Kind">The kind of call.</param>
/// <param name="Handle">The handle through which the call is made.</param>
/// <param name="Account">The account of the call; for a listing, the account of the entry after which the listing continues.</param>
/// <param name="Expected">The revision that a write or a delete expects; not used for other kinds.</param>
/// <param name="Slot">For a write, the due instant, or null for never; for a listing, the instant of the
/// entry after which the listing continues, or null for the beginning.</param>
/// <param name="Number">For a write, the number of bytes; for a listing, the number of entries on a page.</param>
internal sealed record HistoryStep(StepKind Kind, int Handle, int Account, ExpectedRevision Expected, int? Slot, int Number)
{
    internal const int Handles = 3;
    internal const int Accounts = 3;
    internal const int Slots = 5;

    /// <summary>Draws a random step. Writes are drawn more often than other kinds, and expectations that can succeed more often than expectations that cannot.</summary>
    internal static HistoryStep Draw(SplitMix64 random) => new(
        random.Pick(StepKind.Read, StepKind.Write, StepKind.Write, StepKind.Write, StepKind.Delete, StepKind.List),
        random.Below(Handles),
        random.Below(Accounts),
        random.Pick(ExpectedRevision.Stored, ExpectedRevision.Stored, ExpectedRevision.Stored, ExpectedRevision.None, ExpectedRevision.Stale, ExpectedRevision.Stale, ExpectedRevision.Unknown),
        random.Below(Slots + 1) is var slot && slot < Slots ? slot : null,
        random.Pick(1, 2, 3, 40));

    /// <summary>Returns the instant of a slot. The first two instants are one microsecond apart.</summary>
    internal static Instant InstantOf(Instant start, int slot) => slot == 0 ? start : start + (StoreTrial.Microsecond * slot * slot * slot);

    internal string Tell()
    {
        string who = $"account {(char)('a' + Account)} through handle {Words.Of(Handle)}";
        return Kind switch
        {
            StepKind.Read => $"read {who}",
            StepKind.Write => $"write {who}, expecting {Expectation}, {Words.Of(Number)} bytes, {(Slot is { } due ? $"due at instant {Words.Of(due)}" : "never due")}",
            StepKind.Delete => $"delete {who}, expecting {Expectation}",
            _ => $"list through handle {Words.Of(Handle)} in pages of {Words.Of(Number)}{(Slot is { } after ? $", after account {(char)('a' + Account)} at instant {Words.Of(after)}" : string.Empty)}",
        };
    }

    private string Expectation => Expected switch
    {
        ExpectedRevision.Stored => "what is stored",
        ExpectedRevision.None => "no record",
        ExpectedRevision.Stale => "the revision before",
        _ => "an unknown revision",
    };
}
