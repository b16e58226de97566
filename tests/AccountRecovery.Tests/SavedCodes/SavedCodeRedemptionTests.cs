using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>The recovery code: made, replaced, redeemed, and what that does to everything else.</summary>
public sealed class SavedCodeRedemptionTests
{
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    private static readonly Caller Finder = new() { Session = "recovering", Device = "A library's computer" };

    [Fact]
    public async Task GenerateAsync_FirstCode_IsShownOnceAndHas25Symbols()
    {
        await using var host = new TestHost();

        string code = await host.MakeRecoveryCodeAsync();

        Assert.Matches("^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$", code);
        RecoveryCodeStatus status = await host.RecoveryCodes.GetStatusAsync(TestHost.Alice);
        Assert.Equal(new RecoveryCodeStatus(true, 1, TestHost.Start, null, false), status);
        Assert.Equal(0, host.Hasher.Hashes);
    }

    [Fact]
    public async Task RedeemAsync_ForgivesHowItIsTyped_AndTellsSlipsFromWrongCodes()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();
        char slip = code[0] == '2' ? '3' : '2';

        Assert.Equal(CodeFault.CheckSymbol, Assert.IsType<RedeemOutcome.Malformed>(await RedeemAsync(host, slip + code[1..])).Fault);
        Assert.Equal(CodeFault.Empty, Assert.IsType<RedeemOutcome.Malformed>(await RedeemAsync(host, null)).Fault);
        Assert.Equal(CodeFault.TooLong, Assert.IsType<RedeemOutcome.Malformed>(await RedeemAsync(host, new string('A', 100_000))).Fault);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await RedeemAsync(host, TestHost.OtherThan(code, CodeFormat.RecoveryCode)));
        string lower = string.Concat(code.Select(symbol => symbol is >= 'A' and <= 'Z' ? (char)(symbol + 32) : symbol == '-' ? ' ' : symbol));
        Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, $"  {lower}\t"));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await RedeemAsync(host, code));
        Assert.True((await host.RecoveryCodes.GetStatusAsync(TestHost.Alice)).IsNewOneNeeded);
    }

    [Fact]
    public async Task S10_A_new_code_kills_the_old_one_and_requires_the_old_one_typed()
    {
        await using var host = new TestHost();
        string first = await host.MakeRecoveryCodeAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

        Assert.Equal(new IssueOutcome.Refused(Refusal.RecoveryCodeNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.Equal(
            new IssueOutcome.Refused(Refusal.WrongCode),
            await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password), TestHost.OtherThan(first, CodeFormat.RecoveryCode)));
        Assert.Equal(new IssueOutcome.Refused(Refusal.TypedCodeMalformed), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password), first[1..]));
        string second = await host.MakeRecoveryCodeAsync(first);

        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await RedeemAsync(host, first));
        Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, second));
    }

    [Fact]
    public async Task Redeeming_it_voids_everything_else_and_says_what()
    {
        await using var host = new TestHost(listens: true);
        string[] backup = await host.IssueAsync();
        string code = await host.MakeRecoveryCodeAsync();
        string key = await host.EnableKeyAsync(code);
        string pending = await PendingKeyAfterAsync(host, code, key);
        RecoveryTicket before = await host.VouchAsync(ProofPurpose.SignIn);
        RecoveryTicket settings = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(backup[0], before));

        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, code));

        Assert.Equal(new Voided(9, RecoveryKey: true), redeemed.Voided);
        Assert.Null(redeemed.Replacement);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RedeemAsync(backup[1]));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.TicketVoid), await host.RedeemAsync(backup[1], before));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RecoveryKeys.RedeemAsync(TestHost.Alice, pending, Finder));
        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, pending, Finder));
        Assert.Equal(new IssueOutcome.Refused(Refusal.TicketVoid), await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(settings)));
        Assert.IsType<ImportOutcome.Refused>(await host.Codes.ImportAsync(TestHost.Alice, ["1111 2222"], CodeFormat.BackupCode, TestHost.Owner));
        await host.DrainAsync();
        Assert.Equal(
            [RecoveryEventKind.CodeRedeemed, RecoveryEventKind.SessionsVoided],
            host.Sink.Delivered.Where(told => told.Method == RecoveryMethod.RecoveryCode).Select(told => told.Kind).TakeLast(2));

        // W6: what is void has left no trace in the record.
        AccountRecord record = (await host.OpenAsync())!;
        Assert.Null(record.BackupCodes.Live ?? record.BackupCodes.Pending);
        Assert.Null(record.RecoveryKey.Slot.Code ?? record.RecoveryKey.Pending);
        Assert.Null(record.RecoveryKey.Due);
        Assert.Equal(host.Clock.GetCurrentInstant(), record.Access.SessionsValidFrom);
    }

    /// <summary>Codes of an older system that were never imported are as void as ours.</summary>
    [Fact]
    public async Task After_it_no_older_systems_codes_are_imported()
    {
        await using var host = new TestHost();
        Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, await host.MakeRecoveryCodeAsync()));

        Assert.Equal(new ImportOutcome.Refused(Refusal.CodesExist), await host.Codes.ImportAsync(TestHost.Alice, ["1111 2222"], CodeFormat.BackupCode, TestHost.Owner));
    }

    [Fact]
    public async Task After_it_nobody_gets_in_before_the_grants_holder_has_set_new_credentials()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();
        host.Clock.Advance(Duration.FromHours(1));
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, code));
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

        foreach (AccountAction action in Enum.GetValues<AccountAction>())
        {
            AccessResult answer = await host.Access.EvaluateAsync(TestHost.Alice, action, new AccessFacts { SessionBegan = host.Clock.GetCurrentInstant() });
            Assert.Equal((AccessDenial.CredentialsNotSet, AccessStep.SetNewCredentials), (answer.Denial, Assert.Single(answer.Steps)));
        }

        Assert.Equal(new IssueOutcome.Refused(Refusal.CredentialsNotSet), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        Assert.Equal(new IssueOutcome.Refused(Refusal.CredentialsNotSet), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.GrantNeeded), await host.Recovery.CredentialsSetAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.TicketInvalid), await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Proof)));

        // Bound to the session that redeemed.
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.TicketInvalid), await host.Recovery.CredentialsSetAsync(TestHost.Alice, TestHost.Owner.Having(redeemed.Grant!)));
        host.Clock.Advance(Duration.FromMinutes(5));
        Instant set = host.Clock.GetCurrentInstant();
        Assert.Equal(new CredentialsOutcome.Done(set), await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        host.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(new CredentialsOutcome.Done(set), await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));

        Assert.True((await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None)).IsAllowed);
        Assert.Equal(AccessDenial.SessionVoid, await DeniedAsync(host, AccountAction.UseServices, set - Grain));
        Assert.Equal(AccessDenial.SessionVoid, await DeniedAsync(host, AccountAction.UseServices, null));
        Assert.Equal(AccessDenial.None, await DeniedAsync(host, AccountAction.UseServices, set));
        Assert.Equal(AccessDenial.BeingSetUp, await DeniedAsync(host, AccountAction.ChangeSecuritySettings, set));

        Assert.Equal(new IssueOutcome.Refused(Refusal.NotInThisState), await host.GenerateAsync());
        IssueOutcome.Issued issued = Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        Assert.Equal((RecoveryMethod.RecoveryCode, 2), (issued.Sheet.Method, issued.Sheet.SetNumber));

        // One replacement, and the account is as any without contacts.
        Assert.Equal(new IssueOutcome.Refused(Refusal.PasswordProofNeeded), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        Assert.Equal(AccessDenial.None, await DeniedAsync(host, AccountAction.ChangeSecuritySettings, set));
        Assert.IsType<IssueOutcome.Issued>(await host.GenerateAsync());
    }

    [Fact]
    public async Task Payment_options_stay_refused_for_72_hours_and_not_a_microsecond_longer()
    {
        await using var host = new TestHost();
        await RecoverAsync(host, await host.MakeRecoveryCodeAsync());
        Instant began = host.Clock.GetCurrentInstant();
        Instant end = TestHost.Start + Duration.FromHours(72);

        AccessResult held = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.UsePaymentOptions, new AccessFacts { SessionBegan = began });
        Assert.Equal((AccessDenial.PaymentsHeld, (Instant?)end), (held.Denial, held.Until));
        host.Clock.Set(end - Grain);
        Assert.Equal(AccessDenial.PaymentsHeld, await DeniedAsync(host, AccountAction.UsePaymentOptions, began));
        host.Clock.Set(end);
        Assert.Equal(AccessDenial.None, await DeniedAsync(host, AccountAction.UsePaymentOptions, began));
    }

    [Fact]
    public async Task A_grant_that_ran_out_unused_is_given_anew_by_an_operator_and_not_before_72_hours()
    {
        await using var host = new TestHost(listens: true);
        string code = await host.MakeRecoveryCodeAsync();
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, code));
        Instant until = TestHost.Start + Duration.FromHours(72);
        host.Clock.Advance(Duration.FromHours(24) - Grain);
        Assert.Equal(AccessStep.SetNewCredentials, Assert.Single((await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None)).Steps));
        host.Clock.Advance(Grain);
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.TicketExpired), await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        Assert.Equal(AccessStep.AskTheHost, Assert.Single((await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None)).Steps));
        host.Clock.Set(until - Grain);
        Assert.Equal(new ReopenOutcome.TooSoon(until), await host.Operations.ReopenAsync(TestHost.Alice, Finder));

        host.Clock.Set(until);
        long epoch = (await host.OpenAsync())!.Epoch;
        ReopenOutcome.Reopened reopened = Assert.IsType<ReopenOutcome.Reopened>(await host.Operations.ReopenAsync(TestHost.Alice, Finder));

        Assert.Equal(until + Duration.FromHours(24), reopened.Until);
        Assert.Equal(epoch + 1, (await host.OpenAsync())!.Epoch);
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(reopened.Grant)));
        Assert.Equal(new ReopenOutcome.NotNeeded(), await host.Operations.ReopenAsync(TestHost.Alice, Finder));
        Assert.Equal(new ReopenOutcome.NoRecord(), await host.Operations.ReopenAsync(new AccountId("nobody"), Finder));
        await host.DrainAsync();
        Assert.Contains(host.Sink.Delivered, told => told.Kind == RecoveryEventKind.AccountReopened);
    }

    /// <summary>A3: a hundred thousand guesses in the full run, and nothing is counted, written or hashed.</summary>
    [Fact]
    public async Task A3_No_stranger_locks_the_owner_out()
    {
        await using var host = new TestHost(listens: true);
        string code = await host.MakeRecoveryCodeAsync();
        await host.DrainAsync();
        StoredRecord before = (await host.Store.ReadAsync(TestHost.Alice, CancellationToken.None))!;
        for (int i = 0; i < FullRun.Or(1_000, 100_000); i++)
        {
            string guess = TestHost.OtherThan(code, CodeFormat.RecoveryCode);
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, guess, TestHost.Stranger));
        }

        Assert.Equal(before.Revision, (await host.Store.ReadAsync(TestHost.Alice, CancellationToken.None))!.Revision);
        Assert.Equal(0, host.Hasher.Hashes);
        Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, code));
    }

    /// <summary>A3: the events of failed guesses at other methods fill the queue; the recovery code has places of its own in it.</summary>
    [Fact]
    public async Task A3_A_full_queue_does_not_keep_the_recovery_code_out()
    {
        await using var host = new TestHost(listens: true);
        string code = await host.MakeRecoveryCodeAsync();
        host.Sink.Refuses = _ => true;
        IssueOutcome? outcome = null;
        for (int i = 0; i < QueueRoom.Places && outcome is not IssueOutcome.Busy; i++)
        {
            outcome = await host.GenerateAsync();
        }

        Assert.Equal(new IssueOutcome.Busy(BusyReason.Queue), outcome);
        Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, code));
    }

    [Fact]
    public async Task S1_Of_many_who_redeem_it_at_once_one_succeeds()
    {
        for (int round = 0; round < FullRun.Or(20, 500); round++)
        {
            await using var hosts = new Hosts(8, InMemory.Store());
            string code = await hosts.First.MakeRecoveryCodeAsync();

            RedeemOutcome[] outcomes = await Task.WhenAll(hosts.All.Select(host => Task.Run(() => RedeemAsync(host, code))));

            Assert.Single(outcomes.OfType<RedeemOutcome.Redeemed>());
            Assert.Equal(7, outcomes.Count(outcome => outcome is RedeemOutcome.Refused { Why: Refusal.AlreadySpent }));
        }
    }

    [Fact]
    public async Task S1_In_every_schedule_one_of_three_succeeds()
    {
        await using var race = new TurnstileRace(3);
        string code = await race.Referee.MakeRecoveryCodeAsync();

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await race.RunAllAsync(host => RedeemAsync(host, code));

        Assert.Equal(150, runs.Count);
        Assert.All(runs, run =>
        {
            Assert.Single(run.Outcomes, outcome => outcome is RedeemOutcome.Redeemed);
            Assert.Equal(2, run.Outcomes.Count(outcome => outcome is RedeemOutcome.Refused { Why: Refusal.AlreadySpent }));
        });
    }

    [Fact]
    public async Task S1_A_store_that_does_not_guard_its_writes_is_caught()
    {
        await using var race = new TurnstileRace(2, database: store => new NaiveStore(store));
        string code = await race.Referee.MakeRecoveryCodeAsync();

        IReadOnlyList<TurnstileRace.Run<RedeemOutcome>> runs = await race.RunAllAsync(host => RedeemAsync(host, code));

        Assert.Equal((6, 4), (runs.Count, runs.Count(run => run.Outcomes.All(outcome => outcome is RedeemOutcome.Redeemed))));
        Assert.Equal(
            ["A reads, A writes, B reads", "B reads, B writes, A reads"],
            runs.Where(run => !run.Outcomes.All(outcome => outcome is RedeemOutcome.Redeemed)).Select(run => run.Schedule));
    }

    [Fact]
    public async Task A5_A_lost_reply_is_answered_alike_and_carries_no_code()
    {
        await using var host = new TestHost();
        Caller keyed = TestHost.Owner with { IdempotencyKey = "make" };
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        IssueOutcome.Issued issued = Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, keyed.Having(password)));
        Assert.Equal(new IssueOutcome.AlreadyIssued(1) { Replayed = true }, await host.RecoveryCodes.GenerateAsync(TestHost.Alice, keyed.Having(password)));
        await host.IssueAsync();
        string code = issued.Sheet.Codes[0].Reveal();
        Caller redeems = Finder with { IdempotencyKey = "redeem" };

        RedeemOutcome.Redeemed first = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, redeems));
        host.Clock.Advance(Duration.FromMinutes(2));
        RedeemOutcome.Redeemed again = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, redeems));

        Assert.True(again.Replayed);
        Assert.Equal(first.Voided, again.Voided);
        Assert.Equal((first.Grant!.Reveal(), first.Proof.Reveal()), (again.Grant!.Reveal(), again.Proof.Reveal()));
        Assert.Equal(
            new RedeemOutcome.Refused(Refusal.IdempotencyKeyReused),
            await host.RecoveryCodes.RedeemAsync(TestHost.Alice, TestHost.OtherThan(code, CodeFormat.RecoveryCode), redeems));
    }

    [Fact]
    public async Task Revoked_it_opens_nothing_and_leaves_nothing()
    {
        await using var host = new TestHost(listens: true);
        string code = await host.MakeRecoveryCodeAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

        Assert.Equal(new RevokeOutcome.Refused(Refusal.RecoveryCodeNeeded), await host.RecoveryCodes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.Equal(new RevokeOutcome.Revoked(1), await host.RecoveryCodes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password), code));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await RedeemAsync(host, code));
        Assert.Null((await host.OpenAsync())!.RecoveryCode.Code);
        Assert.Equal(new RevokeOutcome.Revoked(0), await host.RecoveryCodes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        Assert.IsType<string>(await host.MakeRecoveryCodeAsync());
    }

    private static Task<RedeemOutcome> RedeemAsync(TestHost host, string? typed) => host.RecoveryCodes.RedeemAsync(TestHost.Alice, typed, Finder).AsTask();

    private static async Task<AccessDenial> DeniedAsync(TestHost host, AccountAction action, Instant? began) =>
        (await host.Access.EvaluateAsync(TestHost.Alice, action, new AccessFacts { SessionBegan = began })).Denial;

    private static async Task RecoverAsync(TestHost host, string code)
    {
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await RedeemAsync(host, code));
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
        Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Finder.Having(redeemed.Grant!)));
    }

    // A key that was redeemed, a second one live, so that there is something of each kind to void.
    private static async Task<string> PendingKeyAfterAsync(TestHost host, string code, string key)
    {
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryKeys.RedeemAsync(TestHost.Alice, key, Finder));
        return await host.EnableKeyAsync(code);
    }
}
