using NodaTime;

namespace AccountRecovery;

/// <summary>What every verb on contacts, waits and recoveries keeps: tickets are looked at again, all commits or nothing, a repeated call is the same call, and the host is told.</summary>
public sealed class VerbPromiseTests
{
    public static TheoryData<string> Verbs => [.. VerbCase.All.Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task S6_A_ticket_is_good_until_its_last_microsecond_and_void_with_the_epoch_or_its_contact(string name)
    {
        VerbCase verb = Of(name);
        await using var host = new TestHost(sends: true);
        RecoveryTicket[] proofs = await verb.Prepare(host);
        await host.DrainAsync();
        AccountRecord ready = (await host.OpenAsync())!;
        Instant made = host.Clock.GetCurrentInstant();
        async Task<Refusal?> At(Instant at, Func<AccountRecord, AccountRecord> change)
        {
            await host.DrainAsync();
            host.Clock.Set(at);
            await host.PutAsync(change(ready));
            return VerbCase.WhyNot(await verb.Call(host, proofs));
        }

        Instant end = made + RecoveryPolicy.DefaultTicketLifetime;
        Assert.Null(await At(end - ContactScene.Grain, record => record));
        Assert.Equal(Refusal.TicketExpired, await At(end, record => record));
        Assert.Equal(Refusal.TicketVoid, await At(made, record => record.RaiseEpoch()));
        Assert.Equal(Refusal.Frozen, await At(made, record => record with { Access = record.Access with { FrozenAt = made } }) ?? (name == "FreezeAsync" ? Refusal.Frozen : null));
        if (verb.IsByContact)
        {
            int mine = name == "UndoRemovalAsync" ? 2 : 1;
            Refusal? gone = await At(made, record => record with { Contacts = record.Contacts.Without(record.Contacts.Find(mine)!) });
            Assert.Equal(name == "CompleteAsync" ? Refusal.MoreProofNeeded : Refusal.ContactProofNeeded, gone);
        }
    }

    /// <summary>A code is typed once, and after what it was for is done, or undone by something else, nothing of it is good.</summary>
    [Theory]
    [InlineData(ProofPurpose.CancelWait)]
    [InlineData(ProofPurpose.UndoRemoval)]
    [InlineData(ProofPurpose.FreezeRecovery)]
    [InlineData(ProofPurpose.Recover)]
    public async Task S7_A_used_flow_is_dead_and_so_are_the_others_when_the_verb_is_done(ProofPurpose purpose)
    {
        VerbCase verb = Of(purpose switch
        {
            ProofPurpose.CancelWait => "CancelWaitAsync",
            ProofPurpose.UndoRemoval => "UndoRemovalAsync",
            ProofPurpose.FreezeRecovery => "FreezeAsync",
            _ => "CompleteAsync",
        });
        await using var host = new TestHost(sends: true);
        RecoveryTicket[] proofs = await verb.Prepare(host);
        string address = purpose == ProofPurpose.UndoRemoval ? ContactScene.Work : ContactScene.Mira;
        host.Clock.Advance(SendLimits.Spacing);
        ChallengeId open = await host.AskAsync(address, purpose, caller: VerbCase.Before);
        string code = host.Mail.LastCodeTo(address)!;
        RecoveryTicket[] second = [Assert.IsType<VerifyOutcome.Verified>(await host.SecurityCodes.VerifyAsync(TestHost.Alice, open, code, purpose, VerbCase.Before)).Proof!];
        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), await host.TypeAsync(open, code, purpose));

        // Another code is on its way, and good, when the verb is done by the first ticket.
        host.Clock.Advance(SendLimits.Spacing);
        ContactId contact = new(purpose == ProofPurpose.UndoRemoval ? 2 : 1);
        ChallengeId late = Assert.IsType<SendOutcome.Sent>(await host.ThenDrainAsync(host.SecurityCodes.SendAsync(TestHost.Alice, contact, purpose, TestHost.Owner.Having(await host.VouchAsync(purpose, HostProof.HostSession))))).Challenge;
        string lateCode = host.LastCode();
        Assert.Null(VerbCase.WhyNot(await verb.Call(host, proofs)));
        await host.DrainAsync();

