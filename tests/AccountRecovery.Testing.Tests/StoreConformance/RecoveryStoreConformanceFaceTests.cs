using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The face that xunit sees: a row for each check, and a failing check is a failing test.</summary>
public sealed class RecoveryStoreConformanceFaceTests
{
    [Fact]
    public void Each_check_is_a_test_of_its_own_under_its_own_name()
    {
        TheoryDataRow<string>[] rows = [.. RecoveryStoreConformanceTests.Checks];

        Assert.Equal(RecoveryStoreConformance.Checks, rows.Select(row => row.Data));
        Assert.Equal(RecoveryStoreConformance.Checks, rows.Select(row => row.Label));
        Assert.Equal(rows.Length, RecoveryStoreConformance.Checks.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_check_that_fails_fails_the_test()
    {
        var derived = new OverABrokenStore();

        await derived.KeepsTheContract("An insert is refused where there is a record");
        await Assert.ThrowsAsync<StoreConformanceException>(() => derived.KeepsTheContract("A delete is refused unless its revision stands"));
    }

    [SuppressMessage("Usage", "xUnit1000", Justification = "Its tests must fail; it is run by hand.")]
    private sealed class OverABrokenStore : RecoveryStoreConformanceTests
    {
        private readonly BrokenGuards.DeletesWhateverStands _store = new();

        protected override ValueTask<IRecoveryStore> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IRecoveryStore>(_store);
    }
}
