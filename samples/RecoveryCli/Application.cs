using System.CommandLine;
using AccountRecovery;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using RecoveryCli.Commands;

namespace RecoveryCli;

/// <summary>The host that the library lives in, for one call: its database, its root keys, its clock, and what it vouches for.</summary>
/// <remarks>It has no event sink, so no events are kept.</remarks>
internal sealed class Application : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private const string Session = "command line";

    private readonly Caller _caller;
    private readonly string? _idempotencyKey;

    private Application(ServiceProvider services, RootKeys keys, string? idempotencyKey, IClock clock, string outbox)
    {
        _services = services;
        Keys = keys;
        _idempotencyKey = idempotencyKey;
        _caller = CallerWith(twoStep: false);
        Clock = clock;
        Outbox = outbox;
    }

    internal RootKeys Keys { get; }

    internal IClock Clock { get; }

    /// <summary>The folder that messages go to.</summary>
    internal string Outbox { get; }

    internal RecoveryPolicy Policy => _services.GetRequiredService<RecoveryPolicy>();

    internal IBackupCodes BackupCodes => _services.GetRequiredService<IBackupCodes>();

    internal IRecoveryCodes RecoveryCodes => _services.GetRequiredService<IRecoveryCodes>();

    internal IRecoveryKeys RecoveryKeys => _services.GetRequiredService<IRecoveryKeys>();

    internal ISecurityInfo SecurityInfo => _services.GetRequiredService<ISecurityInfo>();

    internal ISecurityCodes SecurityCodes => _services.GetRequiredService<ISecurityCodes>();

    internal IAccountAccess Access => _services.GetRequiredService<IAccountAccess>();

    internal ISignInPrompt Prompt => _services.GetRequiredService<ISignInPrompt>();

    internal IAccountRecovery Recovery => _services.GetRequiredService<IAccountRecovery>();

    internal IRecoveryData Data => _services.GetRequiredService<IRecoveryData>();

    internal IDueWork DueWork => _services.GetRequiredService<IDueWork>();

    internal IRecoveryOperations Operations => _services.GetRequiredService<IRecoveryOperations>();

    internal Caller Caller => _caller;

    /// <summary>The same person, where the command line says whether the account has two-step verification on.</summary>
    internal Caller CallerWith(bool twoStep) => Caller.SignedIn(Session, twoStep) with { Device = nameof(RecoveryCli), IdempotencyKey = _idempotencyKey };

    /// <summary>The same person with a ticket, where there is one.</summary>
    internal Caller CallerHaving(RecoveryTicket? ticket) => ticket is null ? _caller : _caller.Having(ticket);

    /// <param name="given">The command line.</param>
    /// <param name="configure">What the command sets besides.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static async Task<Application> OpenAsync(ParseResult given, Action<AccountRecoveryOptions> configure, CancellationToken cancellationToken)
    {
        string database = given.GetRequiredValue(SharedOptions.Database);
        RootKeys keys = RootKeys.Load(given.GetValue(SharedOptions.KeyFile), database);
        if (keys.IsNew)
        {
            await Console.Error.WriteLineAsync($"Made a root key in {keys.Source}. Keep it, apart from the database: without it no record opens.");
        }

        var services = new ServiceCollection();
        services.AddLogging(log => log.AddProvider(new ErrorLog()).AddFilter("Microsoft", LogLevel.None).SetMinimumLevel(LogLevel.Warning));
        IClock clock = given.GetValue(SharedOptions.Now) is { } now ? new FixedClock(now) : SystemClock.Instance;
        services.AddSingleton(clock);
        AccountRecoveryBuilder builder = services
            .AddAccountRecovery(options =>
            {
                options.Site = nameof(RecoveryCli);
                foreach (RootKey key in keys.All)
                {
                    options.RootKeys.Add(new RootKeyOptions { Key = key.Reveal(), Use = key == keys.Active ? RootKeyUse.Active : RootKeyUse.OpenOnly });
                }

                configure(options);
            })
            .UseEntityFrameworkCore(db => db.UseSqlite(new SqliteConnectionStringBuilder { DataSource = database }.ConnectionString));
        string outbox = given.GetValue(SharedOptions.Outbox) ?? Path.Combine(Path.GetDirectoryName(database)!, "outbox");
        var sender = new PickupSender(outbox, clock);
        foreach (ContactChannel channel in Enum.GetValues<ContactChannel>())
        {
            builder.UseSender(channel, sender);
        }

        var application = new Application(services.BuildServiceProvider(), keys, given.GetValue(SharedOptions.IdempotencyKey), clock, outbox);
        await application._services.MigrateAccountRecoveryAsync(cancellationToken);
        return application;
    }

    /// <summary>The host vouches for the person: a real one has just checked the password.</summary>
    internal ValueTask<RecoveryTicket> VouchAsync(AccountId account, ProofPurpose purpose, CancellationToken cancellationToken) => VouchAsync(account, HostProof.HostPassword, purpose, cancellationToken);

    /// <summary>The host vouches for something else than the password, as the command line says.</summary>
    internal ValueTask<RecoveryTicket> VouchAsync(AccountId account, HostProof proof, ProofPurpose purpose, CancellationToken cancellationToken) =>
        _services.GetRequiredService<ITickets>().VouchAsync(account, proof, purpose, _caller, cancellationToken);

    /// <summary>What the host vouches for where recovery is changed: the password, and with <see cref="SharedOptions.TrustedDevice"/> the device too.</summary>
    internal async Task<IReadOnlyList<RecoveryTicket>> VouchForChangeAsync(AccountId account, ParseResult given, CancellationToken cancellationToken)
    {
        const ProofPurpose Change = ProofPurpose.ChangeSecuritySettings;
        RecoveryTicket password = await VouchAsync(account, Change, cancellationToken);
        return given.GetValue(SharedOptions.TrustedDevice)
            ? [password, await VouchAsync(account, HostProof.TrustedDevice, Change, cancellationToken)]
            : [password];
    }

    /// <summary>All that a change of recovery is asked for with: the grant alone; or what the host vouches for, and what 'verify' printed where that was given.</summary>
    /// <returns>Null where it cannot be one.</returns>
    internal async Task<IReadOnlyList<RecoveryTicket>?> ReadProofsAsync(AccountId account, ParseResult given, CancellationToken cancellationToken)
    {
        if (given.GetValue(SharedOptions.Grant) is { } grant)
        {
            return await TypedCodes.ReadTicketAsync(grant, cancellationToken) is { } ticket ? [ticket] : null;
        }

        IReadOnlyList<RecoveryTicket> vouched = await VouchForChangeAsync(account, given, cancellationToken);
        if (given.GetValue(SharedOptions.Proof) is not { } proof)
        {
            return vouched;
        }

        return await TypedCodes.ReadTicketAsync(proof, cancellationToken) is { } shown ? [.. vouched, shown] : null;
    }

    // Messages leave after the commit, and after this there is nobody to bring them; what a crash leaves behind, 'run-due' picks up.
    public async ValueTask DisposeAsync()
    {
        await DueWork.DrainAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
