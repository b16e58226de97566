using AccountRecovery.Ports;
using Xunit;

namespace AccountRecovery;

/// <summary>The conformance suite as tests: derive a class from this one, say how your store is opened, and every check is a test of its own.</summary>
/// <remarks>xunit makes an object of the derived class for each check. Put what is set up once into a fixture.</remarks>
public abstract class RecoveryStoreConformanceTests
{
    /// <summary>The checks, one row for each.</summary>
    public static TheoryData<string> Checks =>
        [.. RecoveryStoreConformance.Checks.Select(check => new TheoryDataRow<string>(check) { Label = check })];

    /// <summary>How often races and generated histories are repeated: see <see cref="RecoveryStoreConformance.Effort"/>.</summary>
    protected virtual int Effort => 1;

    /// <summary>Opens the store under test.</summary>
    /// <param name="cancellationToken">Cancelled when the test run stops.</param>
    /// <returns>The store. Called several times in a check, always for the same data, as several processes would open it; the suite disposes nothing.</returns>
    protected abstract ValueTask<IRecoveryStore> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Makes one check.</summary>
    /// <param name="check">Its name.</param>
    /// <returns>Completes when the store has passed.</returns>
    [Theory]
    [MemberData(nameof(Checks))]
    public async Task KeepsTheContract(string check)
    {
        var suite = new RecoveryStoreConformance(OpenAsync) { Effort = Effort };
        await suite.CheckAsync(check, TestContext.Current.CancellationToken).ConfigureAwait(false);
    }
}
