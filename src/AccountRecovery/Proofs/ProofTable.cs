namespace AccountRecovery;

/// <summary>What may be changed with what: the one place where it is written down. docs/security-info.md shows the same table.</summary>
/// <remarks>
/// Strong is never undone by weak: nothing here lets a password alone replace a live recovery code, or a contact's code side-step an exclusive key. A standing that a
/// row does not name refuses the change. A frozen account refuses every row.
/// </remarks>
internal static class ProofTable
{
    private static readonly ProofWay[] Freely = [new(Need.Nothing)];

    private static readonly ProofWay[] BySavedCode = [new(Need.RedeemedCode), new(Need.ExclusiveKey), new(Need.RedeemedKey | Need.AnotherProof)];

    internal static readonly ProofRow[] Rows =
    [
        new(Change.BackupCodes)
        {
            None = [new(Need.Password | Need.TwoStepWhereOn)],
            Established = [new(Need.Password | Need.TwoStepWhereOn)],
        },
        new(Change.MakeRecoveryCode)
        {
            None = [new(Need.Password | Need.TwoStepWhereOn) { WhileExclusive = Need.TrustedDevice }],
            Established = [new(Need.Password | Need.SettledContact) { WhileExclusive = Need.TrustedDevice }],
            Reentry = [new(Need.Grant)],
        },
        new(Change.ReplaceRecoveryCode)
        {
            None = [new(Need.Password | Need.TwoStepWhereOn | Need.RecoveryCode) { WhileExclusive = Need.TrustedDevice }],
            Established = [new(Need.Password | Need.SettledContact) { WhileExclusive = Need.TrustedDevice }],
        },

        // Without contacts the live recovery code stands in for the code of a settled one; see docs/decisions/0009.
        new(Change.EnableRecoveryKey)
        {
            None = [new(Need.Password | Need.TwoStepWhereOn | Need.RecoveryCode | Need.Acknowledgement)],
            Established = [new(Need.Password | Need.SettledContact | Need.Acknowledgement)],
        },
        new(Change.DisableRecoveryKey)
        {
            None = [new(Need.RecoveryKey), new(Need.Password | Need.TrustedDevice) { UnlessExclusive = Need.RecoveryCode, IsDelayed = true }],
            Established = [new(Need.RecoveryKey), new(Need.Password | Need.TrustedDevice) { UnlessExclusive = Need.OlderContact, IsDelayed = true }],
        },
        new(Change.RedeemRecoveryKey) { None = Freely, Established = Freely, Waiting = Freely, Reentry = Freely, AfterWait = Freely },
        new(Change.RedeemRecoveryCode) { None = Freely, Established = Freely, Waiting = Freely, Reentry = Freely, AfterWait = Freely },
        new(Change.AddContact)
        {
            None = [new(Need.Password)],
            Established = [new(Need.SettledContact)],
            Reentry = [new(Need.Grant)],
            AfterWait = [new(Need.Password)],
        },
        new(Change.RemoveContact) { Established = [new(Need.NoYoungerContact)] },
        new(Change.UndoRemoval)
        {
            Purpose = ProofPurpose.UndoRemoval,
            Established = [new(Need.RemovedContact)],
            Waiting = [new(Need.RemovedContact)],
        },
        new(Change.RemoveAllContacts) { Established = [new(Need.Session) { AfterCancel = Need.SettledContact }] },
        new(Change.CancelWait) { Purpose = ProofPurpose.CancelWait, Waiting = [new(Need.LeavingContact)] },
        new(Change.SetNoticeAddress) { Waiting = [new(Need.Password)] },
        new(Change.SkipPrompt) { Purpose = ProofPurpose.AnswerPrompt, Established = [new(Need.Password | Need.TwoStepWhereOn)] },
        new(Change.FreezeRecovery)
        {
            Purpose = ProofPurpose.FreezeRecovery,
            None = [new(Need.VoidedContact)],
            Established = [new(Need.VoidedContact)],
            Waiting = [new(Need.VoidedContact)],
            Reentry = [new(Need.VoidedContact)],
            AfterWait = [new(Need.VoidedContact)],
        },
        new(Change.CompleteRecovery)
        {
            Purpose = ProofPurpose.Recover,
            None = BySavedCode,
            Established = [.. BySavedCode, new(Need.SettledContact | Need.AnotherProof) { IsClosedWhileExclusive = true }],
            Waiting = BySavedCode,
            Reentry = [new(Need.RedeemedCode)],
            AfterWait = BySavedCode,
        },
    ];

    internal static ProofRow RowOf(Change change) => Array.Find(Rows, row => row.Change == change)!;

    /// <summary>The way that is open with what was shown; else null, and what the last way still lacks: nothing where the standing has no way at all.</summary>
    internal static (ProofWay? Open, Need Missing) Find(Change change, Standing standing, Need shown, Circumstances given)
    {
        ProofWay[] ways = [.. RowOf(change).In(standing).Where(way => !given.KeyIsExclusive || !way.IsClosedWhileExclusive)];
        ProofWay? open = Array.Find(ways, way => way.Missing(shown, given) == Need.Nothing);
        return (open, open is not null || ways is [] ? Need.Nothing : ways[^1].Missing(shown, given));
    }
}
