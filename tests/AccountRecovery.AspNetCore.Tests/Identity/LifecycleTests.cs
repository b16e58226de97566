using AccountRecovery.Ports;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

public sealed class LifecycleTests(DatabaseFixture databases)
{
    private const string Alice = "alice@example.com";

    [Fact]
    public async Task A_deleted_user_leaves_no_record()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        string id = await shop.AddUserAsync(Alice);
        await shop.IssueAsync(Alice);
        IRecoveryStore store = shop.Services.GetRequiredService<IRecoveryStore>();
        Assert.NotNull(await store.ReadAsync(new AccountId(id), TestContext.Current.CancellationToken));

        Shop.Check(await shop.WithUsersAsync(async users => await users.DeleteAsync((await users.FindByNameAsync(Alice))!)));

        Assert.Null(await store.ReadAsync(new AccountId(id), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_two_step_verification_no_code_is_left_old_or_new()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice, "23456-789BC");
        await shop.AddUserAsync("bob@example.com");
        await shop.IssueAsync("bob@example.com");

        foreach (string name in (string[])[Alice, "bob@example.com"])
        {
            Shop.Check(await shop.WithUsersAsync(async users => await users.SetTwoFactorEnabledAsync((await users.FindByNameAsync(name))!, false)));
            Assert.Equal(0, await shop.CountAsync(name));
        }

        Assert.Equal(0, await shop.TokensAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public async Task As_many_codes_as_asked_for(int number)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice);

        Assert.Equal(number, (await shop.IssueAsync(Alice, number)).Distinct().Count());
        Assert.Equal(number, await shop.CountAsync(Alice));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public async Task Fewer_or_more_is_a_mistake_and_changes_nothing(int number)
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite));
        await shop.AddUserAsync(Alice);
        await shop.IssueAsync(Alice, 7);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shop.IssueAsync(Alice, number));

        Assert.Equal(7, await shop.CountAsync(Alice));
    }

    [Fact]
    public async Task A_manager_of_the_applications_own_derives_from_ours()
    {
        await using Shop shop = await Shop.StartAsync(await databases.CreateAsync(Engine.Sqlite), identity: users => users.AddUserManager<OwnUsers.Derived>());
        await shop.AddUserAsync(Alice);

        Assert.Equal(10, (await shop.IssueAsync(Alice)).Length);
    }

    [Fact]
    public async Task Or_the_host_says_at_start_what_to_derive_from()
    {
        string connection = await databases.CreateAsync(Engine.Sqlite);

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Shop.StartAsync(connection, identity: users => users.AddUserManager<OwnUsers.Stock>()));

        Assert.Contains("must derive from RecoveryUserManager<IdentityUser>", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Or_that_the_line_comes_last()
    {
        string connection = await databases.CreateAsync(Engine.Sqlite);

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Shop.StartAsync(connection, identity: users => users.AddSignInManager()));

        Assert.Contains("call UseAccountRecovery() last", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S12_Without_account_recovery_itself_the_host_does_not_start()
    {
        string connection = await databases.CreateAsync(Engine.Sqlite);

        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Shop.StartAsync(connection, withTheLine: false, identity: users => users.UseAccountRecovery()));

        Assert.Contains("AddAccountRecovery", fault.Message, StringComparison.Ordinal);
    }
}