        Assert.IsType<VerifyOutcome.Refused>(await host.TypeAsync(late, lateCode, purpose));
        Assert.Equal(
            purpose == ProofPurpose.FreezeRecovery ? Refusal.Frozen : Refusal.TicketVoid,
            VerbCase.WhyNot(purpose switch
            {
                ProofPurpose.CancelWait => await host.SecurityInfo.CancelWaitAsync(TestHost.Alice, VerbCase.Before.Having(second[0])),
                ProofPurpose.UndoRemoval => await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, VerbCase.Before.Having(second[0])),
                ProofPurpose.FreezeRecovery => await host.SecurityInfo.FreezeAsync(TestHost.Alice, VerbCase.Before.Having(second[0])),
                _ => await host.CompleteAsync(VerbCase.Before, second),
            }));
    }

    public static TheoryData<string, StoreStep> Faults => new(
        from verb in VerbCase.All
        from step in (StoreStep[])[StoreStep.BeforeRead, StoreStep.BeforeWrite, StoreStep.AfterWrite]
        select (verb.Name, step));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task S11_The_change_its_events_its_messages_and_its_receipt_commit_together(string name, StoreStep step)
    {
        VerbCase verb = Of(name);
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store, sends: true, listens: true);
        RecoveryTicket[] proofs = await verb.Prepare(host);
        await host.DrainAsync();
        AccountRecord before = (await host.OpenAsync())!;
        int earlier = host.Sink.Delivered.Count;
        host.Mail.Clear();

        store.FailOnce(step);
        await Assert.ThrowsAsync<IOException>(() => verb.Call(host, proofs));
        store.Fails = null;
        await host.DrainAsync();
        AccountRecord after = (await host.OpenAsync())!;
        bool committed = step == StoreStep.AfterWrite;
        int told = after.Events.Items.Count(item => verb.Told.Contains(item.Kind)) + host.Sink.Delivered.Skip(earlier).Count(item => verb.Told.Contains(item.Kind));
        int noticed = after.Messages.Items.Count(item => verb.Told.Contains(item.About)) + host.Mail.Sent.Count(item => item.About is { } about && verb.Told.Contains(about));
        Assert.Equal(committed ? verb.Told.Length : 0, told);
        Assert.Equal(committed, noticed > 0);
        Assert.Equal(committed, after.Receipts.Length > before.Receipts.Length);
        Assert.Equal(committed, !Records.Fields(before).SequenceEqual(Records.Fields(after)));

        // The same call comes to the same end.
        object again = await verb.Call(host, proofs);
        Assert.Null(VerbCase.WhyNot(again));
        Assert.Equal(committed, VerbCase.IsReplayed(again));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A5_The_same_key_is_the_same_call_whatever_was_voided_by_it_and_changes_nothing_more(string name)
    {
        VerbCase verb = Of(name);
        await using var host = new TestHost(sends: true, listens: true);
        RecoveryTicket[] proofs = await verb.Prepare(host);
        object first = await verb.Call(host, proofs);
        await host.DrainAsync();
        Ports.StoredRecord? after = await host.Store.ReadAsync(TestHost.Alice, default);
        int told = host.Sink.Delivered.Count;

        for (int i = 0; i < 5; i++)
        {
            object again = await verb.Call(host, proofs);
            Assert.Null(VerbCase.WhyNot(again));
            Assert.Equal((false, true), (VerbCase.IsReplayed(first), VerbCase.IsReplayed(again)));
            Assert.Equal(
                (first as ChangeOutcome.WaitStarted)?.Until ?? (first as CompleteOutcome.Completed)?.SessionsValidFrom,
                (again as ChangeOutcome.WaitStarted)?.Until ?? (again as CompleteOutcome.Completed)?.SessionsValidFrom);
        }

        await host.DrainAsync();
        Assert.Equal((after, told), (await host.Store.ReadAsync(TestHost.Alice, default), host.Sink.Delivered.Count));
    }

    /// <summary>Four applications make the same call at once: one change, one answer.</summary>
    [Fact]
    public async Task A5_Parallel_calls_with_one_key_begin_one_wait()
    {
        var store = new YieldingStore(InMemory.Store());
        var key = RootKey.Generate();
        TestHost[] hosts = [.. Enumerable.Range(0, 4).Select(_ => new TestHost(store: store, rootKey: key, sends: true))];
        try
        {
            for (int round = 0; round < FullRun.Or(25, 500); round++)
            {
                AccountId account = new($"account-{round}");
                await hosts[0].AddFirstAsync(account: account);
                await hosts[0].DrainAsync();
                RecoveryTicket session = await hosts[0].VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession, account, VerbCase.Flow);
                ChangeOutcome[] outcomes = await Task.WhenAll(hosts.Select(host => Task.Run(() => host.SecurityInfo.RemoveAllAsync(account, VerbCase.Flow.Having(session)).AsTask())));

                Assert.Single(outcomes, outcome => outcome is ChangeOutcome.WaitStarted { Replayed: false });
                Assert.Single(outcomes.Select(outcome => Assert.IsType<ChangeOutcome.WaitStarted>(outcome).Until).Distinct());
                Assert.Single((await hosts[0].OpenAsync(account))!.Access.WaitStarts);
            }
        }
        finally
        {
            foreach (TestHost host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A9_The_host_gets_an_event_with_who_asked(string name)
    {
        VerbCase verb = Of(name);
        await using var host = new TestHost(sends: true, listens: true);
        RecoveryTicket[] proofs = await verb.Prepare(host);
        await host.DrainAsync();
        int earlier = host.Sink.Delivered.Count;

        await verb.Call(host, proofs);
        await host.DrainAsync();

        Assert.Equal(verb.Told, host.Sink.Delivered.Skip(earlier).Select(told => told.Kind));
        Assert.All(host.Sink.Delivered.Skip(earlier), told => Assert.Equal(host.Clock.GetCurrentInstant(), told.At));
        bool voids = verb.Told.Contains(RecoveryEventKind.SessionsVoided);
        Assert.Equal(voids, (await host.OpenAsync())!.Access.SessionsValidFrom == host.Clock.GetCurrentInstant());
        object refused = await verb.Call(host, [.. proofs, proofs[0]]);
        Assert.True(VerbCase.WhyNot(refused) is not null || VerbCase.IsReplayed(refused));
        await host.DrainAsync();
        Assert.Equal(earlier + verb.Told.Length, host.Sink.Delivered.Count);
    }

    private static VerbCase Of(string name) => VerbCase.All.Single(verb => verb.Name == name);
}
