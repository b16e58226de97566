using System.Text;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>A thief has removed all contacts; the owner ends the wait by the paper. And whatever was begun before something else happened.</summary>
public sealed class WonBackTests(DatabaseFixture databases)
{
    private static readonly AccountId Alice = CodeCrew.Alice;
    private static readonly Caller Thief = CodeCrew.Owner;
    private static readonly Caller Finder = new() { Session = "recovering" };

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task W5_W6_The_recovery_code_ends_a_wait_at_once_and_leaves_the_thief_nothing(DatabaseKind kind)
    {
        await using CodeCrew crew = await MachineCrew.SteadyAsync(await databases.CreateAsync(kind));
        ContactId mail = await crew.AddFirstAsync();
        RecoveryTicket settled = await crew.ProveAsync(Alice, mail, ProofPurpose.ChangeSecuritySettings);
        await crew.AddByAsync(Alice, NewContact.Phone(CodeCrew.Phone), settled);
        string recovery = await crew.MakeRecoveryCodeAsync(Alice, settled);
        string[] backup = await crew[0].IssueAsync(Alice);
        Assert.IsType<ChangeOutcome.WaitStarted>(await crew[0].RemoveAllAsync(Alice, Thief));
        Assert.IsType<VerifyOutcome.Verified>(await crew.ConfirmAsync(Alice, await crew[1].SetNoticeAsync(Alice, WaitScene.Away)));
        crew.Advance(Duration.FromDays(20));
        RecoveryTicket cancel = await crew.ProveAsStrangerAsync(Alice, CodeCrew.Mira, ProofPurpose.CancelWait);
        ChangeOutcome pending = await crew[0].SetNoticeAsync(Alice, WaitScene.Other);
        await crew.DrainAsync();
        string pendingCode = crew.LastCode(Alice);
        RecoveryTicket[] loot = [.. await LootAsync(crew[0])];
        Assert.All([WaitScene.Away, WaitScene.Other, CodeCrew.Mira, CodeCrew.Phone], address => Assert.True(IsKeptAsync(crew, address).Result, address));

        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(crew[1], recovery));

        Assert.Equal(2, redeemed.Voided!.Contacts);
        AccountRecord record = await crew.OpenAsync(Alice);
        Assert.Equal((AccountState.Reentry, null, null), (record.State, record.Access.Wait, record.Access.CancelledAt));
        Assert.Equal([ContactState.Voided, ContactState.Voided], record.Contacts.Items.Select(contact => contact.State));
        Assert.All([WaitScene.Away, WaitScene.Other], address => Assert.False(IsKeptAsync(crew, address).Result, address));
        foreach (RecoveryApp app in crew.Apps)
        {
            await AssertRefusedAsync(app, loot, cancel, ((ChangeOutcome.CodeSent)pending).Challenge, pendingCode, backup[0]);
        }

