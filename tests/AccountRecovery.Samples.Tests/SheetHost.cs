using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery.Samples;

/// <summary>The smallest host that issues a set.</summary>
internal sealed class SheetHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    internal SheetHost()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() })).UseInMemoryStore();
        _services = services.BuildServiceProvider();
    }

    internal async Task<CodeSheet> IssueAsync()
    {
        var account = new AccountId("alice");
        var caller = Caller.SignedIn("session", twoStep: false);
        RecoveryTicket password = await _services.GetRequiredService<ITickets>().VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, caller);
        return Assert.IsType<IssueOutcome.Issued>(await _services.GetRequiredService<IBackupCodes>().GenerateAsync(account, caller.Having(password))).Sheet;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
