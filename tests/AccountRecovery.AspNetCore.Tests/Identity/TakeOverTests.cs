using System.Net;
using AccountRecovery.Databases;
using NodaTime;

namespace AccountRecovery;

/// <summary>What becomes of the codes that Identity kept in clear text.</summary>
public sealed class TakeOverTests(DatabaseFixture databases)
{
    private const string Alice = "alice@example.com";
    private static readonly string[] Old = ["23456-789BC", "DFGHJ-KMNPQ", "RTVWX-Y2345", "6789B-CDFGH"];

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task At_the_first_use_they_move_and_each_is_good_once(Engine engine)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(engine));
        await shop.AddUserAsync(Alice, Old);
        Assert.Equal(4, await shop.CountAsync(Alice));
        Assert.Equal(1, await shop.TokensAsync());

        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, "dfghj kmnpq"));

        Assert.Equal(0, await shop.TokensAsync());
        Assert.Equal(3, await shop.CountAsync(Alice));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(shop, Old[1]));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[0]));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[2]));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[3]));
        Assert.Equal(0, await shop.CountAsync(Alice));
    }

    [Fact]
    public async Task So_do_those_of_before_2022()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice, "1a2b3c4d", "deadbeef");

        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, "DEADBEEF"));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, "1a2b3c4d"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(shop, "1a2b3c4d"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task In_a_race_for_the_first_use_each_code_is_good_once_and_none_is_lost(Engine engine)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(engine));
        await shop.AddUserAsync(Alice, Old);

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => SignInAsync(shop, Old[i % 2])));

        Assert.InRange(answers.Count(answer => answer == HttpStatusCode.OK), 0, 2);
        int good = answers.Count(answer => answer == HttpStatusCode.OK);
        foreach (string code in Old)
        {
            // A failure more, and there would be a pause for the next.
            shop.Time.Advance(Duration.FromHours(2));
            good += await SignInAsync(shop, code) == HttpStatusCode.OK ? 1 : 0;
        }

        Assert.Equal(Old.Length, good);
        Assert.Equal(0, await shop.TokensAsync());
    }

    [Theory]
    [InlineData("[AspNetUserStore]", "RecoveryCodes", false)]
    [InlineData("[AccountRecovery]", "OldRecoveryCodes", false)]
    [InlineData("[AccountRecovery]", "OldRecoveryCodes", true)]
    public async Task A_crash_after_any_step_loses_nothing_and_revives_nothing(string provider, string name, bool imported)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice, imported ? Old : []);
        if (imported)
        {
            // Done, and one is spent; then the token comes back, as if the last step had not happened.
            Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[0]));
        }

        await shop.WithUsersAsync(async users => await users.SetAuthenticationTokenAsync((await users.FindByNameAsync(Alice))!, provider, name, string.Join(';', Old)));

        Assert.Equal(imported ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, await SignInAsync(shop, Old[0]));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[1]));
        Assert.Equal(2, await shop.CountAsync(Alice));
        Assert.Equal(0, await shop.TokensAsync());
    }

    [Fact]
    public async Task An_older_version_that_still_runs_has_none_of_them_left()
    {
        string connection = await databases.CreateAsync(Engine.Sqlite);
        await using Shop shop = await Shop.StartAsync(connection);
        await using Shop older = await Shop.StartAsync(connection, withTheLine: false);
        await shop.AddUserAsync(Alice, Old);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(older, Old[0]));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(shop, Old[0]));

        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[1]));

        Assert.Equal(0, await older.CountAsync(Alice));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(older, Old[2]));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[2]));
    }

    [Fact]
    public async Task New_codes_kill_the_old_ones_everywhere()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice, Old);

        string[] codes = await shop.IssueAsync(Alice);

        Assert.Equal(0, await shop.TokensAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(shop, Old[0]));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, codes[0]));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_command_takes_over_all_users_and_leaves_no_clear_text(Engine engine)
    {
        string connection = await databases.CreateAsync(engine);
        await using Shop shop = await Shop.StartAsync(connection, starts: false);
        int users = FullRun.Or(130, 2_000);
        for (int i = 0; i < users; i++)
        {
            await shop.AddUserAsync($"user{i}@example.com", i % 3 == 0 ? [] : Old);
        }

        await using var output = new StringWriter();
        Assert.False(await shop.App.TryMigrateRecoveryCodesAsync(["--urls", "http://127.0.0.1:0"], output));
        Assert.True(await shop.App.TryMigrateRecoveryCodesAsync([AccountRecoveryMigration.Command], output));

        Assert.Contains("IdentityUser: 100 of ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Done: no recovery code is left in clear text", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await shop.TokensAsync());
        await connection.ExecuteAsync("VACUUM");
        Assert.Equal("0", await connection.AskAsync("SELECT count(*) FROM \"AspNetUserTokens\" WHERE \"Value\" LIKE '%-%'"));
        await shop.App.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[3], "user1@example.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(shop, Old[3], "user1@example.com"));
    }

    [Fact]
    public async Task Codes_of_an_unknown_format_stay_and_are_named()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite), starts: false);
        await shop.AddUserAsync(Alice, "correct horse battery", "staple");
        await using var output = new StringWriter();

        Assert.True(await shop.App.TryMigrateRecoveryCodesAsync([AccountRecoveryMigration.Command], output));

        Assert.Contains("codes of 0 taken over, of 1 left", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await shop.TokensAsync());
        Assert.Contains(shop.Log.Lines, line => line.Contains("ImportFormats", StringComparison.Ordinal));
        Environment.ExitCode = 0;
    }

    private static async Task<HttpStatusCode> SignInAsync(Shop shop, string code, string name = Alice)
    {
        using Browser browser = shop.Open();
        return await browser.SignInAsync(name, code);
    }
}
