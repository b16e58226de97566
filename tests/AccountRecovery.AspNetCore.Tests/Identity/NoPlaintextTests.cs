using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;

namespace AccountRecovery;

/// <summary>Where a code of the stock pages and endpoints might have been left lying.</summary>
public sealed class NoPlaintextTests(DatabaseFixture databases)
{
    private const string Alice = "alice@example.com";

    [Fact]
    public async Task C7_No_code_is_in_the_database_its_log_the_log_at_Trace_level_an_activity_or_a_measurement()
    {
        using var telemetry = new EveryTelemetry();
        string connection = await databases.CreateAsync(Engine.Sqlite);
        string file = new SqliteConnectionStringBuilder(connection).DataSource;
        await using Shop shop = await Shop.StartAsync(connection);
        string[] codes = await UseAsync(shop);

        Dictionary<string, Func<Task<string>>> places = new(StringComparer.Ordinal)
        {
            ["database"] = () => ReadAsync(file),
            ["write-ahead log"] = () => ReadAsync(file + "-wal"),
            ["log"] = () => Task.FromResult(string.Join('\n', shop.Log.Lines)),
            ["telemetry"] = () => Task.FromResult(telemetry.Text),
        };
        var search = new SecretSearch(codes);
        foreach ((string name, Func<Task<string>> read) in places)
        {
            string place = await read();
            Assert.True(place.Length > 1_000, $"The {name} has {place.Length} characters.");
            Assert.True(search.FirstIn(place) is null, $"The {name} has a code.");
        }

        // Stock Identity's own telemetry was listened to as well, and a careless one would have been found.
        Assert.Contains("aspnetcore.identity", telemetry.Text, StringComparison.Ordinal);
        using var source = new ActivitySource("A careless application");
        source.StartActivity("Sign in")?.SetTag("typed", codes[0]).Dispose();
        Assert.NotNull(search.FirstIn(telemetry.Text));
    }

    [Fact]
    public async Task C12_What_shows_codes_is_never_stored_and_no_URL_has_one()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        using Browser owner = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await owner.RegisterAsync(Alice));
        Assert.Equal(HttpStatusCode.OK, await owner.SignInAsync(Alice));
        string[] codes = await owner.EnableTwoStepAsync();
        Assert.True(owner.LastIsNoStore);
        using Browser browser = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await browser.SignInAsync(Alice, codes[0]));

        (_, _, string? to) = await browser.SubmitAsync("/Identity/Account/Manage/GenerateRecoveryCodes");
        Assert.True(browser.LastIsNoStore);
        (_, string page, _) = await browser.GetAsync(to!);
        Assert.True(browser.LastIsNoStore);

        string[] shown = Browser.Between(page, "<code class=\"recovery-code\">", "</code>");
        Assert.Equal(10, shown.Length);
        Assert.Null(new SecretSearch([.. codes, .. shown]).FirstIn(to!));

        // Asking for the page again makes no codes, and shows none.
        (_, string again, _) = await browser.GetAsync(to!);
        Assert.DoesNotContain(shown, code => again.Contains(code, StringComparison.Ordinal));
        Assert.Equal(10, await shop.CountAsync(Alice));
    }

    [Fact]
    public async Task C12_New_codes_are_not_made_without_the_antiforgery_token()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice);
        string[] codes = await shop.IssueAsync(Alice);
        using Browser browser = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await browser.SignInAsync(Alice, codes[0]));

        Assert.Equal(HttpStatusCode.BadRequest, await browser.ForgeAsync("/Identity/Account/Manage/GenerateRecoveryCodes"));

        Assert.Equal(9, await shop.CountAsync(Alice));
        using Browser other = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await other.SignInAsync(Alice, codes[1]));
    }

    // Every way in which a code passes through the application: shown by endpoint and page, typed rightly, wrongly, twice.
    private static async Task<string[]> UseAsync(Shop shop)
    {
        using Browser owner = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await owner.RegisterAsync(Alice));
        Assert.Equal(HttpStatusCode.OK, await owner.SignInAsync(Alice));
        string[] first = await owner.EnableTwoStepAsync();
        using Browser browser = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await browser.SignInAsync(Alice, first[0]));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.SignInAsync(Alice, first[0]));
        (_, _, string? to) = await browser.SubmitAsync("/Identity/Account/Manage/GenerateRecoveryCodes");
        (_, string page, _) = await browser.GetAsync(to!);
        string[] second = Browser.Between(page, "<code class=\"recovery-code\">", "</code>");
        using Browser other = shop.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await other.SignInAsync(Alice, first[1]));
        Assert.Equal(HttpStatusCode.OK, await other.SignInAsync(Alice, second[0]));
        return [.. first, .. second];
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(open, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
