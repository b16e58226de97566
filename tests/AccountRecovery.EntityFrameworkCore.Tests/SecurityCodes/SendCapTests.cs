using System.Globalization;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AccountRecovery;

/// <summary>D6 by everybody at once: however many applications are asked, no more messages leave than the account, the contact and the prefix may have.</summary>
[Trait("Category", "Slow")]
public sealed class SendCapTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private const int Applications = 8;

    private const int PrefixCap = 10;
    private static readonly AccountId Alice = CodeCrew.Alice;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task D6_A_thousand_starts_at_once_on_one_number_send_no_more_than_its_caps(DatabaseKind kind)
    {
        int[] sent = await BurstsAsync(await databases.CreateAsync(kind), FullRun.Or(250, 1_000));

        // A stranger's each half a minute, two an hour; then, with the owner's, five an hour.
        output.WriteLine($"{kind}: {string.Join(", ", sent)} sent");
        Assert.Equal([1, 1, 0, 1, 1, 1, 0], sent);
    }

    /// <summary>One application has read that nothing was sent, and writes when the other has sent.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, true, 1)]
    [InlineData(DatabaseKind.PostgreSql, true, 1)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, true, 1)]
    [InlineData(DatabaseKind.Sqlite, false, 2)]
    [InlineData(DatabaseKind.PostgreSql, false, 2)]
    public async Task D6_Of_two_starts_that_saw_the_same_one_sends_and_a_write_that_looks_at_no_revision_is_caught(DatabaseKind kind, bool isGuarded, int sent)
    {
        var late = new Meeting(2);
        int stores = 0;
        await using CodeCrew crew = await CodeCrew.OnAsync(
            await databases.CreateAsync(kind), twist: store => stores++ == 0 ? store : new MeetingStore(isGuarded ? store : new NaiveStore(store), late));

        // Asked for in turn, so that the first application has the store that is not delayed.
        Assert.Equal(crew.Apps.Count, crew.Apps.Select(app => app.Store).Distinct().Count());
        Assert.Equal(2, stores);
        await crew.AddPhoneAsync(Alice, await crew.AddFirstAsync());
        crew.Advance(Duration.FromHours(25));
        await crew.DrainAsync();
        crew.Mail.Clear();

        late.Arm();
        Task second = Task.Run(() => SendAsync(crew[1]));
        await late.FirstAsync();
        await SendAsync(crew[0]);
        await crew[0].DueWork().DrainAsync();
        await late.ComeAsync();
        await second;
        await crew.DrainAsync();

        Assert.Equal(sent, crew.Mail.Tried.Count);

        static Task SendAsync(RecoveryApp app) => app.SecurityCodes().SendToMatchAsync(Alice, "07700 900123", ProofPurpose.Recover, CodeCrew.Stranger).AsTask();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D6_Ten_thousand_numbers_of_one_prefix_stop_at_its_cap(DatabaseKind kind)
    {
        int numbers = FullRun.Or(500, 10_000);

        (int sent, int told) = await PumpAsync(await databases.CreateAsync(kind), numbers, broken: null);

        Assert.Equal((PrefixCap, numbers - PrefixCap), (sent, told));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task D6_A_budget_that_looks_and_then_counts_is_caught(DatabaseKind kind)
    {
        // More have looked than may be sent before the first of them counts.
        const int Numbers = PrefixCap + 2;
        var looked = new Meeting(Numbers);
        looked.Arm();
        (int sent, _) = await PumpAsync(await databases.CreateAsync(kind), Numbers, provider => new BrokenSendPolicies.ReadThenWrite(
            provider.GetRequiredService<RecoveryDatabase>(), new SendPlan(provider.GetRequiredService<IOptions<SendBudgetOptions>>().Value), looked));

        Assert.Equal(Numbers, sent);
    }

    // Strangers three times, half a minute apart, then the owner's sessions four times: how many went out at each.
    private static async Task<int[]> BurstsAsync(string database, int starts)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(database, Applications);
        ContactId first = await crew.AddFirstAsync();
        ContactId phone = await crew.AddPhoneAsync(Alice, first);
        crew.Advance(Duration.FromHours(25));
        int[] sent = new int[7];
        for (int burst = 0; burst < sent.Length; burst++)
        {
            crew.Mail.Clear();
            bool owns = burst > 2;
            RecoveryTicket session = await crew[0].VouchAsync(Alice, ProofPurpose.Recover, HostProof.HostSession);
            await Parallel.ForAsync(0, starts, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, cancellationToken) => _ = owns
                ? await crew[n].SecurityCodes().SendAsync(Alice, phone, ProofPurpose.Recover, CodeCrew.Owner.Having(session), cancellationToken)
                : await crew[n].SecurityCodes().SendToMatchAsync(Alice, "07700 900123", ProofPurpose.Recover, CodeCrew.Stranger, cancellationToken));
            await crew.DrainAsync();
            sent[burst] = crew.Mail.Tried.Count;
            Assert.All(crew.Mail.Tried, message => Assert.Equal(CodeCrew.Phone, message.RevealAddress()));

            // Codes expire in between, so that no number of live flows is what holds them back; all of it is within the hour.
            crew.Advance(burst < 2 ? SendLimits.Spacing : Duration.FromMinutes(11));
        }

        return sent;
    }

    private static async Task<(int Sent, int Told)> PumpAsync(string database, int numbers, Func<IServiceProvider, ISendPolicy>? broken)
    {
        await using CodeCrew crew = await CodeCrew.OnAsync(
            database,
            Applications,
            listens: true,
            build: builder => builder.UseSendBudget(options => options.Limits.Add(
                new SendLimit { Scope = SendScope.Prefix, Most = PrefixCap, Window = TimeSpan.FromHours(1) })),
            services: services => _ = broken is null ? services : services.Replace(ServiceDescriptor.Singleton(broken)));
        await Parallel.ForAsync(0, numbers, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) =>
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"+44770090{n:D4}");
            Assert.IsType<ChangeOutcome.CodeSent>(await crew[n].AddAsync(new AccountId($"account-{n}"), NewContact.Phone(number), CodeCrew.Owner));
        });
        await crew.DrainAsync();
        return (crew.Mail.Tried.Count, crew.Sink.Delivered.Where(told => told.Kind == RecoveryEventKind.MessageNotDelivered).DistinctBy(told => told.Id).Count());
    }
}
