using System.Net;
using System.Security.Cryptography;
using System.Text;
using AccountRecovery.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task So_do_those_made_before_2022()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice, "1a2b3c4d", "deadbeef");

        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, "DEADBEEF"));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, "1a2b3c4d"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(shop, "1a2b3c4d"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql, Traits = ["Category", "Slow"])]
    public async Task In_a_race_for_the_first_use_each_code_is_good_once_and_none_is_lost(Engine engine)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(engine));
        await shop.AddUserAsync(Alice, Old);

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => SignInAsync(shop, Old[i % 2])));

        Assert.InRange(answers.Count(answer => answer == HttpStatusCode.OK), 0, 2);
        Assert.DoesNotContain(HttpStatusCode.InternalServerError, answers);
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
    [InlineData("", ';', false)]
    [InlineData("AccountRecovery|", '|', false)]
    [InlineData("AccountRecovery|", '|', true)]
    public async Task A_crash_after_any_step_loses_nothing_and_revives_nothing(string mark, char separator, bool imported)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice, imported ? Old : []);
        if (imported)
        {
            // Done, and one is spent; then the token comes back, as if the last step had not happened.
            Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[0]));
        }

        await shop.WithUsersAsync(async users => await users.SetAuthenticationTokenAsync((await users.FindByNameAsync(Alice))!, "[AspNetUserStore]", "RecoveryCodes", mark + string.Join(separator, Old)));

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

        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(older, Old[2]));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[2]));
    }

    [Fact]
    public async Task And_none_while_they_are_taken_over()
    {
        string connection = await databases.CreateAsync(Engine.Sqlite);
        await using Shop shop = await Shop.StartAsync(connection, hashMilliseconds: 10);
        await using Shop older = await Shop.StartAsync(connection, withTheLine: false);
        for (int round = 0; round < FullRun.Or(10, 200); round++)
        {
            string name = $"user{round}@example.com";
            await shop.AddUserAsync(name, Old);

            // Importing takes forty milliseconds; the older version asks for the same code all the while.
            Task<HttpStatusCode> taking = SignInAsync(shop, Old[1], name);
            int good = 0;
            do
            {
                good += await SignInAsync(older, Old[0], name) == HttpStatusCode.OK ? 1 : 0;
            }
            while (!taking.IsCompleted);

            await taking;
            good += await SignInAsync(shop, Old[0], name) == HttpStatusCode.OK ? 1 : 0;
            Assert.Equal(1, good);
        }
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
    [Trait("Category", "Slow")]
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
        Assert.True(await shop.App.TryMigrateRecoveryCodesAsync([AccountRecoveryMigrationExtensions.Command], output));

        Assert.Contains("IdentityUser: 100 of ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Done: no recovery code is left in clear text", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await shop.TokensAsync());
        await AssertNoClearTextAsync(connection, engine);
        await shop.App.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(shop, Old[3], "user1@example.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(shop, Old[3], "user1@example.com"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    [Trait("Category", "Slow")]
    public async Task A_command_that_is_killed_five_times_while_others_redeem_leaves_each_code_good_once(Engine engine)
    {
        int users = engine == Engine.Sqlite ? FullRun.Or(60, 1_000) : FullRun.Or(80, 10_000);
        string connection = await databases.CreateAsync(engine);
        await using Shop shop = await Shop.StartAsync(connection);
        string[] names = [.. Enumerable.Range(0, users).Select(i => $"user{i}@example.com")];
        foreach (string name in names)
        {
            await shop.AddUserAsync(name, Old);
        }

        // Each of these spends one code of every user, in the opposite order to the command and in the same.
        Task<int>[] redeeming = [RedeemAllAsync(connection, names.Select(name => $"{name} {Old[0]}")), RedeemAllAsync(connection, names.Reverse().Select(name => $"{name} {Old[1]}"))];
        int stoppedMidway = 0;
        for (int kill = 0; kill < 5; kill++)
        {
            await using WorkerProcess command = WorkerProcess.Start(connection, AccountRecoveryMigrationExtensions.Command);
            await Task.Delay(RandomNumberGenerator.GetInt32(600, FullRun.Or(1_200, 10_000)), TestContext.Current.CancellationToken);
            await command.KillAsync();
            stoppedMidway += await shop.TokensAsync() > 0 ? 1 : 0;
        }

        await using (WorkerProcess command = WorkerProcess.Start(connection, AccountRecoveryMigrationExtensions.Command))
        {
            string said = await command.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
            await command.EndAsync();
            Assert.True(command.ExitCode == 0, said);
        }

        Assert.True(stoppedMidway > 0, "It was done before it was killed.");
        Assert.Equal([users, users], await Task.WhenAll(redeeming));
        Assert.Equal(0, await shop.TokensAsync());
        shop.Time.CatchUp();
        int goodAgain = 0;
        int good = 0;
        foreach (string name in names)
        {
            for (int i = 0; i < Old.Length; i++)
            {
                // Told apart by the answer alone, so that no pause is in the way.
                bool accepted = (await shop.WithUsersAsync(async all => await all.RedeemTwoFactorRecoveryCodeAsync((await all.FindByNameAsync(name))!, Old[i]))).Succeeded;
                goodAgain += accepted && i < 2 ? 1 : 0;
                good += accepted && i >= 2 ? 1 : 0;
            }
        }

        Assert.Equal((0, 2 * users), (goodAgain, good));
        await AssertNoClearTextAsync(connection, engine);
    }

    [Fact]
    public async Task Codes_of_an_unknown_format_stay_and_are_named()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite), starts: false);
        await shop.AddUserAsync(Alice, "correct horse battery", "staple");
        await using var output = new StringWriter();

        Assert.True(await shop.App.TryMigrateRecoveryCodesAsync([AccountRecoveryMigrationExtensions.Command], output));

        Assert.Contains("codes of 0 taken over, of 1 left", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await shop.TokensAsync());
        Assert.Contains(shop.Log.Lines, line => line.Contains("ImportFormats", StringComparison.Ordinal));
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task The_command_says_so_where_the_line_is_missing()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite), withTheLine: false, starts: false);

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.App.TryMigrateRecoveryCodesAsync([AccountRecoveryMigrationExtensions.Command], TextWriter.Null));

        Assert.Contains("UseAccountRecovery()", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> SignInAsync(Shop shop, string code, string name = Alice)
    {
        using Browser browser = shop.Open();
        return await browser.SignInAsync(name, code);
    }

    private static async Task<int> RedeemAllAsync(string connection, IEnumerable<string> lines)
    {
        await using WorkerProcess worker = WorkerProcess.Start(connection, "redeem");
        int accepted = 0;
        foreach (string line in lines)
        {
            await worker.Input.WriteLineAsync(line);
            await worker.Input.FlushAsync();
            accepted += (await worker.Output.ReadLineAsync())?.EndsWith("accepted", StringComparison.Ordinal) == true ? 1 : 0;
        }

        return accepted;
    }

    // Every byte, once the database has let go of what was deleted: of SQLite the files, of PostgreSQL the files of the table and a dump would say the same.
    private static async Task AssertNoClearTextAsync(string connection, Engine engine)
    {
        await connection.ExecuteAsync(engine == Engine.Sqlite ? "VACUUM" : "VACUUM FULL");
        byte[][] files;
        if (engine == Engine.Sqlite)
        {
            await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            string file = new SqliteConnectionStringBuilder(connection).DataSource;
            files = [.. new[] { file, file + "-wal" }.Where(File.Exists).Select(ReadShared)];
        }
        else
        {
            await connection.ExecuteAsync("CHECKPOINT");
            string table = await connection.AskAsync("SELECT pg_read_binary_file(pg_relation_filepath('\"AspNetUserTokens\"'))::text");
            files = [Convert.FromHexString(table.AsSpan(table.StartsWith("\\x", StringComparison.Ordinal) ? 2 : 0))];
        }

        Assert.Contains(files, bytes => bytes.AsSpan().IndexOf("AuthenticatorKey"u8) >= 0);
        foreach (string code in Old)
        {
            Assert.DoesNotContain(files, bytes => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(code)) >= 0);
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
