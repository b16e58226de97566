using NodaTime;

namespace AccountRecovery;

/// <summary>A call that changes what an account is recovered by, and everything that has to be there for it.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Tells">What it tells.</param>
/// <param name="Prepare">Brings an account to where it can be made; gives the call.</param>
internal sealed record MachineCall(string Name, RecoveryEventKind Tells, Func<CodeCrew, AccountId, string?, Task<Func<RecoveryApp, Task<MachineAnswer>>>> Prepare)
{
    private static readonly Caller Owner = CodeCrew.Owner;
    private static readonly Caller Stranger = CodeCrew.Stranger;

    internal static readonly MachineCall[] All =
    [
        new("remove all", RecoveryEventKind.WaitStarted, async (crew, account, key) =>
        {
            await crew.AddFirstAsync(account);
            RecoveryTicket session = await crew[0].VouchAsync(account, ProofPurpose.ChangeSecuritySettings, HostProof.HostSession);
            return async app => Of(await app.SecurityInfo().RemoveAllAsync(account, (Owner with { IdempotencyKey = key }).Having(session)));
        }),
        new("cancel", RecoveryEventKind.WaitCancelled, async (crew, account, key) =>
        {
            await crew.BeginWaitAsync(account);
            RecoveryTicket proof = await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.CancelWait);
            return async app => Of(await app.SecurityInfo().CancelWaitAsync(account, (Stranger with { IdempotencyKey = key }).Having(proof)));
        }),
        new("remove one", RecoveryEventKind.ContactRemoved, async (crew, account, key) =>
        {
            (ContactId phone, RecoveryTicket settled) = await WithPhoneAsync(crew, account);
            return async app => Of(await app.SecurityInfo().RemoveAsync(account, phone, (Owner with { IdempotencyKey = key }).Having(settled)));
        }),
        new("undo", RecoveryEventKind.RemovalUndone, async (crew, account, key) =>
        {
            (ContactId phone, RecoveryTicket settled) = await WithPhoneAsync(crew, account);
            Assert.IsType<ChangeOutcome.Done>(await crew[1].SecurityInfo().RemoveAsync(account, phone, Owner.Having(settled)));
            RecoveryTicket proof = await crew.ProveAsStrangerAsync(account, CodeCrew.Phone, ProofPurpose.UndoRemoval);
            return async app => Of(await app.SecurityInfo().UndoRemovalAsync(account, (Stranger with { IdempotencyKey = key }).Having(proof)));
        }),
        new("notice address", RecoveryEventKind.ContactAdded, async (crew, account, key) =>
        {
            await crew.BeginWaitAsync(account);
            RecoveryTicket password = await crew[0].VouchAsync(account, ProofPurpose.ChangeSecuritySettings, HostProof.HostPassword);
            return async app => Of(await app.SecurityInfo().SetNoticeAddressAsync(account, NewContact.Email(WaitScene.Away), (Owner with { IdempotencyKey = key }).Having(password)));
        }),
        new("freeze", RecoveryEventKind.RecoveryFrozen, async (crew, account, key) =>
        {
            (_, RecoveryTicket settled) = await WithPhoneAsync(crew, account);
            string recovery = await crew.MakeRecoveryCodeAsync(account, settled);
            Assert.IsType<RedeemOutcome.Redeemed>(await crew[1].RecoveryCodes().RedeemAsync(account, recovery, Stranger));
            RecoveryTicket proof = await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.FreezeRecovery);
            return async app => Of(await app.SecurityInfo().FreezeAsync(account, (Stranger with { IdempotencyKey = key }).Having(proof)));
        }),
        new("complete", RecoveryEventKind.RecoveryCompleted, async (crew, account, key) =>
        {
            await crew.AddFirstAsync(account);
            RecoveryTicket proof = await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.Recover);
            return async app => Of(await app.Recovery().CompleteAsync(account, (Stranger with { IdempotencyKey = key }).Having(proof)));
        }),
    ];

    public override string ToString() => Name;

    private static async Task<(ContactId Phone, RecoveryTicket Settled)> WithPhoneAsync(CodeCrew crew, AccountId account)
    {
        ContactId mail = await crew.AddFirstAsync(account);
        RecoveryTicket settled = await crew.ProveAsync(account, mail, ProofPurpose.ChangeSecuritySettings);
        ContactId phone = await crew.AddByAsync(account, NewContact.Phone(CodeCrew.Phone), settled);
        crew.Advance(Duration.FromSeconds(1));
        await crew.DrainAsync();
        return (phone, settled);
    }

    private static MachineAnswer Of(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.WaitStarted it => new MachineAnswer(it.Replayed, true, $"{it.Until}"),
        ChangeOutcome.CodeSent it => new MachineAnswer(it.Replayed, true, $"{it.Challenge.Value} {it.Contact}"),
        ChangeOutcome.Done it => new MachineAnswer(it.Replayed, true, string.Join(", ", it.View.Contacts)),
        _ => new MachineAnswer(false, false, $"{outcome}"),
    };

    private static MachineAnswer Of(CompleteOutcome outcome) => outcome is CompleteOutcome.Completed it
        ? new MachineAnswer(it.Replayed, true, $"{it.SessionsValidFrom}")
        : new MachineAnswer(false, false, $"{outcome}");
}
