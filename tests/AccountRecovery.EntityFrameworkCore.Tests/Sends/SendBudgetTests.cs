using System.Data.Common;
using System.Globalization;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

public sealed class SendBudgetTests(DatabaseFixture databases)
{
    private static readonly Duration Microsecond = Duration.FromTicks(10);
    private static readonly Instant Hour = Instant.FromUtc(2026, 3, 1, 13, 0);

    private static readonly SendRequest Text = new()
    {
        Account = new AccountId("acme/alice"),
        Channel = ContactChannel.Sms,
        Address = "+447700900123",
        Country = "GB",
        At = Hour - Microsecond,
    };

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D6_Neighbouring_numbers_stop_at_the_limit_of_their_prefix_and_others_go_on(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseSendBudget());

        int granted = 0;
        for (int n = 0; n < FullRun.Or(300, 10_000); n++)
        {
            SendRequest next = Text with { Account = new AccountId($"account-{n}"), Address = "+44770090" + n.ToString("D4", CultureInfo.InvariantCulture) };
            granted += await application.Sends.TryTakeAsync(next, CancellationToken.None) ? 1 : 0;
        }

        Assert.Equal(SendBudgetOptions.DefaultPrefixHourly, granted);
        Assert.True(await application.Sends.TryTakeAsync(Text with { Address = "+447700910000" }, CancellationToken.None));
        Assert.Equal(SendBudgetOptions.DefaultPrefixHourly + 1, (await TakenAsync(application))["86400:phone:total"]);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D6_Of_all_who_ask_at_once_for_one_number_as_many_as_the_limit_get_it(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        void Limit(SendBudgetOptions options) => options.Limits.Add(new SendLimit { Scope = SendScope.Prefix, Most = 3, Window = TimeSpan.FromHours(1) });
        await using Application one = new(database, builder => builder.UseSendBudget(Limit)), other = new(database, builder => builder.UseSendBudget(Limit));

        bool[] granted = await Task.WhenAll(Enumerable.Range(0, FullRun.Or(100, 1_000)).Select(n => Task.Run(() => (n % 2 == 0 ? one : other).Sends.TryTakeAsync(Text, CancellationToken.None).AsTask())));

        Assert.Equal(3, granted.Count(given => given));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_window_has_its_beginning_and_not_its_end(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseSendBudget(One(SendScope.Total)));
        ValueTask<bool> TakeAsync(Instant at) => application.Sends.TryTakeAsync(Text with { At = at }, CancellationToken.None);

        Assert.True(await TakeAsync(Hour - Duration.FromHours(1)));
        Assert.False(await TakeAsync(Hour - Microsecond));
        Assert.False(await TakeAsync(Hour - Duration.Epsilon));
        Assert.True(await TakeAsync(Hour));
        Assert.False(await TakeAsync(Hour + Duration.FromHours(1) - Microsecond));
        Assert.True(await TakeAsync(Hour - Duration.FromHours(1) - Microsecond));
    }

    [Fact]
    public async Task A_text_and_a_call_count_together_and_an_e_mail_apart()
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(DatabaseKind.Sqlite, databases);
        await using var application = new Application(database, builder => builder.UseSendBudget(One(SendScope.Total)));
        ValueTask<bool> TakeAsync(ContactChannel channel) => application.Sends.TryTakeAsync(Text with { Channel = channel }, CancellationToken.None);

