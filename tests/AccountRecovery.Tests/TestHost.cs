using System.Globalization;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace AccountRecovery;

/// <summary>An application with the library in it: manual clock, fast hasher, the store under test unless given another.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    internal static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);
    internal static readonly AccountId Alice = new("alice");
    internal static readonly Caller Owner = new() { Session = "session-1", CorrelationId = "corr-1", Source = "203.0.113.7", Device = "Firefox on Linux" };
    internal static readonly Caller Stranger = new() { CorrelationId = "corr-2", Source = "198.51.100.23" };

    private readonly string? _database;

    internal TestHost(
        Action<AccountRecoveryOptions>? configure = null,
        IRecoveryStore? store = null,
        bool listens = false,
        RootKey? rootKey = null,
        Action<IServiceCollection>? services = null,
        bool sends = false)
    {
        RootKey = rootKey ?? RootKey.Generate();
        var collection = new ServiceCollection();
        AccountRecoveryBuilder builder = collection.AddAccountRecovery(options =>
        {
            options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Reveal() });
            options.HashingLanes = 2;
            options.Site = sends ? "Shop" : null;
            configure?.Invoke(options);
        });
        if (store is null)
        {
            _database = StoreUnderTest.Choose(builder);
        }
        else
        {
            builder.UseInMemoryStore();
            collection.Replace(ServiceDescriptor.Singleton(store));
        }

        collection.AddSingleton<IClock>(Clock);
        collection.AddSingleton<ICodeHasher>(Hasher);
        if (listens)
        {
            collection.AddSingleton<IRecoveryEventSink>(Sink);
        }

        foreach (ContactChannel channel in sends ? Enum.GetValues<ContactChannel>() : [])
        {
            builder.UseSender(channel, Mail);
        }

        services?.Invoke(collection);
        Provider = collection.BuildServiceProvider();
    }

    internal RootKey RootKey { get; }

    internal ManualClock Clock { get; } = new(Start);

    internal FastCodeHasher Hasher { get; } = new();

    internal RecordingEventSink Sink { get; } = new();

    internal RecordingSender Mail { get; } = new();

    internal ServiceProvider Provider { get; }

    internal IBackupCodes Codes => Provider.GetRequiredService<IBackupCodes>();

    internal IRecoveryCodes RecoveryCodes => Provider.GetRequiredService<IRecoveryCodes>();

    internal IRecoveryKeys RecoveryKeys => Provider.GetRequiredService<IRecoveryKeys>();

    internal IAccountAccess Access => Provider.GetRequiredService<IAccountAccess>();

    internal ISignInPrompt Prompt => Provider.GetRequiredService<ISignInPrompt>();

    internal IAccountRecovery Recovery => Provider.GetRequiredService<IAccountRecovery>();

    internal ISecurityInfo SecurityInfo => Provider.GetRequiredService<ISecurityInfo>();

    internal ISecurityCodes SecurityCodes => Provider.GetRequiredService<ISecurityCodes>();

    internal ITickets Tickets => Provider.GetRequiredService<ITickets>();

    internal IDueWork DueWork => Provider.GetRequiredService<IDueWork>();

    internal IRecoveryOperations Operations => Provider.GetRequiredService<IRecoveryOperations>();

    internal IRecoveryData Data => Provider.GetRequiredService<IRecoveryData>();

    internal IRecoveryStore Store => Provider.GetRequiredService<IRecoveryStore>();

    internal RecoveryPolicy Policy => Provider.GetRequiredService<RecoveryPolicy>();

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        await StoreUnderTest.ReturnAsync(_database);
    }

    /// <summary>A ticket for what the host vouches for; the owner's session and the password unless said otherwise.</summary>
    internal ValueTask<RecoveryTicket> VouchAsync(
        ProofPurpose purpose, HostProof proof = HostProof.HostPassword, AccountId? account = null, Caller? caller = null) =>
        Tickets.VouchAsync(account ?? Alice, proof, purpose, caller ?? Owner);

    internal async Task<IssueOutcome> GenerateAsync(AccountId? account = null, Caller? caller = null)
    {
        RecoveryTicket password = await VouchAsync(ProofPurpose.ChangeSecuritySettings, account: account, caller: caller);
        return await Codes.GenerateAsync(account ?? Alice, (caller ?? Owner).Having(password));
    }

    /// <summary>Issues a set and returns its codes as they are shown.</summary>
    internal async Task<string[]> IssueAsync(AccountId? account = null, Caller? caller = null) =>
        await GenerateAsync(account, caller) switch
        {
            IssueOutcome.Issued issued => [.. issued.Sheet.Codes.Select(code => code.Reveal())],
            IssueOutcome.AwaitingConfirmation awaiting => [.. awaiting.Sheet.Codes.Select(code => code.Reveal())],
            IssueOutcome other => throw new InvalidOperationException($"No codes: {other}"),
        };

    /// <summary>Makes a recovery code, or a new one with the old, and returns it as it is shown.</summary>
    internal async Task<string> MakeRecoveryCodeAsync(string? current = null, AccountId? account = null)
    {
        RecoveryTicket password = await VouchAsync(ProofPurpose.ChangeSecuritySettings, account: account);
        IssueOutcome outcome = await RecoveryCodes.GenerateAsync(account ?? Alice, Owner.Having(password), current);
        return Assert.IsType<IssueOutcome.Issued>(outcome).Sheet.Codes[0].Reveal();
    }

    /// <summary>Makes a recovery key and leaves it pending.</summary>
    internal async Task<string> BeginKeyAsync(string recoveryCode)
    {
        RecoveryTicket password = await VouchAsync(ProofPurpose.ChangeSecuritySettings);
        BeginKeyOutcome outcome = await RecoveryKeys.BeginAsync(Alice, acknowledged: true, Owner.Having(password), recoveryCode);
        return Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(outcome).Sheet.Codes[0].Reveal();
    }

    /// <summary>Makes a recovery key and types it back.</summary>
    internal async Task<string> EnableKeyAsync(string recoveryCode)
    {
        string key = await BeginKeyAsync(recoveryCode);
        Assert.IsType<ConfirmOutcome.Confirmed>(await RecoveryKeys.ConfirmAsync(Alice, key, Owner));
        return key;
    }

    /// <summary>A code of the same format that is not this one, with a check symbol that is right.</summary>
    internal static string OtherThan(string code, CodeFormat format)
    {
        string other;
        do
        {
            other = new PlainCode(format, CodeGenerator.Draw(format)).Reveal();
        }
        while (other == code);

        return other;
    }

    /// <summary>A stranger's attempt, or, with an attestation, the owner's.</summary>
    internal Task<RedeemOutcome> RedeemAsync(string? typed, RecoveryTicket? attestation = null, AccountId? account = null, Caller? caller = null) =>
        Codes.RedeemAsync(account ?? Alice, typed, (caller ?? (attestation is null ? Stranger : Owner)).HavingAny(attestation)).AsTask();

    /// <summary>Well-formed codes of 8 digits that are not in a set.</summary>
    internal static IEnumerable<string> WrongCodes(IEnumerable<string> set)
    {
        var right = set.Select(code => code.Replace(" ", string.Empty, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, 100_000_000).Select(n => n.ToString("D8", CultureInfo.InvariantCulture)).Where(code => !right.Contains(code));
    }

    /// <summary>The account's record as it is stored, opened; null when there is none.</summary>
    internal async Task<AccountRecord?> OpenAsync(AccountId? account = null)
    {
        StoredRecord? stored = await Store.ReadAsync(account ?? Alice, CancellationToken.None);
        return stored is null ? null : Provider.GetRequiredService<RecordSealer>().Open(account ?? Alice, stored.Sealed.Span);
    }

    /// <summary>Writes a record past all rules, to begin a test in a state that takes long to reach.</summary>
    internal async Task PutAsync(AccountRecord record, AccountId? account = null)
    {
        StoredRecord? stored = await Store.ReadAsync(account ?? Alice, CancellationToken.None);
        byte[] bytes = Provider.GetRequiredService<RecordSealer>().Seal(account ?? Alice, record);
        var next = new StoredRecord(new Revision(stored?.Revision.Value + 1 ?? 1), record.Due, bytes);
        Assert.True(await Store.TryWriteAsync(account ?? Alice, stored?.Revision, next, CancellationToken.None));
    }

    /// <summary>Waits until every event and message that was committed has been taken or refused.</summary>
    internal Task DrainAsync() => DueWork.DrainAsync().AsTask();
}
