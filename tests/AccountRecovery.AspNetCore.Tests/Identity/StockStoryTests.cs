using System.Net;

namespace AccountRecovery;

/// <summary>What the stock endpoints and pages do, with the line and without it.</summary>
public sealed class StockStoryTests(DatabaseFixture databases)
{
    private const string Alice = "alice@example.com";

    [Theory]
    [InlineData(Engine.Sqlite, true)]
    [InlineData(Engine.PostgreSql, true)]
    [InlineData(Engine.Sqlite, false)]
    public async Task Over_the_endpoints_each_code_signs_in_once(Engine engine, bool withTheLine)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(engine), withTheLine);
        using Browser owner = shop.Open();
        Assert.Equal(HttpStatusCode.OK, await owner.RegisterAsync(Alice));
        Assert.Equal(HttpStatusCode.OK, await owner.SignInAsync(Alice));
        string[] codes = await owner.EnableTwoStepAsync();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(10, await shop.CountAsync(Alice));

        using Browser phone = shop.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, await phone.SignInAsync(Alice));
        for (int i = 0; i < codes.Length; i++)
        {
            using Browser browser = shop.Open();
            Assert.Equal(HttpStatusCode.OK, await browser.SignInAsync(Alice, codes[i]));
            Assert.Equal(HttpStatusCode.Unauthorized, await browser.SignInAsync(Alice, codes[i]));
            Assert.Equal(9 - i, await shop.CountAsync(Alice));
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite, true)]
    [InlineData(Engine.PostgreSql, true)]
    [InlineData(Engine.Sqlite, false)]
    public async Task In_the_pages_codes_are_shown_and_spent_and_counted(Engine engine, bool withTheLine)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(engine), withTheLine);
        await shop.AddUserAsync(Alice);
        string[] codes = await shop.IssueAsync(Alice, 5);

        using Browser browser = await SignInByPageAsync(shop, codes[0]);
        (_, string page, _) = await browser.GetAsync("/Identity/Account/Manage/TwoFactorAuthentication");
        Assert.DoesNotContain("recovery codes left", page, StringComparison.Ordinal);

        // Four are left, then three, of which the page warns.
        using Browser again = await SignInByPageAsync(shop, codes[1]);
        (_, page, _) = await again.GetAsync("/Identity/Account/Manage/TwoFactorAuthentication");
        Assert.Contains("You have 3 recovery codes left", page, StringComparison.Ordinal);

        (HttpStatusCode status, _, string? to) = await again.SubmitAsync("/Identity/Account/Manage/GenerateRecoveryCodes");
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.EndsWith("ShowRecoveryCodes", to, StringComparison.Ordinal);
        (_, page, _) = await again.GetAsync(to!);
        string[] shown = Browser.Between(page, "<code class=\"recovery-code\">", "</code>");
        Assert.Equal(10, shown.Distinct().Count());
        Assert.Equal(10, await shop.CountAsync(Alice));

        using Browser other = await SignInByPageAsync(shop, shown[0]);
        Assert.Contains("Invalid recovery code", await TryByPageAsync(shop, codes[2]), StringComparison.Ordinal);
        Assert.Contains("Invalid recovery code", await TryByPageAsync(shop, shown[0]), StringComparison.Ordinal);
        Assert.Equal(9, await shop.CountAsync(Alice));
    }

    [Fact]
    public async Task The_page_says_so_to_a_person_who_is_locked_out_after_the_password()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice);
        string[] codes = await shop.IssueAsync(Alice);
        using Browser browser = shop.Open();
        await PasswordAsync(browser);
        await shop.LockAsync(Alice, DateTimeOffset.MaxValue);

        (HttpStatusCode status, _, string? to) = await browser.SubmitAsync("/Identity/Account/LoginWithRecoveryCode?returnUrl=%2F", ("Input.RecoveryCode", codes[0]));

        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.EndsWith("Lockout", to, StringComparison.Ordinal);
        Assert.Equal(10, await shop.CountAsync(Alice));
    }

    [Fact]
    public async Task Spaces_dashes_and_full_width_digits_are_forgiven_and_empty_input_is_refused()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice);
        string[] codes = [.. (await shop.IssueAsync(Alice)).Select(code => code.Replace("-", string.Empty, StringComparison.Ordinal))];
        int before = shop.Hasher.Hashes;

        foreach (string empty in (string[])["", " ", "----", "\0"])
        {
            using Browser browser = shop.Open();
            Assert.Equal(HttpStatusCode.Unauthorized, await browser.SignInAsync(Alice, empty));
        }

        Assert.Equal(before, shop.Hasher.Hashes);
        string[] typed =
        [
            codes[0], $"{codes[1][..4]} {codes[1][4..]}", $"{codes[2][..4]}-{codes[2][4..]}", $"  {codes[3]} ", string.Join(' ', codes[4].AsEnumerable()),
            string.Concat(codes[5].Select(digit => (char)(digit - '0' + '\uFF10'))),
        ];
        foreach (string form in typed)
        {
            using Browser browser = shop.Open();
            Assert.Equal(HttpStatusCode.OK, await browser.SignInAsync(Alice, form));
        }

        Assert.Equal(4, await shop.CountAsync(Alice));
    }

    private static async Task<Browser> SignInByPageAsync(Shop shop, string code)
    {
        Browser browser = shop.Open();
        await PasswordAsync(browser);
        (HttpStatusCode status, string page, string? to) = await browser.SubmitAsync("/Identity/Account/LoginWithRecoveryCode?returnUrl=%2F", ("Input.RecoveryCode", code));
        Assert.True(status == HttpStatusCode.Redirect, $"{status} {page}");
        Assert.Equal("/", to);
        return browser;
    }

    private static async Task<string> TryByPageAsync(Shop shop, string code)
    {
        using Browser browser = shop.Open();
        await PasswordAsync(browser);
        (HttpStatusCode status, string page, _) = await browser.SubmitAsync("/Identity/Account/LoginWithRecoveryCode?returnUrl=%2F", ("Input.RecoveryCode", code));
        Assert.Equal(HttpStatusCode.OK, status);
        return page;
    }

    private static async Task PasswordAsync(Browser browser)
    {
        (HttpStatusCode status, string page, string? to) = await browser.SubmitAsync(
            "/Identity/Account/Login?returnUrl=%2F", ("Input.Email", Alice), ("Input.Password", Browser.Password), ("Input.RememberMe", "false"));
        Assert.True(status == HttpStatusCode.Redirect, $"{status} {page}");
        Assert.Contains("LoginWith2fa", to, StringComparison.Ordinal);
    }
}