        Assert.True(await TakeAsync(ContactChannel.Sms));
        Assert.False(await TakeAsync(ContactChannel.Voice));
        Assert.False(await TakeAsync(ContactChannel.Sms));
        Assert.True(await TakeAsync(ContactChannel.Email));
        Assert.True(await TakeAsync(ContactChannel.Email));
    }

    [Theory]
    [InlineData(SendScope.Country)]
    [InlineData(SendScope.Tenant)]
    [InlineData(SendScope.Prefix)]
    public async Task A_full_counter_leaves_all_others_as_they_were(SendScope scope)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(DatabaseKind.Sqlite, databases);
        await using var application = new Application(database, builder => builder.UseSendBudget(One(scope)));
        SendRequest other = scope switch
        {
            SendScope.Country => Text with { Country = "FR" },
            SendScope.Tenant => Text with { Account = new AccountId("initech/alice") },
            _ => Text with { Address = "+447700910123" },
        };

        Assert.True(await application.Sends.TryTakeAsync(Text, CancellationToken.None));
        Assert.False(await application.Sends.TryTakeAsync(Text, CancellationToken.None));
        Assert.Single(await TakenAsync(application));
        Assert.True(await application.Sends.TryTakeAsync(other, CancellationToken.None));
        Assert.Equal([1, 1], (await TakenAsync(application)).Values);
    }

    [Fact]
    public async Task A_limit_for_one_value_stands_in_place_of_the_general_one()
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(DatabaseKind.Sqlite, databases);
        await using var application = new Application(database, builder => builder.UseSendBudget(options =>
        {
            options.Limits.Add(new SendLimit { Scope = SendScope.Country, Most = 0, Window = TimeSpan.FromHours(1) });
            options.Limits.Add(new SendLimit { Scope = SendScope.Country, For = "GB", Most = 2, Window = TimeSpan.FromHours(1) });
        }));

        Assert.True(await application.Sends.TryTakeAsync(Text, CancellationToken.None));
        Assert.False(await application.Sends.TryTakeAsync(Text with { Country = "FR" }, CancellationToken.None));
        Assert.False(await application.Sends.TryTakeAsync(Text with { Country = null }, CancellationToken.None));
        Assert.True(await application.Sends.TryTakeAsync(Text, CancellationToken.None));
        Assert.False(await application.Sends.TryTakeAsync(Text, CancellationToken.None));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_database_that_does_not_answer_is_an_exception_and_never_a_yes(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseSendBudget());
        await using var nowhere = new Application(builder => builder.UseEntityFrameworkCore(options => _ = kind == DatabaseKind.Sqlite
            ? options.UseSqlite($"Data Source={Path.Combine(Path.GetTempPath(), "no-such-folder", "no.db")}")
            : options.UseNpgsql($"Host={Path.Combine(Path.GetTempPath(), "no-such-folder")};Username=nobody")).UseSendBudget());
        Assert.True(await application.Sends.TryTakeAsync(Text, CancellationToken.None));

        await database.ConnectionString.ExecuteAsync("ALTER TABLE account_recovery_sends RENAME TO away");
        await Assert.ThrowsAnyAsync<DbException>(() => application.Sends.TryTakeAsync(Text, CancellationToken.None).AsTask());
        Exception unreachable = await Assert.ThrowsAnyAsync<Exception>(() => nowhere.Sends.TryTakeAsync(Text, CancellationToken.None).AsTask());

        Assert.IsNotType<ArgumentException>(unreachable);
        Assert.DoesNotContain(Text.Address, unreachable.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Any_account_and_any_address_finds_its_counters_and_none_is_stored_whole(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseSendBudget(options =>
        {
            options.TenantSeparator = "/";
            options.Limits.Add(new SendLimit { Group = SendGroup.Email, Scope = SendScope.Prefix, Most = 100, Window = TimeSpan.FromDays(31) });
            options.Limits.Add(new SendLimit { Group = SendGroup.Email, Scope = SendScope.Tenant, Most = 100, Window = TimeSpan.FromDays(31) });
            options.Limits.Add(new SendLimit { Group = SendGroup.Email, Scope = SendScope.Total, Most = 100, Window = TimeSpan.FromDays(31) });
        }));
        string[] accounts = ["acme/alice", "acme\u0000/alice", new string('x', 255) + "/", "bob@example.com", "/", "~/", "büro ✓/1"];
        string[] addresses = ["bob@example.com", "\"a@b\"@EXAMPLE.com", "nobody", "+447700900123", "12", "x@" + new string('d', 2_000), "x@büro.example\u0000", "@"];

        foreach (string account in accounts)
        {
            foreach (string address in addresses)
            {
                ContactChannel channel = address.Contains('@', StringComparison.Ordinal) || address == "nobody" ? ContactChannel.Email : ContactChannel.Voice;
                Assert.True(await application.Sends.TryTakeAsync(Text with { Account = new AccountId(account), Channel = channel, Address = address, Country = null }, CancellationToken.None));
            }
        }

        ICollection<string> scopes = (await TakenAsync(application)).Keys;
        Assert.All(scopes, scope => Assert.True(scope.Length <= SendCountTable.ScopeLength));
        Assert.DoesNotContain(scopes, scope => addresses.Where(address => address.Length > 2).Any(address => scope.Contains(address, StringComparison.OrdinalIgnoreCase)) || scope.Contains("447700900", StringComparison.Ordinal));
        Assert.Contains("2678400:email:domain:example.com", scopes);
        Assert.Contains("3600:phone:prefix:44770090", scopes);
        Assert.Contains("3600:phone:tenant:acme", scopes);
        Assert.Equal(6, scopes.Count(scope => scope.StartsWith("2678400:email:tenant:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Windows_that_are_over_are_pruned_and_those_that_count_stay(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseSendBudget(One(SendScope.Total)));
        for (int hour = 0; hour < 6; hour++)
        {
            Assert.True(await application.Sends.TryTakeAsync(Text with { At = Hour + Duration.FromHours(hour) }, CancellationToken.None));
        }

        Instant[] kept = [.. (await application.RowsAsync<SendCountRow>()).Select(row => StoredInstant.ToInstant(row.Since)).Order()];

        Assert.Equal([Hour + Duration.FromHours(3), Hour + Duration.FromHours(4), Hour + Duration.FromHours(5)], kept);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task It_counts_in_the_host_s_own_model_too_and_outside_the_host_s_transactions(DatabaseKind kind)
    {
        string database = await RecoveryApp.WithShopAsync(await databases.CreateAsync(kind));
        await using var application = new Application(
            builder => builder.UseSendBudget(One(SendScope.Total)).UseEntityFrameworkCore<ShopContext>(),
            configure: null,
            services => services.AddDbContext<ShopContext>(options => options.Use(database, retries: true)));

        using (var rolledBack = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            Assert.True(await application.Sends.TryTakeAsync(Text, CancellationToken.None));
        }

        Assert.False(await application.Sends.TryTakeAsync(Text, CancellationToken.None));
    }

    [Fact]
    public void A_request_does_not_print_its_address()
    {
        Assert.DoesNotContain("7700", Text.ToString(), StringComparison.Ordinal);
        Assert.Contains("acme/alice", Text.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Text with { Address = string.Empty });
        Assert.Throws<ArgumentException>(() => Text with { Country = "gb" });
        Assert.Throws<ArgumentException>(() => Text with { Country = "GBR" });
    }

    private static Action<SendBudgetOptions> One(SendScope scope) => options =>
    {
        options.TenantSeparator = "/";
        options.Limits.Add(new SendLimit { Scope = scope, Most = 1, Window = TimeSpan.FromHours(1) });
    };

    private static async Task<Dictionary<string, int>> TakenAsync(Application application) =>
        (await application.RowsAsync<SendCountRow>()).GroupBy(row => row.Scope, StringComparer.Ordinal).ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Taken), StringComparer.Ordinal);
}
