using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using AccountRecovery.Ports;

namespace AccountRecovery;

#pragma warning disable CA2100 // The statements are those of this class.

/// <summary>What docs/writing-a-store.md says of its store and of the suite.</summary>
public sealed class WritingAStoreTests(TemporaryDatabase file) : IClassFixture<TemporaryDatabase>
{
    private static readonly string Docs = Path.GetDirectoryName(Here())!;

    [Fact]
    public void The_page_says_what_each_check_means()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Docs, "..", "..", "..", "docs", "writing-a-store.md"));

        Assert.All(RecoveryStoreConformance.Checks, check => Assert.Single(lines, line => line.StartsWith($"| {check} | ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_complete_store_has_under_100_lines() => Assert.InRange(File.ReadAllLines(Path.Combine(Docs, "SqlRecoveryStore.cs")).Length, 1, 99);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_suite_runs_without_a_framework()
    {
        DbDataSource database = file.Database;

        var suite = new RecoveryStoreConformance(cancellationToken => new ValueTask<IRecoveryStore>(new SqlRecoveryStore(database)));
        IReadOnlyList<StoreCheckResult> results = await suite.CheckAllAsync();

        foreach (StoreCheckResult failed in results.Where(result => !result.Passed))
        {
            Console.WriteLine(failed.Failure?.Message);
        }

        Assert.All(results, result => Assert.True(result.Passed));
        Assert.Equal(0L, await ScalarAsync("select count(*) from recovery_records"));
    }

    [Theory]
    [InlineData("select revision from recovery_records where account = x'00'", "(account=?)")]
    [InlineData("select due, account from recovery_records where due <= 9 and (due, account) > (1, x'00') order by due, account limit 9", "recovery_records_due ((due,account)>(?,?) AND due<?)")]
    public async Task A_read_and_a_listing_look_at_no_more_than_they_give(string sql, string search)
    {
        await using DbConnection connection = await file.Database.OpenConnectionAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = $"explain query plan {sql}";
        await using DbDataReader plan = await command.ExecuteReaderAsync();
        List<string> steps = [];
        while (await plan.ReadAsync())
        {
            steps.Add(plan.GetString(3));
        }

        Assert.Contains(search, Assert.Single(steps), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_SQLite_acknowledges_is_on_the_disk() =>
        Assert.Equal(2, Convert.ToInt32(await ScalarAsync("pragma synchronous"), CultureInfo.InvariantCulture));

    private async Task<object?> ScalarAsync(string sql)
    {
        await using DbConnection connection = await file.Database.OpenConnectionAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
