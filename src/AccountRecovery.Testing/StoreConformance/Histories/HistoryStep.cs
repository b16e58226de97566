using NodaTime;

namespace AccountRecovery;

/// <summary>One step of a history: plain data, so that histories can be cut and told.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Handle">Through which handle.</param>
/// <param name="Account">Which account it is about; for a listing, the account of the entry that it goes on after.</param>
/// <param name="Expected">For a write or a delete.</param>
/// <param name="Slot">For a write, when the account is due, or never; for a listing, after which instant it goes on, or from the beginning.</param>
/// <param name="Number">For a write, how many bytes; for a listing, how many entries a page has.</param>
internal sealed record HistoryStep(StepKind Kind, int Handle, int Account, ExpectedRevision Expected, int? Slot, int Number)
{
    internal const int Handles = 3;
    internal const int Accounts = 3;
    internal const int Slots = 5;

    /// <summary>A step of any kind; writes more often than others, and those that may succeed more often than those that may not.</summary>
    internal static HistoryStep Draw(SplitMix64 random) => new(
        random.Pick(StepKind.Read, StepKind.Write, StepKind.Write, StepKind.Write, StepKind.Delete, StepKind.List),
        random.Below(Handles),
        random.Below(Accounts),
        random.Pick(ExpectedRevision.Stored, ExpectedRevision.Stored, ExpectedRevision.Stored, ExpectedRevision.None, ExpectedRevision.Stale, ExpectedRevision.Stale, ExpectedRevision.Unknown),
        random.Below(Slots + 1) is var slot && slot < Slots ? slot : null,
        random.Pick(1, 2, 3, 40));

    /// <summary>The instant of a slot: two lie a microsecond apart.</summary>
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
