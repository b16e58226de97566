using System.Diagnostics;
using System.Security.Cryptography;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace AccountRecovery;

/// <summary>A database with so many accounts, some of them real: those that redeem, and those whose new set runs out unconfirmed.</summary>
internal sealed class Sized : IAsyncDisposable
{
    private const int CodesTaken = 4;

    private readonly string _rootKey = RootKey.Generate().Reveal();
    private readonly ManualClock _clock = new(SystemClock.Instance.GetCurrentInstant());
    private readonly PlanSpy _spy = new();
    private readonly Queue<(AccountId Account, string Code)> _codes = [];
    private readonly List<double> _redemptions = [];
    private readonly List<double> _sweeps = [];
    private readonly Application _application;
    private readonly Application _confirming;
    private Instant _made;

    private Sized(int accounts, Action<DbContextOptionsBuilder> use)
    {
        Accounts = accounts;
        _application = new Application(_rootKey, options => { use(options); options.AddInterceptors(_spy); }, _clock);
        _confirming = new Application(_rootKey, use, _clock, confirms: true);
    }

    internal int Accounts { get; }

    internal double BytesEach { get; private set; }

    internal int SealedBytes { get; private set; }

    internal string Plan => _spy.Plan ?? "(not asked)";

    internal double Sweep => Median(_sweeps);

    internal static async Task<Sized> CreateAsync(int accounts, int codes, int sweeps, int dueEach, Action<DbContextOptionsBuilder> use, Func<int, StoredRecord, Task<long>> fill)
    {
        var sized = new Sized(accounts, use);
        await sized._application.MakeTablesAsync();
        await sized.PopulateAsync(codes, sweeps, dueEach, fill);
        return sized;
    }

    internal double Redemption(int warmup) => Median(_redemptions.Skip(warmup));

    internal async Task RedeemAsync()
    {
        (AccountId account, string code) = _codes.Dequeue();
        long began = Stopwatch.GetTimestamp();
        await _application.RedeemAsync(account, code);
        _redemptions.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>One sweep with so many accounts due: their pending sets have just run out.</summary>
    internal async Task SweepAsync(int due)
    {
        // They were made in groups, a second apart.
        _clock.Set(_made + RecoveryPolicy.DefaultPendingLifetime + Duration.FromSeconds(_sweeps.Count));
        long began = Stopwatch.GetTimestamp();
        DueWorkReport report = await _application.DueWork.RunAsync(int.MaxValue);
        _sweeps.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        if (!report.ClockSuspect && (report.Examined, report.Changed) != (due, due))
        {
            throw new InvalidOperationException($"Not {due} accounts: {report}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await _confirming.DisposeAsync();
    }

    private async Task PopulateAsync(int codes, int sweeps, int dueEach, Func<int, StoredRecord, Task<long>> fill)
    {
        var drawn = new List<(AccountId, string)>();
        AccountId account = default;
        while (drawn.Count < codes)
        {
            account = Application.NewAccount();
            drawn.AddRange((await _application.IssueAsync(account)).Take(CodesTaken).Select(code => (account, code)));
        }

        RandomNumberGenerator.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(drawn));
        drawn.ForEach(_codes.Enqueue);
        StoredRecord like = (await _application.Store.ReadAsync(account, CancellationToken.None))!;
        SealedBytes = like.Sealed.Length;
        _made = _clock.GetCurrentInstant();
        for (int i = 0; i < sweeps * dueEach; i++)
        {
            _clock.Set(_made + Duration.FromSeconds(i / dueEach));
            await _confirming.IssueAsync(Application.NewAccount());
        }

        BytesEach = (double)await fill(Accounts - (sweeps * dueEach) - (codes / CodesTaken), like) / Accounts;
    }

    private static double Median(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return sorted[sorted.Length / 2];
    }
}
