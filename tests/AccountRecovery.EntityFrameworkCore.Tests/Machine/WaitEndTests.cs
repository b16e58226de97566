using System.Globalization;
using NodaTime;

namespace AccountRecovery;

/// <summary>The end of the wait, which several applications come upon at once, or nobody for a long time.</summary>
public sealed class WaitEndTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private const int Applications = 6;
    private static readonly Duration Grain = WaitScene.Grain;
    private static readonly Duration[] Late = [Duration.Zero, Grain, Duration.FromDays(10), Duration.FromDays(400)];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task W1_However_many_come_upon_it_a_wait_ends_once_at_its_instant_and_not_a_microsecond_before(DatabaseKind kind)
    {
        await using CodeCrew crew = await MachineCrew.SteadyAsync(await databases.CreateAsync(kind), Applications);
        for (int round = 0; round < FullRun.Or(4, 200); round++)
        {
            var account = new AccountId(string.Create(CultureInfo.InvariantCulture, $"account-{round}"));
            Instant until = await crew.BeginWaitAsync(account);
            Set(crew, until - Duration.FromMinutes(5));
            await crew.SweepAsync(round);
            RecoveryTicket cancel = await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.CancelWait);

            Set(crew, until - Grain);
            await ComeUponItAsync(crew, account, cancel: null);
            Assert.Equal((AccountState.Waiting, until), await StandsAsync(crew, account));
            Assert.All(await ViewsAsync(crew, account), view => Assert.Equal(until, view.WaitUntil));

            Set(crew, until);
            Assert.All(await ViewsAsync(crew, account), view => Assert.Null(view.WaitUntil));
            ChangeOutcome[] cancelled = await ComeUponItAsync(crew, account, cancel);
            Assert.All(cancelled, outcome => Assert.Equal(new ChangeOutcome.Refused(Refusal.NotInThisState), outcome));
            await AssertEndedAsync(crew, account, until);
            crew.Mail.Clear();
        }
    }

    /// <summary>Whether machines sweep every day or were off for the whole wait and longer: the same end, at the same instant, and the same is told.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task W1_T2_Machines_that_were_off_for_the_whole_wait_end_it_as_those_do_that_swept_every_day(DatabaseKind kind)
    {
        (string database, string another) = (await databases.CreateAsync(kind), await databases.CreateAsync(kind));
        foreach (Duration late in Late)
        {
            await using CodeCrew crew = await MachineCrew.SteadyAsync(database);
            await using CodeCrew others = await MachineCrew.SteadyAsync(another);
            AccountId off = new($"off-{late}"), on = new($"on-{late}");
            (Instant until, Instant untilOff) = (await crew.BeginWaitAsync(on), await others.BeginWaitAsync(off));

            // These run all the time; the others come back only now.
            while (crew.Now < until)
            {
                Set(crew, Instant.Min(until, crew.Now + Duration.FromDays(1)));
                await crew.SweepAsync(0);
            }

            await crew.SettleAsync(on);
            Set(others, untilOff + late);
            await others.SweepAsync(1);
            await others.SettleAsync(off);

            await AssertEndedAsync(crew, on, until);
            await AssertEndedAsync(others, off, untilOff);
            (AccountRecord one, AccountRecord other) = (await crew.OpenAsync(on), await others.OpenAsync(off));
            Assert.Equal(Story(crew, on, until), Story(others, off, untilOff));
            Assert.Equal(one.Contacts.Items.Select(contact => (contact.Number, contact.State)), other.Contacts.Items.Select(contact => (contact.Number, contact.State)));
        }
    }

    /// <summary>What was left of the contacts goes when it has been told, 72 hours later; not a microsecond before.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task W6_After_the_end_nothing_of_the_contacts_stays_longer_than_it_takes_to_tell_them(DatabaseKind kind)
    {
        await using CodeCrew crew = await MachineCrew.SteadyAsync(await databases.CreateAsync(kind));
        Instant until = await crew.BeginWaitAsync(CodeCrew.Alice);
        Set(crew, until);
        await crew.SweepAsync(0);
        await crew.SettleAsync(CodeCrew.Alice);

        Set(crew, until + MessageQueue.NoticeLifetime - Grain);
        await crew.SweepAsync(1);
        Assert.Equal([ContactState.Left, ContactState.Left], (await crew.OpenAsync(CodeCrew.Alice)).Contacts.Items.Select(contact => contact.State));
        Set(crew, until + MessageQueue.NoticeLifetime);
        await crew.SweepAsync(0);

        Assert.Empty((await crew.OpenAsync(CodeCrew.Alice)).Contacts.Items);
        Assert.Empty((await crew[1].Data().ExportAsync(CodeCrew.Alice, TestContext.Current.CancellationToken))!.Contacts);
    }

    [Theory]
    [InlineData("the instant of the sweep")]
    [InlineData("told twice")]
    [InlineData("told to nobody")]
    public async Task W1_A_library_that_ends_it_wrongly_is_caught(string how)
    {
        AccountRecord Wrong(AccountRecord? before, AccountRecord next) => (how, next.Access.Reentry, before?.Access.Wait) switch
        {
            ("the instant of the sweep", { } reentry, _) => next with { Access = next.Access with { Reentry = reentry with { Since = next.Latest } } },
            ("told twice", not null, not null) => next with { Events = next.Events.Add(next.Events.Items[^1]) },
            ("told to nobody", not null, not null) => next with { Messages = MessageQueue.Empty },
            _ => next,
        };
        await using CodeCrew crew = await MachineCrew.RewritingAsync(await databases.CreateAsync(DatabaseKind.Sqlite), Wrong);
        Instant until = await crew.BeginWaitAsync(CodeCrew.Alice);
        Set(crew, until + Duration.FromDays(1));
        await crew.SweepAsync(0);
        await crew.SettleAsync(CodeCrew.Alice);

        Exception? caught = await Record.ExceptionAsync(() => AssertEndedAsync(crew, CodeCrew.Alice, until));
        output.WriteLine($"{how}: {caught?.Message.Split('\n')[0]}");
        Assert.NotNull(caught);
    }

    private static void Set(CodeCrew crew, Instant now) => crew.Advance(now - crew.Now);

    // All at once: some sweep, some read, some begin a session, and some try to cancel.
    private static async Task<ChangeOutcome[]> ComeUponItAsync(CodeCrew crew, AccountId account, RecoveryTicket? cancel)
    {
        List<Task<ChangeOutcome>> cancels = [];
        List<Task> others = [];
        for (int n = 0; n < crew.Apps.Count; n++)
        {
            RecoveryApp app = crew[n];
            others.Add(Task.Run(async () => await app.DueWork().RunAsync(100)));
            others.Add(Task.Run(async () => await app.SecurityInfo().GetAsync(account)));
            others.Add(Task.Run(async () => await app.Prompt().RecordSignInAsync(account, AccessFacts.None, CodeCrew.Owner)));
            if (cancel is not null)
            {
                cancels.Add(Task.Run(async () => await app.SecurityInfo().CancelWaitAsync(account, CodeCrew.Stranger.Having(cancel))));
            }
        }

        await Task.WhenAll(others);
        ChangeOutcome[] outcomes = await Task.WhenAll(cancels);
        await crew.DrainAsync();
        return outcomes;
    }

    private static async Task<(AccountState State, Instant? Until)> StandsAsync(CodeCrew crew, AccountId account)
    {
        AccountRecord record = await crew.OpenAsync(account);
        return (record.State, record.Access.Wait?.Until);
    }

    private static async Task<SecurityInfoView[]> ViewsAsync(CodeCrew crew, AccountId account)
    {
        List<SecurityInfoView> views = [];
        foreach (RecoveryApp app in crew.Apps)
        {
            views.Add(await app.SecurityInfo().GetAsync(account));
        }

        return [.. views];
    }

    private static async Task AssertEndedAsync(CodeCrew crew, AccountId account, Instant until)
    {
        await crew.SettleAsync(account);
        AccountRecord record = await crew.OpenAsync(account);
        Assert.Equal(AccountState.AfterWait, record.State);
        Assert.Equal((until, null), (record.Access.Reentry!.Since, record.Access.Wait));
        Assert.Equal(until, (await crew[1].Data().ExportAsync(account))!.Access.RecoveredAt);
        RecoveryEvent ended = Assert.Single(crew.Told(account), told => told.Kind == RecoveryEventKind.WaitEnded);
        Assert.Equal(until, ended.At);
        foreach (string address in (string[])[CodeCrew.Mira, CodeCrew.Phone])
        {
            Assert.Equal(1, crew.Notices(account, RecoveryEventKind.WaitEnded, address));
        }

        Assert.DoesNotContain(record.Contacts.Items, contact => contact.State is ContactState.Leaving or ContactState.Verified);
    }

    // What was told since the wait began, and when, counted from its end.
    private static IEnumerable<(RecoveryEventKind, Duration)> Story(CodeCrew crew, AccountId account, Instant until) => crew.Told(account)
        .SkipWhile(told => told.Kind != RecoveryEventKind.WaitStarted)
        .Where(told => told.Kind is not RecoveryEventKind.MessageNotDelivered)
        .Select(told => (told.Kind, told.At - until));
}