        // And no wait ends any more; there are new credentials, and with the right to freeze the last of the old contacts goes.
        Assert.IsType<CredentialsOutcome.Done>(await crew[0].Recovery().CredentialsSetAsync(Alice, Finder.Having(redeemed.Grant!)));
        await crew.DrainAsync();
        crew.Advance(Duration.FromDays(31));
        await crew.SweepAsync(0);
        await crew.SettleAsync(Alice);
        Assert.DoesNotContain(crew.Told(Alice), told => told.Kind == RecoveryEventKind.WaitEnded);
        Assert.Equal(AccountState.Reentry, (await crew.OpenAsync(Alice)).State);
        Assert.All([WaitScene.Away, WaitScene.Other, CodeCrew.Mira, CodeCrew.Phone], address => Assert.False(IsKeptAsync(crew, address).Result, address));
    }

    /// <summary>Every call of the machine was allowed when its proof was given; then another application has done something, and the call is made: refused.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task S6_S7_What_another_application_did_since_the_proof_counts(DatabaseKind kind)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind));
        (string Name, Func<AccountId, Func<RecoveryApp, Task<MachineAnswer>>, Task>? Happens)[] since =
        [
            ("nothing", null),
            ("made", async (_, call) => Assert.True((await call(crew[1])).IsDone)),
            ("expired", (_, _) => Task.FromResult(crew.Advance(Duration.FromMinutes(10)))),
            ("erased", async (account, _) => Assert.IsType<EraseOutcome.Erased>(await crew[1].Data().EraseAsync(account, CodeCrew.Owner, force: true))),
            ("released", async (account, _) => await PutAsync(crew, account, record => AccountClearing.Clear(record, crew.Now))),
            ("frozen", async (account, _) => await PutAsync(crew, account, record => record with { Access = record.Access with { FrozenAt = crew.Now } })),
            ("repaired", (account, _) => RepairAsync(crew, account)),
        ];
        foreach ((string name, Func<AccountId, Func<RecoveryApp, Task<MachineAnswer>>, Task>? happens) in since)
        {
            foreach (MachineCall call in MachineCall.All)
            {
                var account = new AccountId($"{name}/{call}");
                crew.Advance(Duration.FromHours(2));
                Func<RecoveryApp, Task<MachineAnswer>> make = await call.Prepare(crew, account, null);
                await crew.DrainAsync();

                await (happens?.Invoke(account, make) ?? Task.CompletedTask);

                // A notice address that is given again takes its own place.
                bool mayBeMade = happens is null || (name, call.Tells) is ("made", RecoveryEventKind.ContactAdded);
                MachineAnswer answer = await make(crew[0]);
                Assert.True(answer.IsDone == mayBeMade, $"{account}: {answer}");
            }
        }
    }

    private static async Task<RedeemOutcome> RedeemAsync(RecoveryApp app, string recovery) => await app.RecoveryCodes().RedeemAsync(Alice, recovery, Finder);

    private static async Task<IEnumerable<RecoveryTicket>> LootAsync(RecoveryApp app)
    {
        List<RecoveryTicket> tickets = [];
        foreach (HostProof proof in Enum.GetValues<HostProof>())
        {
            tickets.Add(await app.Tickets.VouchAsync(Alice, proof, ProofPurpose.ChangeSecuritySettings, Thief));
        }

        return tickets;
    }

    // What the thief has in hand, and what the host would still vouch for.
    private static async Task AssertRefusedAsync(RecoveryApp app, RecoveryTicket[] loot, RecoveryTicket cancel, ChallengeId pending, string pendingCode, string backup)
    {
        foreach (RecoveryTicket[] tickets in (RecoveryTicket[][])[loot, [.. await LootAsync(app)], .. loot.Select(ticket => (RecoveryTicket[])[ticket])])
        {
            Assert.IsType<ChangeOutcome.Refused>(await app.SecurityInfo().RemoveAllAsync(Alice, Thief.Having(tickets)));
            Assert.IsType<ChangeOutcome.Refused>(await app.SecurityInfo().AddAsync(Alice, NewContact.Email(WaitScene.Work), Thief.Having(tickets)));
            Assert.IsType<ChangeOutcome.Refused>(await app.SecurityInfo().SetNoticeAddressAsync(Alice, NewContact.Email(WaitScene.Work), Thief.Having(tickets)));
            Assert.IsType<CompleteOutcome.Refused>(await app.Recovery().CompleteAsync(Alice, Thief.Having(tickets)));
            Assert.IsType<IssueOutcome.Refused>(await app.RecoveryCodes().GenerateAsync(Alice, Thief.Having(tickets)));
        }

        Assert.IsType<ChangeOutcome.Refused>(await app.SecurityInfo().CancelWaitAsync(Alice, CodeCrew.Stranger.Having(cancel)));
        Assert.IsNotType<VerifyOutcome.Verified>(await app.SecurityInfo().ConfirmAsync(Alice, pending, pendingCode, Thief));
        Assert.IsNotType<RedeemOutcome.Redeemed>(await app.RedeemAsync(Alice, backup));
        foreach (AccountAction action in Enum.GetValues<AccountAction>())
        {
            Assert.False((await app.Access().EvaluateAsync(Alice, action, new AccessFacts { SessionBegan = app.Clock.GetCurrentInstant(), TrustedDevice = true })).IsAllowed);
        }
    }

    // In the opened record or in what is told of it.
    private static async Task<bool> IsKeptAsync(CodeCrew crew, string address)
    {
        var fields = new FieldWriter();
        (await crew.OpenAsync(Alice)).Write(fields);
        bool isStored = fields.Written.IndexOf(Encoding.UTF8.GetBytes(address)) >= 0;
        string told = (await crew[1].Data().ExportAsync(Alice))!.ToJson();
        Assert.Equal(isStored, told.Contains(address, StringComparison.Ordinal) || told.Contains(address.Replace("+", "\\u002B", StringComparison.Ordinal), StringComparison.Ordinal));
        return isStored;
    }

    private static async Task PutAsync(CodeCrew crew, AccountId account, Func<AccountRecord, AccountRecord> change)
    {
        StoredRecord stored = (await crew[1].Store.ReadAsync(account, CancellationToken.None))!;
        AccountRecord next = change(await crew.OpenAsync(account));
        byte[] bytes = crew[1].Provider.GetRequiredService<RecordSealer>().Seal(account, next);
        Assert.True(await crew[1].Store.TryWriteAsync(account, stored.Revision, new StoredRecord(new Revision(~stored.Revision.Value), next.Due, bytes), CancellationToken.None));
    }

    // A machine whose clock is a year ahead has written; an operator's word at another brings the record back.
    private static async Task RepairAsync(CodeCrew crew, AccountId account)
    {
        await PutAsync(crew, account, record => record with { Latest = record.Latest + Duration.FromDays(365) });
        Assert.IsType<RepairOutcome.Repaired>(await crew[1].Operations().RepairClockAsync(account, CodeCrew.Owner));
    }
}
