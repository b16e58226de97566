using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>An application with the library, its default Argon2id and the in-memory store, and one account that begins every call in the same state.</summary>
internal sealed class Scene : IDisposable
{
    internal static readonly AccountId Alice = new("alice");
    internal static readonly Caller Stranger = new() { Source = "198.51.100.23" };
    internal static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);

    private readonly ServiceProvider _provider;
    private readonly IRecoveryStore _store;
    private StoredRecord? _atFirst;

    internal Scene(CodeFormat format)
    {
        Format = format;
        var services = new ServiceCollection();
        services.AddSingleton<IClock>(new ManualClock(Now));
        services.AddAccountRecovery(options =>
        {
            options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
            options.BackupCodeFormat = format.ToString();
        }).UseInMemoryStore();
        _provider = services.BuildServiceProvider();
        _store = Get<IRecoveryStore>();
    }

    internal CodeFormat Format { get; }

    internal string[] Codes { get; private set; } = [];

    internal RecoveryPolicy Policy => Get<RecoveryPolicy>();

    /// <summary>Gives the account so many live codes.</summary>
    internal void Import(int codes) => ImportAsync(codes).GetAwaiter().GetResult();

    internal T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    private async Task ImportAsync(int codes)
    {
        Codes = [.. CodeGenerator.DrawSet(Format, codes).Select(code => code.Reveal())];
        ImportOutcome outcome = await Get<IBackupCodes>().ImportAsync(Alice, Codes, Format, Stranger);
        _atFirst = outcome is ImportOutcome.Imported ? await _store.ReadAsync(Alice, CancellationToken.None) : throw new InvalidOperationException($"{outcome}");
    }

    /// <summary>A well-formed code that the account does not have.</summary>
    internal string WrongCode()
    {
        string code;
        do
        {
            code = new PlainCode(Format, CodeGenerator.Draw(Format)).Reveal();
        }
        while (Codes.Contains(code));
        return code;
    }

    internal AccountRecord Record() => Get<RecordSealer>().Open(Alice, _atFirst!.Sealed.Span);

    internal ValueTask<RedeemOutcome> RedeemAsync(string typed) => Get<IBackupCodes>().RedeemAsync(Alice, typed, Stranger);

    /// <summary>Puts the account back as it was; costs a dictionary's look-up and is part of what is measured.</summary>
    internal async ValueTask PutBackAsync()
    {
        StoredRecord? now = await _store.ReadAsync(Alice, CancellationToken.None);
        if (now!.Revision != _atFirst!.Revision && !await _store.TryWriteAsync(Alice, now.Revision, _atFirst, CancellationToken.None))
        {
            throw new InvalidOperationException("Somebody else wrote.");
        }
    }

    public void Dispose() => _provider.Dispose();
}
