using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace AccountRecovery;

/// <summary>Races, guesses and lockouts through the stock sign-in.</summary>
public sealed class AbuseTests(DatabaseFixture databases)
{
    private const string Alice = "alice@example.com";
    private const int AtOnce = 16;
    private const int Lanes = 2;
    private static readonly int Guesses = FullRun.Or(250, 1_000);

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task S1_Of_parallel_sign_ins_with_one_code_one_succeeds(Engine engine)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(engine));
        await shop.AddUserAsync(Alice);
        var codes = new Queue<string>();
        int rounds = FullRun.Or(10, 300);
        for (int round = 0; round < rounds; round++)
        {
            if (codes.Count == 0)
            {
                (await shop.IssueAsync(Alice, 32)).ToList().ForEach(codes.Enqueue);
            }

            string code = codes.Dequeue();

            // Fifteen of them fail, which costs a pause; the next round begins after it.
            HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
            {
                using Browser browser = shop.Open();
                return await browser.SignInAsync(Alice, code);
            }));
            Assert.Single(answers, HttpStatusCode.OK);
            shop.Time.Advance(Duration.FromHours(2));
        }
    }

    /// <summary>Memory of hashing is lanes x cost, so what counts is how many run at once.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A1_However_many_sign_in_at_once_no_more_hashes_run_than_there_are_lanes() =>
        Assert.InRange(await StormAsync(lanes: Lanes, people: FullRun.Or(24, 500)), 1, Lanes);

    /// <summary>With lanes enough for all, the same storm shows that it would have been seen.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A1_With_lanes_enough_for_all_more_of_them_run()
    {
        // Each hash is held until there is one more of them than the lanes of the other storm.
        Assert.InRange(await StormAsync(lanes: 64, people: 24, meetsAt: Lanes + 1), Lanes + 1, 64);
    }

    [Fact]
    public async Task S2_Wrong_codes_are_paused_and_leave_Identitys_lockout_alone()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        string id = await shop.AddUserAsync(Alice);
        string[] codes = await shop.IssueAsync(Alice);
        int before = shop.Hasher.Hashes;
        for (int i = 0; i < Guesses; i++)
        {
            using Browser browser = shop.Open();
            string guess = Wrong(codes);
            Assert.Equal(HttpStatusCode.Unauthorized, await browser.SignInAsync(Alice, guess));
        }

        // Five are free, then there is a pause of half a minute and more, which the clock of this test never ends.
        Assert.Equal(5, shop.Hasher.Hashes - before);
        BackupCodeStatus status = await shop.StatusAsync(id);
        Assert.Equal(5, status.Attested.Failures);
        Assert.NotNull(status.Attested.PausedUntil);
        Assert.Equal(0, status.Anonymous.Failures);
        Assert.Equal(0, await shop.WithUsersAsync(async users => await users.GetAccessFailedCountAsync((await users.FindByNameAsync(Alice))!)));

        // While it lasts, not even the right code is looked at; afterwards it is.
        using Browser early = shop.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await early.SignInAsync(Alice, codes[0]));
        shop.Time.Advance(Duration.FromSeconds(31));
        using Browser late = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await late.SignInAsync(Alice, codes[0]));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task C4_Six_digits_meant_for_the_authenticator_cost_no_hash_and_no_attempt()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        string id = await shop.AddUserAsync(Alice);
        await shop.IssueAsync(Alice);
        int before = shop.Hasher.Hashes;
        for (int i = 0; i < Guesses; i++)
        {
            using Browser browser = shop.Open();
            string six = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
            Assert.Equal(HttpStatusCode.Unauthorized, await browser.SignInAsync(Alice, six));
        }

        Assert.Equal(before, shop.Hasher.Hashes);
        BackupCodeStatus status = await shop.StatusAsync(id);
        Assert.Equal(0, status.Attested.Failures + status.Anonymous.Failures);
        Assert.Equal(10, status.Remaining);
    }

    [Fact]
    public async Task A_locked_out_user_gets_no_hash()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice);
        string[] codes = await shop.IssueAsync(Alice);
        await shop.LockAsync(Alice, DateTimeOffset.MaxValue);
        int before = shop.Hasher.Hashes;

        IdentityResult result = await shop.WithUsersAsync(async users => await users.RedeemTwoFactorRecoveryCodeAsync((await users.FindByNameAsync(Alice))!, codes[0]));

        Assert.False(result.Succeeded);
        Assert.Equal(before, shop.Hasher.Hashes);
        await shop.LockAsync(Alice, null);
        using Browser browser = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await browser.SignInAsync(Alice, codes[0]));
    }

    [Fact]
    public async Task S5_Guesses_outside_a_sign_in_leave_the_owners_attempts_alone()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        string id = await shop.AddUserAsync(Alice);
        string[] codes = await shop.IssueAsync(Alice);
        for (int i = 0; i < 20; i++)
        {
            Assert.False((await shop.WithUsersAsync(async users => await users.RedeemTwoFactorRecoveryCodeAsync((await users.FindByNameAsync(Alice))!, Wrong(codes)))).Succeeded);
        }

        BackupCodeStatus status = await shop.StatusAsync(id);
        Assert.Equal((5, 0), (status.Anonymous.Failures, status.Attested.Failures));
        using Browser browser = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await browser.SignInAsync(Alice, codes[0]));
    }

    [Theory]
    [InlineData(129)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public async Task C6_Endless_input_is_refused_before_any_hash_and_counts_as_no_attempt(int length)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        string id = await shop.AddUserAsync(Alice);
        string[] codes = await shop.IssueAsync(Alice);
        int before = shop.Hasher.Hashes;
        using Browser browser = shop.Open();

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.SignInAsync(Alice, codes[0] + new string('1', length)));

        Assert.Equal(before, shop.Hasher.Hashes);
        Assert.Equal(0, (await shop.StatusAsync(id)).Attested.Failures);
    }

    [Fact]
    public async Task C8_No_log_at_any_level_has_a_code()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice, "23456-789BC");
        using (Browser first = shop.Open())
        {
            Assert.Equal(HttpStatusCode.OK, await first.SignInAsync(Alice, "23456-789BC"));
        }

        string[] codes = await shop.IssueAsync(Alice);
        using (Browser second = shop.Open())
        {
            Assert.Equal(HttpStatusCode.OK, await second.SignInAsync(Alice, codes[0]));
            Assert.Equal(HttpStatusCode.Unauthorized, await second.SignInAsync(Alice, Wrong(codes)));
        }

        string[] forms = [.. codes.SelectMany(code => new[] { code, code.Replace("-", string.Empty, StringComparison.Ordinal), code.Replace('-', ' ') })];
        Assert.Contains(shop.Log.Lines, line => line.Contains("AspNetUserTokens", StringComparison.Ordinal));
        Assert.DoesNotContain(shop.Log.Lines, line => forms.Any(form => line.Contains(form, StringComparison.Ordinal)) || line.Contains("23456-789BC", StringComparison.Ordinal));
    }

    // Everybody signs in at once, and half of them are gone after ten milliseconds. Gives how many hashes ran together at the most.
    private async Task<int> StormAsync(int lanes, int people, int meetsAt = 0)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite), hashMilliseconds: 200, lanes: lanes);
        string[] names = [.. Enumerable.Range(0, people).Select(i => $"user{i}@example.com")];
        foreach (string name in names)
        {
            await shop.AddUserAsync(name, "23456-789BC");
        }

        shop.Hasher.MeetsAt = meetsAt;
        HttpStatusCode?[] answers = await Task.WhenAll(names.Select(async (name, i) =>
        {
            using Browser browser = shop.Open();
            Task<HttpStatusCode> signing = browser.SignInAsync(name, "23456-789BC");
            return i % 2 == 0 || await Task.WhenAny(signing, Task.Delay(10)) == signing ? await signing : (HttpStatusCode?)null;
        }));

        Assert.Contains(HttpStatusCode.OK, answers);
        return shop.Hasher.MostAtOnce;
    }

    private static string Wrong(string[] codes)
    {
        while (true)
        {
            string guess = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
            if (!codes.Any(code => code.Replace("-", string.Empty, StringComparison.Ordinal) == guess))
            {
                return guess;
            }
        }
    }
}
