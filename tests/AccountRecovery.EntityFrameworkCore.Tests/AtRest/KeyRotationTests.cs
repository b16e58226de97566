using System.Collections.Concurrent;
using System.Globalization;

namespace AccountRecovery;

[Trait("Category", "Slow")]
public sealed class KeyRotationTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private const int Codes = 4;

    private static readonly int AccountCount = FullRun.Or(200, 20_000);

    private readonly RootKey _old = RootKey.Generate();
    private readonly RootKey _fresh = RootKey.Generate();
    private readonly ConcurrentDictionary<AccountId, string[]> _issued = new();
    private readonly ConcurrentDictionary<(AccountId, string), int> _redeemed = new();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task C10_After_a_full_rotation_under_load_every_code_still_redeems_once_and_the_old_key_can_go(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using (Application before = NewApplication(database, _old))
        {
            await ForAllAsync(Accounts(), async account => _issued[account] = await before.IssueAsync(account));
        }

        // The new key is handed out first, so that whoever meets it can open it; then one machine after the other seals with it.
        await using (Application one = NewApplication(database, _old, _fresh), other = NewApplication(database, _fresh, _old))
        {
            await RedeemAllAsync(0, n => n % 3 == 0, one, other);
        }

        await using (Application one = NewApplication(database, _fresh, _old), other = NewApplication(database, _fresh, _old))
        {
            Assert.True((await CountAsync(one)).GetValueOrDefault(_old.Id) > 0, "There is something left to seal anew.");

            // Tasks of their own: SQLite works while it is called, and the second walk would begin when the first has ended.
            Task<KeyRotationStep>[] walks = [Task.Run(() => LastAsync(one.Operations.ResealAsync())), Task.Run(() => LastAsync(other.Operations.ResealAsync()))];
            await RedeemAllAsync(1, n => n % 3 != 2, one, other);
            KeyRotationStep[] ends = await Task.WhenAll(walks);

            Assert.All(ends, end => Assert.Equal((AccountCount, 0), (end.Examined, end.Failed)));
            Assert.Equal(new Dictionary<KeyId, long> { [_fresh.Id] = AccountCount }, await CountAsync(other));
            output.WriteLine($"{AccountCount} accounts; sealed anew by the walks: {ends[0].Resealed} and {ends[1].Resealed}.");
        }

        // With the old key gone, every code is tried by everybody, spent or not.
        await using Application after = NewApplication(database, _fresh);
        for (int code = 0; code < Codes; code++)
        {
            await RedeemAllAsync(code, _ => true, after);
        }

        await RedeemAllAsync(Codes - 1, n => n % 10 == 0, after);
        Assert.Equal(AccountCount * Codes, _redeemed.Count);
        Assert.DoesNotContain(_redeemed, redeemed => redeemed.Value != 1);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task C10_A_copy_of_the_database_without_the_key_opens_to_no_other_key(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using Application application = NewApplication(database, _old);
        AccountId[] accounts = [.. Accounts().Take(5)];
        await ForAllAsync(accounts, async account => _issued[account] = await application.IssueAsync(account));
        RecordRow[] stolen = [.. await application.RowsAsync<RecordRow>()];
        var own = new RecordSealer(new KeyRing(_old, []));

        var faults = new ConcurrentDictionary<RecordFault, int>();
        Parallel.For(0, FullRun.Or(1_000, 500_000), guess =>
        {
            RecordRow row = stolen[guess % stolen.Length];
            var account = AccountId.FromBytes(row.Account);
            var key = RootKey.Generate();
            var sealer = new RecordSealer(new KeyRing(key, []));
            faults.AddOrUpdate(FaultOf(sealer, account, row.Sealed), 1, (_, count) => count + 1);

            // As whoever guesses would: the record made to name the guessed key, and to pass the quick check for the account.
            byte[] guessed = sealer.Seal(account, new AccountRecord(RecordSecret.Generate(), 1, Application.Start));
            byte[] forged = [.. guessed[..23], .. row.Sealed[23..]];
            faults.AddOrUpdate(FaultOf(sealer, account, forged), 1, (_, count) => count + 1);
        });

        Assert.All(stolen, row => Assert.NotNull(own.Open(AccountId.FromBytes(row.Account), row.Sealed)));
        Assert.Equal([RecordFault.MissingRootKey, RecordFault.Altered], faults.Keys.Order());
        output.WriteLine($"{faults.Values.Sum()} guesses over {stolen.Length} records; 0 opened.");
    }

    private static RecordFault FaultOf(RecordSealer sealer, AccountId account, byte[] bytes) => Assert.Throws<RecordUnreadableException>(() => sealer.Open(account, bytes)).Fault;

    private static Application NewApplication(RealDatabase database, RootKey active, params RootKey[] openOnly) => new(
        database,
        configure: options =>
        {
            options.BackupCodeFormat = CodeFormat.RecoveryCode.ToString();
            options.BackupCodeCount = Codes;
            options.RootKeys.Add(new RootKeyOptions { Key = active.Reveal() });
            foreach (RootKey key in openOnly)
            {
                options.RootKeys.Add(new RootKeyOptions { Key = key.Reveal(), Use = RootKeyUse.OpenOnly });
            }
        });

    private static IEnumerable<AccountId> Accounts() => Enumerable.Range(0, AccountCount).Select(n => new AccountId(string.Create(CultureInfo.InvariantCulture, $"account-{n}")));

    private Task RedeemAllAsync(int code, Func<int, bool> isAsked, params Application[] applications) => ForAllAsync(Accounts().Where((_, n) => isAsked(n)), async account =>
    {
        string typed = _issued[account][code];
        RedeemOutcome outcome = await applications[account.Value[^1] % applications.Length].RedeemAsync(account, typed);
        if (outcome is RedeemOutcome.Redeemed)
        {
            _redeemed.AddOrUpdate((account, typed), 1, (_, count) => count + 1);
        }
        else
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), outcome);
            Assert.True(_redeemed.ContainsKey((account, typed)), "Nobody has spent it yet.");
        }
    });

    private static Task ForAllAsync(IEnumerable<AccountId> accounts, Func<AccountId, Task> act) =>
        Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (account, _) => await act(account));

    private static async Task<KeyRotationStep> LastAsync(IAsyncEnumerable<KeyRotationStep> walk)
    {
        KeyRotationStep? last = null;
        await foreach (KeyRotationStep step in walk)
        {
            last = step;
        }

        return last!;
    }

    private static async Task<IReadOnlyDictionary<KeyId, long>> CountAsync(Application application) => (await LastAsync(application.Operations.CountKeysAsync())).ByKey;
}
