using NodaTime;

namespace AccountRecovery;

/// <summary>One of the verbs that change contacts, waits and recoveries: an account in which it can be done, what it takes, and what it tells the host.</summary>
/// <param name="Name">The method.</param>
/// <param name="Prepare">Makes the account ready, and the tickets for it in the caller's session.</param>
/// <param name="Call">The call, in a session of its own and with a key.</param>
/// <param name="Told">The events that it makes.</param>
internal sealed record VerbCase(string Name, Func<TestHost, Task<RecoveryTicket[]>> Prepare, Func<TestHost, RecoveryTicket[], Task<object>> Call, params RecoveryEventKind[] Told)
{
    /// <summary>Who makes ready; the calls before are others, so without a key.</summary>
    internal static readonly Caller Before = new() { Session = "flow" };

    /// <summary>Who makes the call, and makes it again.</summary>
    internal static readonly Caller Flow = Before with { IdempotencyKey = "key" };

    internal static readonly VerbCase[] All =
    [
        new(
            "RemoveAsync",
            async host => [await host.ProveByIdAsync((await TwoAsync(host)).Mail, ProofPurpose.ChangeSecuritySettings, Before)],
            async (host, proofs) => await host.SecurityInfo.RemoveAsync(TestHost.Alice, new ContactId(2), Flow.Having(proofs)),
            RecoveryEventKind.ContactRemoved),
        new(
            "RemoveAllAsync",
            PrepareRemoveAllAsync,
            async (host, proofs) => await host.SecurityInfo.RemoveAllAsync(TestHost.Alice, Flow.Having(proofs)),
            RecoveryEventKind.WaitStarted),
        new(
            "UndoRemovalAsync",
            async host =>
            {
                (ContactId mail, ContactId work) = await TwoAsync(host);
                await host.RemoveByAsync(work, mail);
                return [(await host.ProveByAsync(ContactScene.Work, ProofPurpose.UndoRemoval, Before))!];
            },
            async (host, proofs) => await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, Flow.Having(proofs[0])),
            RecoveryEventKind.RemovalUndone),
        new(
            "CancelWaitAsync",
            async host =>
            {
                await TwoAsync(host);
                await host.StartWaitAsync();
                return [(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.CancelWait, Before))!];
            },
            async (host, proofs) => await host.SecurityInfo.CancelWaitAsync(TestHost.Alice, Flow.Having(proofs[0])),
            RecoveryEventKind.WaitCancelled,
            RecoveryEventKind.SessionsVoided),
        new(
            "FreezeAsync",
            async host =>
            {
                ContactId mail = (await TwoAsync(host)).Mail;
                await host.RedeemCodeAsync(await host.MakeByContactAsync(mail));
                return [(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery, Before))!];
            },
            async (host, proofs) => await host.SecurityInfo.FreezeAsync(TestHost.Alice, Flow.Having(proofs[0])),
            RecoveryEventKind.RecoveryFrozen,
            RecoveryEventKind.SessionsVoided),
        new(
            "CompleteAsync",
            async host =>
            {
                await TwoAsync(host);
                return [(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.Recover, Before))!];
            },
            async (host, proofs) => await host.Recovery.CompleteAsync(TestHost.Alice, Flow.Having(proofs)),
            RecoveryEventKind.RecoveryCompleted,
            RecoveryEventKind.SessionsVoided),
        new(
            "SetNoticeAddressAsync",
            async host =>
            {
                await TwoAsync(host);
                await host.StartWaitAsync();
                return [await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: Before)];
            },
            async (host, proofs) => await host.SecurityInfo.SetNoticeAddressAsync(TestHost.Alice, NewContact.Email(WaitScene.Elsewhere), Flow.Having(proofs)),
            RecoveryEventKind.ContactAdded,
            RecoveryEventKind.SecurityCodeSent),
    ];

    /// <summary>Whether its ticket is the code of a contact.</summary>
    internal bool IsByContact => Name != "SetNoticeAddressAsync";

    /// <summary>Whether an answer says that it was done; null where it was refused, and why.</summary>
    internal static Refusal? WhyNot(object outcome) => outcome switch
    {
        ChangeOutcome.Refused refused => refused.Why,
        CompleteOutcome.Refused refused => refused.Why,
        CompleteOutcome.NeedsMore => Refusal.MoreProofNeeded,
        ChangeOutcome.Done or ChangeOutcome.WaitStarted or ChangeOutcome.CodeSent or CompleteOutcome.Completed => null,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Neither done nor refused."),
    };

    internal static bool IsReplayed(object outcome) => outcome is ChangeOutcome { Replayed: true } or CompleteOutcome { Replayed: true };

    // Three, all settled.
    private static async Task<(ContactId Mail, ContactId Work)> TwoAsync(TestHost host)
    {
        ContactId mail = await host.AddFirstAsync();
        ContactId work = await host.AddByAsync(mail, NewContact.Email(ContactScene.Work), ContactScene.Work);
        await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        await host.DrainAsync();
        host.Clock.Advance(ContactScene.Month);
        return (mail, work);
    }

    // After a cancel, when it takes a code besides.
    private static async Task<RecoveryTicket[]> PrepareRemoveAllAsync(TestHost host)
    {
        ContactId mail = (await TwoAsync(host)).Mail;
        await host.StartWaitAsync();
        await host.CancelAsync(ContactScene.Mira);
        host.Clock.Advance(Duration.FromHours(25));
        RecoveryTicket code = await host.ProveByIdAsync(mail, ProofPurpose.ChangeSecuritySettings, Before);
        return [await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession, caller: Before), code];
    }
}
