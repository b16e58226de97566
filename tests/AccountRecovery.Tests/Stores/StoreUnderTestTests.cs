namespace AccountRecovery;

/// <summary>That a run on a database is one.</summary>
public sealed class StoreUnderTestTests
{
    [Fact]
    public async Task The_store_that_was_asked_for_is_what_applications_write_to()
    {
        await using var host = new TestHost();

        await host.IssueAsync();

        string expected = StoreUnderTest.Name switch
        {
            null => nameof(InMemoryRecoveryStore),
            "Sqlite" => "EntityFrameworkStore",
            _ => "PostgreSqlStore",
        };
        Assert.Equal(expected, host.Store.GetType().Name);
        Assert.NotNull(await host.OpenAsync());
    }

    /// <summary>What one test leaves behind, the next must not find.</summary>
    [Fact]
    public async Task Every_application_begins_with_an_empty_store()
    {
        for (int n = 0; n < 3; n++)
        {
            await using var host = new TestHost();
            Assert.Null(await host.OpenAsync());
            await host.IssueAsync();
        }
    }
}
