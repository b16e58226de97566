using System.Collections.Concurrent;
using System.Globalization;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>A9: every change and every charged failure is reported by several applications to a sink that refuses every third delivery at first.</summary>
public sealed class EventTotalsTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql, Traits = ["Category", "Slow"])]
    public async Task A9_Events_and_their_counts_add_up_to_what_happened(DatabaseKind kind)
    {
        (Sum happened, Sum reported) = await RunAsync(await databases.CreateAsync(kind), FullRun.Or(8, 200), twist: null);

        Assert.Equal(happened, reported);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A9_A_write_that_looks_at_no_revision_is_caught()
    {
        // All four wrong ones are counted on the same record.
        var meeting = new Meeting(4);
        (Sum happened, Sum reported) = await RunAsync(
            await databases.CreateAsync(DatabaseKind.PostgreSql), 1, store => new MeetingStore(new NaiveStore(store), meeting), meeting);

        Assert.Equal((12, 3), (happened.Refused, reported.Refused));
    }

    private static async Task<(Sum Happened, Sum Reported)> RunAsync(string database, int accounts, Func<IRecoveryStore, IRecoveryStore>? twist, Meeting? meeting = null)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(database, size: 4, listens: true, twist: twist);
        var refused = new ConcurrentDictionary<EventId, int>();
        crew.Sink.Refuses = happened => happened.Sequence % 3 == 0 && refused.AddOrUpdate(happened.Id, 1, (_, times) => times + 1) == 1;
        int failures = 0, verified = 0, sent = 0;
        AccountId[] names = [.. Enumerable.Range(0, accounts).Select(n => new AccountId(string.Create(CultureInfo.InvariantCulture, $"account-{n}")))];
        foreach (AccountId account in names)
        {
            await crew.AddFirstAsync(account);
            (sent, verified) = (sent + 1, verified + 1);
        }

        for (int round = 0; round < 3; round++)
        {
            crew.Advance(Duration.FromHours(2));
            await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (account, _) =>
            {
                SendOutcome.Sent own = Assert.IsType<SendOutcome.Sent>(await crew[0].SendAsync(account, new ContactId(1), ProofPurpose.Recover));
                Interlocked.Increment(ref sent);
                await crew.DrainAsync();
                string code = crew.LastCode(account);
                RecoveryTicket session = await crew[1].VouchAsync(account, ProofPurpose.Recover, HostProof.HostSession);

                meeting?.Arm();

                // Two wrong ones by the owner and two by strangers, at once and at four applications; then the right one.
                VerifyOutcome[] wrong = await Task.WhenAll(Enumerable.Range(0, 4).Select(n =>
                    Task.Run(() => crew[n].TypeAsync(account, own.Challenge, CodeCalls.OtherCode(code), proof: n % 2 == 0 ? session : null))));
                Interlocked.Add(ref failures, wrong.Count(outcome => outcome is VerifyOutcome.Refused));
                Interlocked.Add(ref verified, await crew[3].TypeAsync(account, own.Challenge, code, proof: session) is VerifyOutcome.Verified ? 1 : 0);
            });
        }

        for (int n = 0; n < 4; n++)
        {
            await crew.DrainAsync();
            crew.Advance(Duration.FromHours(2));
            await crew.SweepAsync(n);
        }

        RecoveryEvent[] reported = [.. crew.Sink.Delivered.DistinctBy(happened => happened.Id)];
        int Count(RecoveryEventKind kind) => reported.Where(happened => happened.Kind == kind).Sum(happened => happened.Count);
        return (
            new Sum(accounts, accounts, sent, verified - accounts, failures, accounts),
            new Sum(
                Count(RecoveryEventKind.ContactAdded),
                Count(RecoveryEventKind.ContactConfirmed),
                Count(RecoveryEventKind.SecurityCodeSent),
                Count(RecoveryEventKind.CodeRedeemed),
                Count(RecoveryEventKind.AttemptRefused),
                reported.GroupBy(happened => happened.Account).Count(of => of.Max(happened => happened.Sequence) == of.Count())));
    }

    /// <summary>What happened, or what was reported of it; and the accounts whose events have no gap.</summary>
    private sealed record Sum(int Added, int Confirmed, int Sent, int Redeemed, int Refused, int Unbroken);
}
