using AccountRecovery.Ports;
using Xunit;

namespace AccountRecovery;

/// <summary>
/// The conformance suite as xunit tests. Derive a class from this class and implement <see cref="OpenAsync"/>
/// to open your store. Every check is then a separate test.
/// </summary>
/// <remarks>xunit creates an object of the derived class for each check. Use a fixture for setup that is needed only once.</remarks>
public abstract class RecoveryStoreConformanceTests
{
    /// <summary>The names of the checks, one row for each check.</summary>
    public static TheoryData<string> Checks =>
        [.. RecoveryStoreConformance.Checks.Select(check => new TheoryDataRow<string>(check) { Label = check })];

    /// <summary>The factor by which the repetitions of races and generated histories are multiplied: see <see cref="RecoveryStoreConformance.Effort"/>.</summary>
    protected virtual int Effort => 1;

    /// <summary>Opens the store under test.</summary>
    /// <param name="cancellationToken">Cancelled when the test run stops.</param>
    /// <returns>
    /// The store. Each check calls the method several times, always for the same data, as if several processes opened the store. The suite disposes nothing.
    /// </returns>
    protected abstract ValueTask<IRecoveryStore> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Runs one check.</summary>
    /// <param name="check">The name of the check.</param>
    /// <returns>A task that completes when the store has passed the check.</returns>
    [Theory]
    [MemberData(nameof(Checks))]
    public async Task KeepsTheContract(string check)
    {
        var suite = new RecoveryStoreConformance(OpenAsync) { Effort = Effort };
        await suite.CheckAsync(check, TestContext.Current.CancellationToken).ConfigureAwait(false);
    }
}
