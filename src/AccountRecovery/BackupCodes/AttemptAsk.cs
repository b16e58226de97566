using System.Diagnostics;
using NodaTime;

namespace AccountRecovery;

/// <summary>One attempt with a typed code.</summary>
/// <param name="Typed">What was typed, at most 128 characters of it looked at.</param>
/// <param name="Confirms">Whether the pending set is meant, to be confirmed, and not the live one, to be redeemed from.</param>
/// <param name="Purpose">What the proof is for.</param>
/// <param name="Attested">Whether the caller brought a ticket that should make it attested.</param>
/// <param name="Attestation">That ticket, opened; null when it was not genuine.</param>
/// <param name="Receipt">What makes a repeated call the same call.</param>
/// <param name="From">Who asks.</param>
internal sealed record AttemptAsk(
    string? Typed, bool Confirms, ProofPurpose Purpose, bool Attested, TicketFacts? Attestation, ReceiptAsk? Receipt, CallerTrace From)
{
    // Not public, so that no serializer and no destructuring log shows it either.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Typed { get; init; } = Typed;

    /// <summary>The set that the code should be of, or null when there is none at this instant.</summary>
    internal CodeSet? SetIn(AccountRecord record, Instant now) => Confirms switch
    {
        true when record.BackupCodes.PendingUntil is { } until && now < until => record.BackupCodes.Pending,
        true => null,
        false => record.BackupCodes.Live,
    };

    internal Refusal CheckAttestation(long? epoch, Instant now) =>
        Attested ? ProofRules.CheckAttestation(Attestation, epoch, Purpose, now) : Refusal.None;

    // A record prints its members, and the typed text may be a valid code.
    public override string ToString() => nameof(AttemptAsk);
}
