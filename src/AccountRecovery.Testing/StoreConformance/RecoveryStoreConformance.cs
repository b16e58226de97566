using System.Globalization;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Checks whether a store keeps the contract of <see cref="IRecoveryStore"/>. Every store must pass every check.</summary>
/// <remarks>
/// <para>The store may contain other accounts. The checks use their own accounts with random names, and delete them at the end.</para>
/// <para>No check can find out whether a write is durable on return, because only a crash shows this. Verify it in the configuration of the database.</para>
/// </remarks>
public sealed class RecoveryStoreConformance
{
    private readonly Func<CancellationToken, ValueTask<IRecoveryStore>> _open;

    /// <summary>Creates a suite for one store.</summary>
    /// <param name="open">
    /// Opens the store. Each check calls it several times, always for the same data, as if several processes opened the store. It may return the same object
    /// each time if only one object can exist, for example for a store in memory. The suite disposes nothing.
    /// </param>
    public RecoveryStoreConformance(Func<CancellationToken, ValueTask<IRecoveryStore>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        _open = open;
    }

    /// <summary>The names of all checks. Each name is a sentence that is true for a store that keeps the contract.</summary>
    public static IReadOnlyList<string> Checks { get; } = [.. StoreChecks.All.Select(check => check.Name)];

    /// <summary>The factor by which the repetitions of races and generated histories are multiplied: 1 (the default) to 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 or more than 100.</exception>
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

    /// <summary>The seed of the first generated history; null for a random seed.</summary>
    internal ulong? Seed { get; init; } = SeedFromEnvironment();

    /// <summary>The longest time to wait for a result that may come with a delay.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Runs one check.</summary>
    /// <param name="check">One of <see cref="Checks"/>.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>A task that completes when the store has passed the check.</returns>
    /// <exception cref="ArgumentException">No check has this name.</exception>
    /// <exception cref="StoreConformanceException">The store does not keep this part of the contract, or threw an unexpected exception.</exception>
    public ValueTask CheckAsync(string check, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(check);
        StoreCheck found = StoreChecks.All.FirstOrDefault(known => known.Name == check)
            ?? throw new ArgumentException($"There is no check \"{check}\".", nameof(check));
        return RunAsync(found, cancellationToken);
    }

    /// <summary>Runs all checks, one after the other. The run continues after a failure.</summary>
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

    // If the variable contains a pair of numbers, it is the seed of another generator, and this suite ignores it.
    private static ulong? SeedFromEnvironment() =>
        ulong.TryParse(Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : null;
}
