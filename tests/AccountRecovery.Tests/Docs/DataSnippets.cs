using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>The code blocks about what is kept, erased and restored.</summary>
public sealed class DataSnippets
{
    [Fact]
    public async Task The_blocks_of_backup_and_restore_do_what_it_says()
    {
        string rootKey = RootKey.Generate().Reveal();
        var services = new ServiceCollection();
        AccountRecoveryBuilder builder =
            services.AddAccountRecovery(o =>
                {
                    o.RootKeys.Add(new RootKeyOptions { Key = rootKey });
                    o.RestoredAt = "2026-11-22T10:00:00Z";
                })
            .UseInMemoryStore();
        services.AddSingleton<NodaTime.IClock>(new ManualClock(NodaTime.Instant.FromUtc(2026, 11, 22, 10, 11)));
        Assert.NotNull(builder);

        await using ServiceProvider provider = services.BuildServiceProvider();
        List<string> told = [];
        await EraseAgainAsync(provider.GetRequiredService<IRecoveryData>(), [TestHost.Alice], told.Add);

        Assert.Equal("alice: NoRecord { }", Assert.Single(told));
        Assert.Equal("2026-11-22T10:00:00Z", provider.GetRequiredService<RecoveryPolicy>().RestoredAt?.ToString());
    }

    [Fact]
    public async Task The_blocks_about_a_person_s_data_do_what_they_say()
    {
        await using var host = new TestHost();
        await host.IssueAsync();

        (string answer, EraseOutcome outcome) = await EndAsync(host.Data, TestHost.Alice, TestHost.Owner);

        Assert.StartsWith("{\"account\":\"alice\",\"at\":\"2026-03-01T12:00:00Z\"", answer, StringComparison.Ordinal);
        Assert.IsType<EraseOutcome.Erased>(outcome);
        Assert.Equal("{}", (await EndAsync(host.Data, TestHost.Alice, TestHost.Owner)).Answer);
    }

    private static async Task EraseAgainAsync(IRecoveryData data, AccountId[] erasedSinceTheBackup, Action<string> report)
    {
        foreach (AccountId account in erasedSinceTheBackup)
        {
            EraseOutcome outcome = await data.EraseAsync(account, Caller.Anonymous(flow: null, twoStep: false) with { CorrelationId = "restore" });
            report($"{account}: {outcome}");
        }
    }

    private static async Task<(string Answer, EraseOutcome Outcome)> EndAsync(IRecoveryData data, AccountId account, Caller caller)
    {
        RecoveryExport? kept = await data.ExportAsync(account);
        string answer = kept?.ToJson() ?? "{}";

        EraseOutcome outcome = await data.EraseAsync(account, caller);

        return (answer, outcome);
    }
}
