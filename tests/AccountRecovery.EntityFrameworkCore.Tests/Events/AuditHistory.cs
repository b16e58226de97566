using System.Globalization;
using AccountRecovery.Ports;
using AccountRecovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>A random history of several accounts in two applications on one database, whose sinks and statements fail now and then.</summary>
internal sealed class AuditHistory(RealDatabase database, SplitMix64 random)
{
    private const int MostSweeps = 60;
    private const int RefusesOneIn = 4;

    private static readonly AccountId[] Accounts = [.. Enumerable.Range(0, 4).Select(n => new AccountId(string.Create(CultureInfo.InvariantCulture, $"account-{n}")))];

    private readonly RecordingEventSink _told = new();
    private readonly Dictionary<AccountId, List<string>> _codes = Accounts.ToDictionary(account => account, _ => new List<string>());

    internal int Failed { get; private set; }

    internal int Repeated { get; private set; }

    /// <summary>Runs the history until every event is delivered, and says what is wrong with the table then.</summary>
    internal async Task<IReadOnlyList<string>> ComplaintsAsync(int steps, Func<IServiceProvider, IRecoveryEventSink>? broken = null, FailingStatements? statements = null)
    {
        var key = RootKey.Generate();
        FailingStatements failing = statements ?? new FailingStatements(EventTable.Name, percent: 10);
        int deliveries = 0;

        // Refused behind the audit table's back, an event that the table has is delivered to it again.
        _told.Refuses = _ => Interlocked.Increment(ref deliveries) % RefusesOneIn == 0;
        await using Application one = NewApplication(key, failing, broken), other = NewApplication(key, failing, broken);
        foreach (AccountId account in Accounts)
        {
            await BeginAsync(one, account);
        }

        for (int step = 0; step < steps; step++)
        {
            await StepAsync(random.Below(2) == 0 ? one : other, [one, other]);
        }

        bool waits = true;
        for (int sweep = 0; waits && sweep < MostSweeps; sweep++)
        {
            Advance([one, other], Duration.FromHours(2));
            await one.DrainAsync();
            await other.DrainAsync();
            await (sweep % 2 == 0 ? one : other).SweepAsync();
            waits = (await RecordsAsync(one)).Values.Any(record => !record.Events.Items.IsEmpty);
        }

        (Failed, Repeated) = (failing.Failed, deliveries / RefusesOneIn);
        return [.. waits ? ["Events still wait for delivery."] : Array.Empty<string>(), .. await TableComplaintsAsync(one)];
    }

    private Application NewApplication(RootKey key, FailingStatements failing, Func<IServiceProvider, IRecoveryEventSink>? broken) => new(
        database,
        builder =>
        {
            if (broken is null)
            {
                builder.UseAuditTable();
            }
            else
            {
                builder.Services.AddScoped(broken);
            }

            builder.Services.AddSingleton<IRecoveryEventSink>(_told);
        },
        options => options.RootKeys.Add(new RootKeyOptions { Key = key.Reveal() }),
        services: null,
        failing);

    // Seven events of each account, so that enough goes wrong wherever the history leads.
    private static async Task BeginAsync(Application application, AccountId account)
    {
        IssueOutcome.Issued issued = Assert.IsType<IssueOutcome.Issued>(await application.GenerateAsync(account));
        foreach (PlainCode code in issued.Sheet.Codes.Take(6))
        {
            Assert.IsType<RedeemOutcome.Redeemed>(await application.RedeemAsync(account, code.Reveal()));
        }
    }

    private async Task StepAsync(Application application, Application[] all)
    {
        AccountId account = random.Of(Accounts);
        List<string> codes = _codes[account];
        switch (random.Below(10))
        {
            case 0 or 1 when await application.GenerateAsync(account) is IssueOutcome.Issued issued:
                (_codes[account] = codes).Clear();
                codes.AddRange(issued.Sheet.Codes.Select(code => code.Reveal()));
                break;
            case 2 or 3 or 4 when codes.Count > 0:
                await application.RedeemAsync(account, random.Of(codes));
                break;
            case 5 or 6:
                await application.RedeemAsync(account, random.Below(100_000_000).ToString("D8", CultureInfo.InvariantCulture), new Caller { Source = random.Of(["203.0.113.7", "198.51.100.23"]) });
                break;
            case 7:
                RecoveryTicket password = await application.Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Application.Owner);
                await application.Codes.RevokeAsync(account, Application.Owner.Having(password));
                break;
            case 8:
                await application.SweepAsync(random.Below(4) + 1);
                break;
            default:
                Advance(all, Duration.FromSeconds(random.Below(7200)));
                break;
        }
    }

    private static void Advance(Application[] all, Duration by)
    {
        foreach (Application application in all)
        {
            application.Clock.Advance(by);
        }
    }

    private static async Task<Dictionary<AccountId, AccountRecord>> RecordsAsync(Application application)
    {
        RecordSealer sealer = application.Provider.GetRequiredService<RecordSealer>();
        var records = new Dictionary<AccountId, AccountRecord>();
        foreach (AccountId account in Accounts)
        {
            if (await application.Store.ReadAsync(account, CancellationToken.None) is { } stored)
            {
                records[account] = sealer.Open(account, stored.Sealed.Span);
            }
        }

        return records;
    }

    private async Task<IEnumerable<string>> TableComplaintsAsync(Application application)
    {
        RecoveryEvent[] kept = [.. (await application.RowsAsync<EventRow>()).Select(row => row.ToEvent())];
        var told = _told.Delivered.DistinctBy(happened => happened.Id).ToHashSet();
        var complaints = new List<string>();
        foreach ((AccountId account, AccountRecord record) in await RecordsAsync(application))
        {
            // Not by when they happened: refused attempts that were merged into one event happened, the last of them, after what is behind it.
            long[] numbers = [.. kept.Where(happened => happened.Account == account).Select(happened => happened.Sequence).Order()];
            if (!numbers.SequenceEqual(Enumerable.Range(1, (int)record.Events.LastSequence).Select(number => (long)number)))
            {
                complaints.Add($"{account} has made {record.Events.LastSequence} events and the table has {string.Join(' ', numbers)}.");
            }
        }

        complaints.AddRange(kept.Except(told).Select(happened => $"The table has what was never told: {happened}"));
        complaints.AddRange(told.Except(kept).Select(happened => $"The table does not have {happened}"));
        return complaints;
    }
}
