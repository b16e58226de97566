using System.Security.Cryptography;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>An application on a real database. Codes have 120 bits, so that no slow hash hides what the store costs.</summary>
internal sealed class Application : IAsyncDisposable
{
    internal const int CodesEach = 32;

    private readonly ServiceProvider _services;

    internal Application(string rootKey, Action<DbContextOptionsBuilder> database, IClock? clock = null, bool confirms = false)
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options =>
        {
            options.RootKeys.Add(new RootKeyOptions { Key = rootKey });
            options.BackupCodeFormat = CodeFormat.RecoveryCode.ToString();
            options.BackupCodeCount = CodesEach;
            options.ConfirmBackupCodes = confirms;
        }).UseEntityFrameworkCore(database);
        if (clock is not null)
        {
            services.AddSingleton(clock);
        }

        _services = services.BuildServiceProvider();
    }

    internal IBackupCodes Codes => _services.GetRequiredService<IBackupCodes>();

    internal IDueWork DueWork => _services.GetRequiredService<IDueWork>();

    internal IRecoveryStore Store => _services.GetRequiredService<IRecoveryStore>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal Task MakeTablesAsync() => _services.MigrateAccountRecoveryAsync();

    /// <summary>Accounts are drawn, so that they lie anywhere in an index.</summary>
    internal static AccountId NewAccount() => new(RandomNumberGenerator.GetHexString(16, lowercase: true));

    internal async Task<string[]> IssueAsync(AccountId account)
    {
        ITickets tickets = _services.GetRequiredService<ITickets>();
        RecoveryTicket password = await tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Caller.Anonymous(flow: null, twoStep: false));
        IssueOutcome outcome = await Codes.GenerateAsync(account, Caller.Anonymous(flow: null, twoStep: false).Having(password));
        CodeSheet sheet = outcome.Match(
            issued => issued.Sheet,
            awaiting => awaiting.Sheet,
            already => throw new InvalidOperationException(already.ToString()),
            refused => throw new InvalidOperationException(refused.ToString()),
            busy => throw new InvalidOperationException(busy.ToString()));
        return [.. sheet.Codes.Select(code => code.Reveal())];
    }

    internal async Task RedeemAsync(AccountId account, string code)
    {
        RedeemOutcome outcome = await Codes.RedeemAsync(account, code, Caller.Anonymous(flow: null, twoStep: false));
        if (outcome is not RedeemOutcome.Redeemed)
        {
            throw new InvalidOperationException($"Not redeemed: {outcome}");
        }
    }
}
