using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>What is promised of the recovery code and the recovery key, on real databases and by two applications that share them.</summary>
public sealed class SavedCodePromisesTests(DatabaseFixture databases)
{
    private static readonly AccountId Alice = RecoveryApp.Alice;
    private static readonly AccountId Bob = new("bob");
    private static readonly Caller Owner = RecoveryApp.Owner;

    public static TheoryData<DatabaseKind> Kinds => [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task S10_S14_W4_Only_what_is_live_opens_and_a_password_alone_undoes_nothing(DatabaseKind kind)
    {
        await using Pair apps = await Pair.OnAsync(await databases.CreateAsync(kind));
        string old = await apps.One.MakeAsync(Alice);
        string code = await apps.Other.MakeAsync(Alice, old);
        string key = await apps.One.EnableAsync(Alice, code);
        string bobs = await apps.One.MakeAsync(Bob);
        RecoveryTicket[] password = [await apps.Other.VouchAsync(Alice)];

        // Replaced, another account's, another method's.
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await apps.Other.Codes.RedeemAsync(Alice, old, Owner, cancellationToken: CancellationToken));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await apps.Other.Codes.RedeemAsync(Alice, bobs, Owner, cancellationToken: CancellationToken));
        Assert.IsType<RedeemOutcome.Malformed>(await apps.Other.Codes.RedeemAsync(Alice, key, Owner, cancellationToken: CancellationToken));
        Assert.IsType<RedeemOutcome.Malformed>(await apps.One.Keys.RedeemAsync(Alice, code, Owner, cancellationToken: CancellationToken));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await apps.One.Keys.RedeemAsync(Bob, key, Owner, cancellationToken: CancellationToken));
        Assert.Equal(new IssueOutcome.Refused(Refusal.TicketInvalid), await apps.One.Codes.GenerateAsync(Bob, Owner.Having(password), bobs, CancellationToken));

        // The password alone.
        Assert.Equal(new IssueOutcome.Refused(Refusal.RecoveryCodeNeeded), await apps.Other.Codes.GenerateAsync(Alice, Owner.Having(password), cancellationToken: CancellationToken));
        Assert.Equal(new RevokeOutcome.Refused(Refusal.RecoveryCodeNeeded), await apps.Other.Codes.RevokeAsync(Alice, Owner.Having(password), cancellationToken: CancellationToken));
        Assert.IsType<BeginKeyOutcome.Refused>(await apps.Other.Keys.BeginAsync(Alice, acknowledged: true, Owner.Having(password), cancellationToken: CancellationToken));
        Assert.IsType<DisableKeyOutcome.Refused>(await apps.Other.Keys.DisableAsync(Alice, Owner.Having(password), cancellationToken: CancellationToken));
        Assert.IsType<RedeemOutcome.Redeemed>(await apps.One.Keys.RedeemAsync(Alice, key, Owner, cancellationToken: CancellationToken));
        Assert.IsType<RedeemOutcome.Redeemed>(await apps.Other.Codes.RedeemAsync(Alice, code, Owner, cancellationToken: CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A3_Guesses_write_nothing_and_keep_nobody_out(DatabaseKind kind)
    {
        await using Pair apps = await Pair.OnAsync(await databases.CreateAsync(kind));
        string code = await apps.One.MakeAsync(Alice);
        string wrong = await apps.One.MakeAsync(Bob);
        Revision before = (await apps.One.Store.ReadAsync(Alice, CancellationToken))!.Revision;

        await Parallel.ForAsync(0, FullRun.Or(100, 5_000), CancellationToken, async (i, cancellationToken) =>
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await (i % 2 == 0 ? apps.One : apps.Other).Codes.RedeemAsync(Alice, wrong, RecoveryApp.Stranger, cancellationToken: cancellationToken)));

        Assert.Equal(before, (await apps.One.Store.ReadAsync(Alice, CancellationToken))!.Revision);
        Assert.IsType<RedeemOutcome.Redeemed>(await apps.Other.Codes.RedeemAsync(Alice, code, Owner, cancellationToken: CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task S6_A5_W6_A_redemption_is_reported_again_by_the_other_application_and_what_it_voids_is_gone(DatabaseKind kind)
    {
        await using Pair apps = await Pair.OnAsync(await databases.CreateAsync(kind));
        string code = await apps.One.MakeAsync(Alice);
        string key = await apps.One.EnableAsync(Alice, code);
        RecoveryTicket before = await apps.One.VouchAsync(Alice);
        Caller keyed = Owner with { IdempotencyKey = "once" };

        RedeemOutcome.Redeemed first = Assert.IsType<RedeemOutcome.Redeemed>(await apps.One.Codes.RedeemAsync(Alice, code, keyed, cancellationToken: CancellationToken));
        RedeemOutcome.Redeemed again = Assert.IsType<RedeemOutcome.Redeemed>(await apps.Other.Codes.RedeemAsync(Alice, code, keyed, cancellationToken: CancellationToken));

        Assert.Equal((true, first.Voided, first.Grant!.Reveal()), (again.Replayed, again.Voided, again.Grant!.Reveal()));
        Assert.Equal(new IssueOutcome.Refused(Refusal.TicketVoid), await apps.Other.Codes.GenerateAsync(Alice, Owner.Having(before), cancellationToken: CancellationToken));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await apps.Other.Keys.RedeemAsync(Alice, key, Owner, cancellationToken: CancellationToken));
        RecoveryExport left = (await apps.Other.App.Provider.GetRequiredService<IRecoveryData>().ExportAsync(Alice, CancellationToken))!;
        Assert.Equal((null, false, false), (left.Live, left.RecoveryCode.IsLive, left.RecoveryKey.IsLive));
        Assert.Equal(RecoveryApp.Start + Duration.FromHours(72), left.Access.PaymentsHeldUntil);
    }

    /// <summary>One application on the database, with what these tests ask of it.</summary>
    private sealed record Side(RecoveryApp App)
    {
        internal IRecoveryCodes Codes => App.Provider.GetRequiredService<IRecoveryCodes>();

        internal IRecoveryKeys Keys => App.Provider.GetRequiredService<IRecoveryKeys>();

        internal IRecoveryStore Store => App.Store;

        internal async Task<RecoveryTicket> VouchAsync(AccountId account) => await App.Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Owner, CancellationToken);

        internal async Task<string> MakeAsync(AccountId account, string? current = null) =>
            Assert.IsType<IssueOutcome.Issued>(await Codes.GenerateAsync(account, Owner.Having(await VouchAsync(account)), current, CancellationToken)).Sheet.Codes[0].Reveal();

        internal async Task<string> EnableAsync(AccountId account, string code)
        {
            BeginKeyOutcome begun = await Keys.BeginAsync(account, acknowledged: true, Owner.Having(await VouchAsync(account)), code, CancellationToken);
            string key = Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(begun).Sheet.Codes[0].Reveal();
            Assert.IsType<ConfirmOutcome.Confirmed>(await Keys.ConfirmAsync(account, key, Owner, CancellationToken));
            return key;
        }
    }

    /// <summary>Two applications on one database.</summary>
    private sealed class Pair(RecoveryApp one, RecoveryApp other) : IAsyncDisposable
    {
        internal Side One { get; } = new(one);

        internal Side Other { get; } = new(other);

        internal static async Task<Pair> OnAsync(string database)
        {
            await RecoveryApp.MigratedAsync(database);
            var key = RootKey.Generate();
            return new Pair(RecoveryApp.On(database, rootKey: key), RecoveryApp.On(database, rootKey: key));
        }

        public async ValueTask DisposeAsync()
        {
            await one.DisposeAsync();
            await other.DisposeAsync();
        }
    }
}
