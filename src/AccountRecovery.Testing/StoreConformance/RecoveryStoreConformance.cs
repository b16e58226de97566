using System.Globalization;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Finds out whether a store keeps the contract of <see cref="IRecoveryStore"/>. Every store must pass every check.</summary>
/// <remarks>
/// <para>Works on a store that holds other accounts: the checks use accounts of their own with random names, and delete them at the end.</para>
/// <para>What only a crash shows, that a write is durable on return, no check can tell: look at it where you configure the database.</para>
/// </remarks>
public sealed class RecoveryStoreConformance
{
    private readonly Func<CancellationToken, ValueTask<IRecoveryStore>> _open;

    /// <summary>A suite for one store.</summary>
    /// <param name="open">
    /// Opens the store. Called several times in a check, always for the same data, as several processes would open it; may give the same object each time
    /// where there is only one, such as in memory. Nothing is disposed here.
    /// </param>
    public RecoveryStoreConformance(Func<CancellationToken, ValueTask<IRecoveryStore>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
    }

    /// <summary>The names of all checks, sentences that hold for a store that keeps the contract.</summary>
    public static IReadOnlyList<string> Checks { get; } = [.. StoreChecks.All.Select(check => check.Name)];

    /// <summary>How often races and generated histories are repeated, as a multiple of what a check does by itself: 1 (the default) to 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than 100.</exception>
    public int Effort
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            field = value;
        }
    } = 1;

    /// <summary>The seed of the first generated history; a random one when null.</summary>
    internal ulong? Seed { get; init; } = SeedFromEnvironment();

    /// <summary>How long to wait for what must happen in the end before giving up.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Makes one check.</summary>
    /// <param name="check">One of <see cref="Checks"/>.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>Completes when the store has passed.</returns>
    /// <exception cref="ArgumentException">There is no such check.</exception>
    /// <exception cref="StoreConformanceException">The store does not keep this part of the contract, or threw where it must not.</exception>
    public ValueTask CheckAsync(string check, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(check);
        StoreCheck found = StoreChecks.All.FirstOrDefault(known => known.Name == check)
            ?? throw new ArgumentException($"There is no check \"{check}\".", nameof(check));
        return RunAsync(found, cancellationToken);
    }

    /// <summary>Makes every check, one after the other, and goes on when one fails.</summary>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <returns>One result for each check, in the order of <see cref="Checks"/>.</returns>
    public async ValueTask<IReadOnlyList<StoreCheckResult>> CheckAllAsync(CancellationToken cancellationToken = default)
    {
        List<StoreCheckResult> results = [];
        foreach (StoreCheck check in StoreChecks.All)
        {
            StoreConformanceException? failure = null;
            try
            {
                await RunAsync(check, cancellationToken).ConfigureAwait(false);
            }
            catch (StoreConformanceException broken)
            {
                failure = broken;
            }

            results.Add(new StoreCheckResult(check.Name, failure));
        }

        return results;
    }

    private async ValueTask RunAsync(StoreCheck check, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreTrial? trial = null;
        try
        {
            trial = await StoreTrial.OpenAsync(check, _open, Effort, Seed, Patience, cancellationToken).ConfigureAwait(false);
            await check.RunAsync(trial).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not StoreConformanceException && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreConformanceException(check.Name, check.Tell("no exception", $"{fault.GetType().Name}: {fault.Message}"), fault);
        }
        finally
        {
            if (trial is not null)
            {
                await trial.CleanUpAsync().ConfigureAwait(false);
            }
        }
    }

    // A pair of numbers there is for another generator.
    private static ulong? SeedFromEnvironment() =>
        ulong.TryParse(Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : null;
}
