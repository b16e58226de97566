using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>The recovery code and the recovery key on real databases: races between applications, and the whole way back into a hijacked account.</summary>
public sealed class SavedCodeRedemptionTests(DatabaseFixture databases)
{
    private const int Applications = 8;
    private static readonly int Rounds = FullRun.Or(10, 300);
    private static readonly AccountId Alice = RecoveryApp.Alice;
    private static readonly Caller Finder = new() { Session = "recovering" };

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task S1_S9_Of_applications_that_redeem_one_code_at_once_one_succeeds_and_whoever_replaces_it_meanwhile_says_the_truth(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        var key = RootKey.Generate();
        RecoveryApp[] apps = [.. Enumerable.Range(0, Applications).Select(_ => RecoveryApp.On(database, rootKey: key))];
        int redeemed = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var account = new AccountId($"account-{round}");
            string code = await MakeAsync(apps[0], account);
            RecoveryTicket password = await apps[0].Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, RecoveryApp.Owner);

            Task<RedeemOutcome>[] redeeming = [.. apps.Skip(1).Select(app => Task.Run(async () => await Codes(app).RedeemAsync(account, code, Finder)))];
            if (round % 2 == 1)
            {
                // A replacement that begins late, so that it also meets a code that is spent.
                await Task.WhenAny(redeeming);
            }

            Task<IssueOutcome> replacing = Task.Run(async () => await Codes(apps[0]).GenerateAsync(account, RecoveryApp.Owner.Having(password), code));
            int successes = (await Task.WhenAll(redeeming)).Count(outcome => outcome is RedeemOutcome.Redeemed);

            // Either the code was spent, and could not be replaced with the old proofs, or it was replaced, and could not be spent.
            if (await replacing is IssueOutcome.Issued issued)
            {
                Assert.Equal(0, successes);
                Assert.IsType<RedeemOutcome.Redeemed>(await Codes(apps[1]).RedeemAsync(account, issued.Sheet.Codes[0].Reveal(), Finder));
            }
            else
            {
                Assert.Equal(1, successes);
                redeemed++;
            }

            Assert.IsNotType<RedeemOutcome.Redeemed>(await Codes(apps[2]).RedeemAsync(account, code, Finder));
        }

        Assert.True(redeemed > 0, "Nobody ever won against the replacement.");
        foreach (RecoveryApp app in apps)
        {
            await app.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task W5_A_hijacked_account_is_won_back_and_what_was_known_before_opens_nothing(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        var root = RootKey.Generate();
        await using RecoveryApp app = RecoveryApp.On(database, rootKey: root);
        string[] backup = await app.IssueAsync(Alice);
        string code = await MakeAsync(app, Alice);
        RecoveryTicket stolen = await app.Tickets.VouchAsync(Alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, RecoveryApp.Owner);

        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await Codes(app).RedeemAsync(Alice, code, Finder, cancellationToken: TestContext.Current.CancellationToken));

        // Another process, after a restart, knows all of it.
        await using RecoveryApp later = RecoveryApp.On(database, rootKey: root);
        later.Clock.Advance(Duration.FromMinutes(10));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await later.RedeemAsync(Alice, backup[0]));
        Assert.False((await Access(later).EvaluateAsync(Alice, AccountAction.SignIn, AccessFacts.None, TestContext.Current.CancellationToken)).IsAllowed);
        Assert.IsType<IssueOutcome.Refused>(await Codes(later).GenerateAsync(Alice, RecoveryApp.Owner.Having(stolen), cancellationToken: TestContext.Current.CancellationToken));
        Assert.IsType<CredentialsOutcome.Done>(await Recovery(later).CredentialsSetAsync(Alice, Finder.Having(redeemed.Grant!), TestContext.Current.CancellationToken));
        Assert.IsType<IssueOutcome.Issued>(await Codes(later).GenerateAsync(Alice, Finder.Having(redeemed.Grant!), cancellationToken: TestContext.Current.CancellationToken));
        Assert.True((await Access(later).EvaluateAsync(Alice, AccountAction.SignIn, AccessFacts.None, TestContext.Current.CancellationToken)).IsAllowed);
        Assert.Equal(10, (await later.IssueAsync(Alice)).Length);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task T2_A_key_is_typed_back_and_its_delayed_disabling_is_done_by_a_sweep_of_another_process(DatabaseKind kind)
    {
        string database = await RecoveryApp.MigratedAsync(await databases.CreateAsync(kind));
        var root = RootKey.Generate();
        await using RecoveryApp app = RecoveryApp.On(database, rootKey: root);
        string code = await MakeAsync(app, Alice);
        RecoveryTicket password = await app.Tickets.VouchAsync(Alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, RecoveryApp.Owner);
        RecoveryTicket device = await app.Tickets.VouchAsync(Alice, HostProof.TrustedDevice, ProofPurpose.ChangeSecuritySettings, RecoveryApp.Owner);
        BeginKeyOutcome begun = await Keys(app).BeginAsync(Alice, acknowledged: true, RecoveryApp.Owner.Having(password), code, TestContext.Current.CancellationToken);
        string key = Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(begun).Sheet.Codes[0].Reveal();
        Assert.IsType<ConfirmOutcome.Confirmed>(await Keys(app).ConfirmAsync(Alice, key, Finder, TestContext.Current.CancellationToken));
        Assert.IsType<DisableKeyOutcome.Scheduled>(await Keys(app).DisableAsync(Alice, RecoveryApp.Owner.Having(password, device), code, TestContext.Current.CancellationToken));

        await using RecoveryApp later = RecoveryApp.On(database, rootKey: root);
        IDueWork work = later.Provider.GetRequiredService<IDueWork>();
        later.Clock.Advance(Duration.FromHours(720) - Duration.FromTicks(10));
        Assert.Equal(0, (await work.RunAsync(10, TestContext.Current.CancellationToken)).Changed);
        later.Clock.Advance(Duration.FromTicks(10));
        Assert.Equal(1, (await work.RunAsync(10, TestContext.Current.CancellationToken)).Changed);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await Keys(later).RedeemAsync(Alice, key, Finder, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static IRecoveryCodes Codes(RecoveryApp app) => app.Provider.GetRequiredService<IRecoveryCodes>();

    private static IRecoveryKeys Keys(RecoveryApp app) => app.Provider.GetRequiredService<IRecoveryKeys>();

    private static IAccountAccess Access(RecoveryApp app) => app.Provider.GetRequiredService<IAccountAccess>();

    private static IAccountRecovery Recovery(RecoveryApp app) => app.Provider.GetRequiredService<IAccountRecovery>();

    private static async Task<string> MakeAsync(RecoveryApp app, AccountId account)
    {
        RecoveryTicket password = await app.Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, RecoveryApp.Owner);
        return Assert.IsType<IssueOutcome.Issued>(await Codes(app).GenerateAsync(account, RecoveryApp.Owner.Having(password))).Sheet.Codes[0].Reveal();
    }
}
