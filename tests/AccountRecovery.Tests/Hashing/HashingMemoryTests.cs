using System.Diagnostics;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountRecovery;

[Collection(Alone.Name)]
[Trait("Category", "NoText")]
public sealed class HashingMemoryTests
{
    private const int Lanes = 2;
    private const int CostMiB = 64;

    [Fact]
    public async Task A1_Memory_of_hashing_is_bounded_by_the_lanes_whatever_the_load()
    {
        await using var host = new TestHost(
            options => (options.HashingLanes, options.HashingQueue, options.Argon2MemoryKiB) = (Lanes, 8, CostMiB * 1024),
            services: services => services.RemoveAll<ICodeHasher>());
        AccountId[] accounts = [.. Enumerable.Range(0, 500).Select(i => new AccountId($"account-{i}"))];
        string[] codes = await host.IssueAsync();
        AccountRecord record = (await host.OpenAsync())!;
        foreach (AccountId account in accounts)
        {
            await host.PutAsync(record, account);
        }

        long before = WorkingSet();
        long peak = before;
        using var stop = new CancellationTokenSource();
        Task sampling = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                peak = Math.Max(peak, WorkingSet());
                await Task.Delay(5);
            }
        });
        RedeemOutcome?[] outcomes = await Task.WhenAll(accounts.Select((account, i) => Task.Run(() => RedeemAsync(account, aborts: i % 2 == 1))));
        await stop.CancelAsync();
        await sampling;

        long grownMiB = (peak - before) >> 20;
        Assert.True(grownMiB < (Lanes * CostMiB) + 64, $"The working set grew by {grownMiB} MiB.");
        Assert.Contains(new RedeemOutcome.Busy(BusyReason.Lanes), outcomes);
        Assert.Contains(outcomes, outcome => outcome is RedeemOutcome.Redeemed);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[1]));

        async Task<RedeemOutcome?> RedeemAsync(AccountId account, bool aborts)
        {
            using var gone = new CancellationTokenSource();
            if (aborts)
            {
                gone.CancelAfter(10);
            }

            try
            {
                return await host.Codes.RedeemAsync(account, codes[0], TestHost.Stranger, cancellationToken: gone.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }

    private static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
