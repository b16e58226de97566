using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>An application with the library and a database: manual clock and fast hasher. Several of them on one database are what several processes are.</summary>
internal sealed class Application : IAsyncDisposable
{
    internal static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);
    internal static readonly Caller Owner = new() { Session = "session-1", CorrelationId = "corr-1", Source = "203.0.113.7", Device = "Firefox on Linux" };
    internal static readonly Caller Stranger = new() { CorrelationId = "corr-2", Source = "198.51.100.23" };

    internal Application(
        RealDatabase database,
        Action<AccountRecoveryBuilder>? build = null,
        Action<AccountRecoveryOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        params IInterceptor[] interceptors)
        : this(builder => (build ?? (_ => { })).Invoke(builder.UseEntityFrameworkCore(options => database.Use(options, interceptors))), configure, services)
    {
    }

    internal Application(Action<AccountRecoveryBuilder> build, Action<AccountRecoveryOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<IClock>(Clock);
        AccountRecoveryBuilder builder = collection.AddAccountRecovery(options =>
        {
            options.HashingLanes = 2;
            configure?.Invoke(options);
            if (options.RootKeys.Count == 0)
            {
                options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
            }
        });
        builder.UseCodeHasher<FastCodeHasher>();
        build(builder);
        services?.Invoke(collection);
        Provider = collection.BuildServiceProvider();
    }

    internal ManualClock Clock { get; } = new(Start);

    internal ServiceProvider Provider { get; }

    internal IBackupCodes Codes => Provider.GetRequiredService<IBackupCodes>();

    internal ITickets Tickets => Provider.GetRequiredService<ITickets>();

    internal IRecoveryOperations Operations => Provider.GetRequiredService<IRecoveryOperations>();

    internal IRecoveryStore Store => Provider.GetRequiredService<IRecoveryStore>();

    internal IRecoveryAudit Audit => Provider.GetRequiredService<IRecoveryAudit>();

    internal ISendPolicy Sends => Provider.GetRequiredService<ISendPolicy>();

    internal RecoveryDatabase Database => Provider.GetRequiredService<RecoveryDatabase>();

    public ValueTask DisposeAsync() => Provider.DisposeAsync();

    /// <summary>Waits until every event that was committed has been handed to the sinks or refused by one.</summary>
    internal Task DrainAsync() => Provider.GetRequiredService<EventDelivery>().DrainAsync();

    /// <summary>Sweeps. The first one after the clock was moved only says that it has been, since the machine's steady clock has not.</summary>
    internal async Task SweepAsync(int maxAccounts = 1000)
    {
        IDueWork due = Provider.GetRequiredService<IDueWork>();
        DueWorkReport report = await due.RunAsync(maxAccounts);
        Assert.False(report.ClockSuspect && (await due.RunAsync(maxAccounts)).ClockSuspect);
    }

    internal async Task<IReadOnlyList<T>> RowsAsync<T>()
        where T : class => await Database.RunAsync((db, _) => db.Set<T>().AsNoTracking().ToListAsync(), CancellationToken.None);

    internal async Task<IssueOutcome> GenerateAsync(AccountId account)
    {
        RecoveryTicket password = await Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Owner);
        return await Codes.GenerateAsync(account, Owner.Having(password));
    }

    /// <summary>Issues a set and returns its codes as they are shown.</summary>
    internal async Task<string[]> IssueAsync(AccountId account) => await GenerateAsync(account) switch
    {
        IssueOutcome.Issued issued => [.. issued.Sheet.Codes.Select(code => code.Reveal())],
        IssueOutcome.AwaitingConfirmation awaiting => [.. awaiting.Sheet.Codes.Select(code => code.Reveal())],
        IssueOutcome other => throw new InvalidOperationException($"No codes: {other}"),
    };

    /// <summary>A stranger's attempt.</summary>
    internal Task<RedeemOutcome> RedeemAsync(AccountId account, string? typed, Caller? caller = null) =>
        Codes.RedeemAsync(account, typed, caller ?? Stranger).AsTask();
}
