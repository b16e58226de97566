namespace AccountRecovery;

/// <summary>The table of which proofs each change requires. It is defined only here; docs/security-info.md shows the same table.</summary>
/// <remarks>
/// A weak proof never undoes a strong one: no row lets a password alone replace a recovery code that is in force, or lets a contact's code avoid an exclusive
/// key. If a row does not name a state, the change is refused in that state. A frozen account refuses every row.
/// </remarks>
internal static class ProofTable
{
    private static readonly ProofOption[] Freely = [new(RequiredProof.Nothing)];

    private static readonly ProofOption[] BySavedCode = [new(RequiredProof.RedeemedCode), new(RequiredProof.ExclusiveKey), new(RequiredProof.RedeemedKey | RequiredProof.AnotherProof)];

    internal static readonly ProofRow[] Rows =
    [
        new(Change.BackupCodes)
        {
            None = [new(RequiredProof.Password | RequiredProof.TwoStepWhereOn)],
            Established = [new(RequiredProof.Password | RequiredProof.TwoStepWhereOn)],
        },
        new(Change.MakeRecoveryCode)
        {
            None = [new(RequiredProof.Password | RequiredProof.TwoStepWhereOn) { WhileExclusive = RequiredProof.TrustedDevice }],
            Established = [new(RequiredProof.Password | RequiredProof.SettledContact) { WhileExclusive = RequiredProof.TrustedDevice }],
            Reentry = [new(RequiredProof.Grant)],
        },
        new(Change.ReplaceRecoveryCode)
        {
            None = [new(RequiredProof.Password | RequiredProof.TwoStepWhereOn | RequiredProof.RecoveryCode) { WhileExclusive = RequiredProof.TrustedDevice }],
            Established = [new(RequiredProof.Password | RequiredProof.SettledContact) { WhileExclusive = RequiredProof.TrustedDevice }],
        },

        // Without contacts, the recovery code that is in force replaces the code of a settled contact; see docs/decisions/0009.
        new(Change.EnableRecoveryKey)
        {
            None = [new(RequiredProof.Password | RequiredProof.TwoStepWhereOn | RequiredProof.RecoveryCode | RequiredProof.Acknowledgement)],
            Established = [new(RequiredProof.Password | RequiredProof.SettledContact | RequiredProof.Acknowledgement)],
        },
        new(Change.DisableRecoveryKey)
        {
            None = [new(RequiredProof.RecoveryKey), new(RequiredProof.Password | RequiredProof.TrustedDevice) { UnlessExclusive = RequiredProof.RecoveryCode, IsDelayed = true }],
            Established = [new(RequiredProof.RecoveryKey), new(RequiredProof.Password | RequiredProof.TrustedDevice) { UnlessExclusive = RequiredProof.OlderContact, IsDelayed = true }],
        },
        new(Change.RedeemRecoveryKey) { None = Freely, Established = Freely, Waiting = Freely, Reentry = Freely, AfterWait = Freely },
        new(Change.RedeemRecoveryCode) { None = Freely, Established = Freely, Waiting = Freely, Reentry = Freely, AfterWait = Freely },
        new(Change.AddContact)
        {
            None = [new(RequiredProof.Password)],
            Established = [new(RequiredProof.SettledContact)],
            Reentry = [new(RequiredProof.Grant)],
            AfterWait = [new(RequiredProof.Password)],
        },
        new(Change.RemoveContact) { Established = [new(RequiredProof.NoYoungerContact)] },
        new(Change.UndoRemoval)
        {
            Purpose = ProofPurpose.UndoRemoval,
            Established = [new(RequiredProof.RemovedContact)],
            Waiting = [new(RequiredProof.RemovedContact)],
        },
        new(Change.RemoveAllContacts) { Established = [new(RequiredProof.Session) { AfterCancel = RequiredProof.SettledContact }] },
        new(Change.CancelWait) { Purpose = ProofPurpose.CancelWait, Waiting = [new(RequiredProof.LeavingContact)] },
        new(Change.SetNoticeAddress) { Waiting = [new(RequiredProof.Password)] },
        new(Change.SkipPrompt) { Purpose = ProofPurpose.AnswerPrompt, Established = [new(RequiredProof.Password | RequiredProof.TwoStepWhereOn)] },
        new(Change.FreezeRecovery)
        {
            Purpose = ProofPurpose.FreezeRecovery,
            None = [new(RequiredProof.VoidedContact)],
            Established = [new(RequiredProof.VoidedContact)],
            Waiting = [new(RequiredProof.VoidedContact)],
            Reentry = [new(RequiredProof.VoidedContact)],
            AfterWait = [new(RequiredProof.VoidedContact)],
        },
        new(Change.CompleteRecovery)
        {
            Purpose = ProofPurpose.Recover,
            None = BySavedCode,
            Established = [.. BySavedCode, new(RequiredProof.SettledContact | RequiredProof.AnotherProof) { IsClosedWhileExclusive = true }],
            Waiting = BySavedCode,
            Reentry = [new(RequiredProof.RedeemedCode)],
            AfterWait = BySavedCode,
        },
    ];

    internal static ProofRow RowOf(Change change) => Array.Find(Rows, row => row.Change == change)!;

    /// <summary>
    /// Returns the first option that the given proofs satisfy. If there is none, returns null and the proofs that the last option still lacks, or null and no
    /// proofs if the state has no option.
    /// </summary>
    internal static (ProofOption? Open, RequiredProof Missing) Find(Change change, AccountState state, RequiredProof shown, ProofContext given)
    {
        ProofOption[] options = [.. RowOf(change).In(state).Where(option => !given.KeyIsExclusive || !option.IsClosedWhileExclusive)];
        ProofOption? open = Array.Find(options, option => option.Missing(shown, given) == RequiredProof.Nothing);
        return (open, open is not null || options is [] ? RequiredProof.Nothing : options[^1].Missing(shown, given));
    }
}
