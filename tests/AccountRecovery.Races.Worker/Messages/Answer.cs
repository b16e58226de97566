using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>What came of a call.</summary>
/// <param name="Kind">The name of the outcome's case.</param>
internal sealed record Answer(string Kind)
{
    internal const string Fault = nameof(Fault);

    /// <summary>The refusal, the reason to be busy, or what was thrown.</summary>
    public string? Why { get; init; }

    /// <summary>Codes left, or the set's number.</summary>
    public int? Number { get; init; }

    /// <summary>The end of a pause, in ticks since the Unix epoch; or failures counted.</summary>
    public long? Value { get; init; }

    public bool Replayed { get; init; }

    public string? Proof { get; init; }

    public string[] Codes { get; init; } = [];

    /// <summary>How often the call was made again because it was busy.</summary>
    public int Repeats { get; init; }

    [JsonIgnore]
    internal bool IsGrant => Kind == nameof(RedeemOutcome.Redeemed) && !Replayed;

    [JsonIgnore]
    internal bool IsBusy => Kind == nameof(RedeemOutcome.Busy);

    [JsonIgnore]
    internal bool IsFault => Kind == Fault;

    internal static Answer Of(RedeemOutcome outcome) => outcome.Match(
        redeemed => new Answer(nameof(RedeemOutcome.Redeemed)) { Number = redeemed.Remaining, Proof = redeemed.Proof.Reveal() },
        malformed => new Answer(nameof(RedeemOutcome.Malformed)) { Why = malformed.Fault.ToString() },
        refused => Refused(refused.Why),
        paused => new Answer(nameof(RedeemOutcome.Paused)) { Value = paused.Until.ToUnixTimeTicks() },
        _ => new Answer(nameof(RedeemOutcome.Closed)),
        busy => Busy(busy.Why)) with
    { Replayed = outcome.Replayed };

    internal static Answer Of(IssueOutcome outcome) => outcome.Match(
        issued => Of(issued.Sheet),
        awaiting => Of(awaiting.Sheet),
        already => new Answer(nameof(IssueOutcome.AlreadyIssued)) { Number = already.SetNumber },
        refused => Refused(refused.Why),
        busy => Busy(busy.Why)) with
    { Replayed = outcome.Replayed };

    internal static Answer Of(BackupCodeStatus status) => new(nameof(Verb.Status)) { Number = status.Remaining, Value = status.Anonymous.Failures };

    internal static Answer Of(ChangeOutcome outcome) => outcome is ChangeOutcome.CodeSent sent
        ? new Answer(nameof(ChangeOutcome.CodeSent)) { Value = sent.Challenge.Value }
        : new Answer(outcome.GetType().Name) { Why = $"{outcome}" };

    internal static Answer Of(SendOutcome outcome) => new(outcome.GetType().Name) { Why = $"{outcome}" };

    internal static Answer Of(SkipOutcome outcome) => outcome.Match(
        skipped => new Answer(nameof(SkipOutcome.Skipped)) { Value = skipped.Until.ToUnixTimeTicks() },
        refused => Refused(refused.Why),
        busy => Busy(busy.Why));

    internal static Answer Of(DueWorkReport report) => new(nameof(Verb.RunDue)) { Number = report.Changed, Value = report.Failed };

    internal static Answer Of(Exception fault) => new(Fault) { Why = $"{fault.GetType().Name}: {fault.Message}" };

    private static Answer Of(CodeSheet sheet) => new(nameof(IssueOutcome.Issued)) { Number = sheet.SetNumber, Codes = [.. sheet.Codes.Select(code => code.Reveal())] };

    private static Answer Refused(Refusal why) => new(nameof(RedeemOutcome.Refused)) { Why = why.ToString() };

    private static Answer Busy(BusyReason why) => new(nameof(RedeemOutcome.Busy)) { Why = why.ToString() };
}
