using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AccountRecovery;

public sealed class StartUpTests
{
    private static readonly Type[] Services = [typeof(IBackupCodes), typeof(ITickets), typeof(IDueWork), typeof(IRecoveryOperations)];

    [Fact]
    public void S12_Without_a_store_no_service_starts_and_the_message_names_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }));
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.All(Services, service => Assert.Contains("UseStore", Assert.Throws<OptionsValidationException>(() => provider.GetService(service)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void S12_Whatever_is_resolved_first_the_missing_store_is_named()
    {
        foreach (Type service in Services)
        {
            var services = new ServiceCollection();
            services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }));
            using ServiceProvider provider = services.BuildServiceProvider();

            Assert.Contains("store", Assert.Throws<OptionsValidationException>(() => provider.GetService(service)).Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task S12_A_store_that_is_down_examines_nothing()
    {
        var store = new FaultyStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        string[] codes = await host.IssueAsync();
        int hashes = host.Hasher.Hashes;
        store.Fails = (_, _) => true;

        await Assert.ThrowsAsync<IOException>(() => host.RedeemAsync(codes[0]));
        store.Fails = (step, _) => step == StoreStep.BeforeWrite;
        await Assert.ThrowsAsync<IOException>(() => host.RedeemAsync(codes[0]));

        Assert.Equal(hashes, host.Hasher.Hashes);
    }

    [Fact]
    public async Task S12_The_store_in_memory_announces_itself()
    {
        using var log = new LogSpy();
        await using var host = new TestHost(services: services => new AccountRecoveryBuilder(services.AddSingleton<ILoggerFactory>(log)).UseInMemoryStore());

        await host.IssueAsync();

        Assert.Contains(log.Lines, line => line.Contains("Warning", StringComparison.Ordinal) && line.Contains("keeps its records in memory", StringComparison.Ordinal));
    }

    [Fact]
    public void T4_The_longest_durations_are_refused_at_the_start_and_overflow_nothing()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options =>
        {
            options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
            options.PendingLifetime = TimeSpan.MaxValue;
            options.FirstPause = TimeSpan.MaxValue;
            options.LongestPause = TimeSpan.MaxValue;
            options.TicketLifetime = TimeSpan.MaxValue;
            options.FreeAttempts = int.MaxValue;
            options.AttemptCap = int.MaxValue;
            options.BackupCodeCount = int.MinValue;
            options.HashingLanes = int.MaxValue;
            options.HashingQueue = -1;
        }).UseInMemoryStore();
        using ServiceProvider provider = services.BuildServiceProvider();

        string message = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IBackupCodes>).Message;

        Assert.All(
            (string[])["PendingLifetime", "FirstPause", "LongestPause", "TicketLifetime", "FreeAttempts", "AttemptCap", "BackupCodeCount", "HashingLanes", "HashingQueue"],
            name => Assert.Contains($"{name} is ", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T4_A_clock_at_either_end_of_time_overflows_nothing(bool end)
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true, listens: true);
        host.Clock.Set(end ? Instant.MaxValue : Instant.MinValue);

        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        IssueOutcome issued = await host.Codes.GenerateAsync(new AccountId("bob"), TestHost.Owner.Having(password));
        Assert.IsType<ImportOutcome.Imported>(await host.Codes.ImportAsync(TestHost.Alice, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner));
        for (int wrong = 0; wrong < 10; wrong++)
        {
            Caller caller = TestHost.Stranger with { IdempotencyKey = $"{wrong}" };
            Assert.True(await host.RedeemAsync("0000 0000", caller: caller) is RedeemOutcome.Refused or RedeemOutcome.Paused);
        }

        RecoveryTicket session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession);
        Assert.True(await host.RedeemAsync("1234 5678", session) is RedeemOutcome.Redeemed or RedeemOutcome.Refused { Why: Refusal.TicketExpired });
        await host.DueWork.RunAsync(10);
        await host.DrainAsync();
        await host.Codes.GetStatusAsync(TestHost.Alice);
        Assert.Equal(new RepairOutcome.NotNeeded(), await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
        Assert.NotNull(issued);
    }

    [Theory]
    [InlineData(30, 3_600)]
    [InlineData(3_600, 3_600)]
    [InlineData(3_600, 86_400)]
    public async Task T4_No_pause_overflows_up_to_the_last_failure(int firstSeconds, int longestSeconds)
    {
        await using var host = new TestHost(options =>
        {
            options.FreeAttempts = 1;
            options.FirstPause = TimeSpan.FromSeconds(firstSeconds);
            options.LongestPause = TimeSpan.FromSeconds(longestSeconds);
        });
        string[] codes = await host.IssueAsync();
        Duration last = Duration.Zero;
        foreach (string wrong in TestHost.WrongCodes(codes).Take(100))
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(wrong));
            Instant? until = (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.PausedUntil;
            Duration pause = until!.Value - host.Clock.GetCurrentInstant();
            Assert.True(pause >= last && pause <= Duration.FromSeconds(longestSeconds));
            last = pause;
            host.Clock.Advance(pause);
        }

        Assert.Equal(Duration.FromSeconds(longestSeconds), last);
    }
}
