using NodaTime;

namespace AccountRecovery;

/// <summary>What may be changed with what: the one place where it is written down. docs/proofs.md shows the same table.</summary>
/// <remarks>Strong is never undone by weak: nothing here lets a password alone replace a live recovery code, or a contact's code side-step an exclusive key.</remarks>
internal static class ProofTable
{
    /// <summary>How long a delayed change waits, and how long a recovery key is not exclusive yet: 720 hours, the wait of the systems this follows.</summary>
    internal static readonly Duration DelayedBy = Duration.FromHours(720);

    private static readonly ProofWay[] Refused = [];
    private static readonly ProofWay[] Freely = [new(Need.Nothing)];

    internal static readonly ProofRow[] Rows =
    [
        new(
            Change.BackupCodes,
            None: [new(Need.Password | Need.TwoStepWhereOn)],
            Established: [new(Need.Password | Need.TwoStepWhereOn)],
            Waiting: Refused,
            Reentry: Refused),
        new(
            Change.MakeRecoveryCode,
            None: [new(Need.Password | Need.TwoStepWhereOn) { WhileExclusive = Need.TrustedDevice }],
            Established: [new(Need.Password | Need.SettledContact) { WhileExclusive = Need.TrustedDevice }],
            Waiting: Refused,
            Reentry: [new(Need.Grant)]),
        new(
            Change.ReplaceRecoveryCode,
            None: [new(Need.Password | Need.TwoStepWhereOn | Need.RecoveryCode) { WhileExclusive = Need.TrustedDevice }],
            Established: [new(Need.Password | Need.SettledContact) { WhileExclusive = Need.TrustedDevice }],
            Waiting: Refused,
            Reentry: Refused),

        // Without contacts the live recovery code stands in for the code of a settled one; see docs/decisions/0009.
        new(
            Change.EnableRecoveryKey,
            None: [new(Need.Password | Need.TwoStepWhereOn | Need.RecoveryCode | Need.Acknowledgement)],
            Established: [new(Need.Password | Need.SettledContact | Need.Acknowledgement)],
            Waiting: Refused,
            Reentry: Refused),
        new(
            Change.DisableRecoveryKey,
            None: [new(Need.RecoveryKey), new(Need.Password | Need.TrustedDevice) { UnlessExclusive = Need.RecoveryCode, IsDelayed = true }],
            Established: [new(Need.RecoveryKey), new(Need.Password | Need.TrustedDevice) { UnlessExclusive = Need.OlderContact, IsDelayed = true }],
            Waiting: Refused,
            Reentry: Refused),
        new(Change.RedeemRecoveryKey, None: Freely, Established: Freely, Waiting: Freely, Reentry: Freely),
        new(Change.RedeemRecoveryCode, None: Freely, Established: Freely, Waiting: Freely, Reentry: Freely),
        new(
            Change.AddContact,
            None: [new(Need.Password)],
            Established: [new(Need.SettledContact)],
            Waiting: Refused,
            Reentry: [new(Need.Grant)]),
    ];

    /// <summary>The way that is open with what was shown; else null, and what the last way still lacks: nothing where the standing has no way at all.</summary>
    internal static (ProofWay? Open, Need Missing) Find(Change change, Standing standing, Need shown, bool twoStep, bool exclusive)
    {
        ProofWay[] ways = Array.Find(Rows, row => row.Change == change)!.In(standing);
        ProofWay? open = Array.Find(ways, way => way.Missing(shown, twoStep, exclusive) == Need.Nothing);
        return (open, open is not null || ways is [] ? Need.Nothing : ways[^1].Missing(shown, twoStep, exclusive));
    }
}
