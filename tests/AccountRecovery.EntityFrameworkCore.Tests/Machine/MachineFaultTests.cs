using System.Collections.Concurrent;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>What changes contacts, waits and recoveries while the store fails, or the reply is lost; the call is made again with its key at another application.</summary>
[Trait("Category", "Slow")]
public sealed class MachineFaultTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private const int Crews = 2;
    private static readonly StoreStep[] Steps = [StoreStep.BeforeRead, StoreStep.BeforeWrite, StoreStep.AfterWrite];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSqlRepeatableRead, Traits = ["Category", "Slow"])]
    public async Task S11_A_fault_at_any_step_leaves_all_of_it_or_nothing_and_the_call_made_again_does_it_once(DatabaseKind kind)
    {
        FaultyStore? faulty = null;
        await using CodeCrew crew = await MachineCrew.SteadyAsync(await databases.CreateAsync(kind), twist: store => faulty = new FaultyStore(store));
        foreach ((MachineCall call, StoreStep step) in from call in MachineCall.All from step in Steps select (call, step))
        {
            var account = new AccountId($"{call}/{step}");
            Func<RecoveryApp, Task<MachineAnswer>> make = await call.Prepare(crew, account, "once");
            await crew.SettleAsync(account);
            AccountRecord before = await crew.OpenAsync(account);
            _ = crew[1].Store;
            faulty!.FailOnce(step);

            // The second application's store is the one that fails.
            Assert.IsType<IOException>(await Record.ExceptionAsync(() => make(crew[1])));
            faulty.Fails = null;

            AccountRecord after = await crew.OpenAsync(account);
            bool committed = step == StoreStep.AfterWrite;
            Assert.Equal(committed ? (1, true, 1) : (0, false, 0), Traces(before, after, call.Tells));
            MachineAnswer again = await make(crew[0]);
            Assert.Equal((committed, true), (again.Replayed, again.IsDone));
            Assert.Equal(again with { Replayed = true }, await make(crew[1]));
            await AssertToldOnceAsync(crew, account, call);
        }
    }

    /// <summary>Of the steps above, those after the commit, as many times as promised: with a key it is one call, whoever makes it again.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A5_A_call_whose_reply_was_lost_is_answered_alike_by_another_application(DatabaseKind kind)
    {
        int each = FullRun.Or(3, 1_429);

        Tally all = await LoseAsync(await databases.CreateAsync(kind), each, keyed: true);

        output.WriteLine($"{kind}: {all}");
        int calls = each * MachineCall.All.Length;
        Assert.Equal(new Tally(calls, calls, calls, calls), all);
    }

    /// <summary>So that the tally above is known to see a call that was made twice.</summary>
    [Fact]
    public async Task A5_Without_the_key_a_repeated_call_is_another()
    {
        Tally all = await LoseAsync(await databases.CreateAsync(DatabaseKind.Sqlite), each: 1, keyed: false);

        Assert.Equal((MachineCall.All.Length, 0), (all.Cut, all.Replayed));
        Assert.True(all.Alike < all.Cut, $"{all}");
    }

    /// <summary>So that the traces above are known to show what is missing.</summary>
    [Theory]
    [InlineData("event")]
    [InlineData("notice")]
    [InlineData("receipt")]
    public async Task S11_A_library_that_commits_them_apart_is_caught(string lost)
    {
        AccountRecord Without(AccountRecord? before, AccountRecord next) => before?.Access.Wait is null && next.Access.Wait is not null
            ? lost switch
            {
                "event" => next with { Events = before!.Events },
                "notice" => next with { Messages = before!.Messages },
                _ => next with { Receipts = before!.Receipts },
            }
            : next;
        await using CodeCrew crew = await MachineCrew.RewritingAsync(await databases.CreateAsync(DatabaseKind.Sqlite), Without);
        crew.Sink.Refuses = _ => true;
        crew.Mail.FailAlways();
        MachineCall call = MachineCall.All[0];
        crew.Mail.Recover();
        Func<RecoveryApp, Task<MachineAnswer>> make = await call.Prepare(crew, CodeCrew.Alice, "once");
        crew.Mail.FailAlways();
        AccountRecord before = await crew.OpenAsync(CodeCrew.Alice);

        Assert.True((await make(crew[0])).IsDone);
        await crew.DrainAsync();

        Assert.NotEqual((1, true, 1), Traces(before, await crew.OpenAsync(CodeCrew.Alice), call.Tells));
    }

    // Events of the kind, whether a notice of it waits, and receipts: those that came.
    private static (int Events, bool Notice, int Receipts) Traces(AccountRecord before, AccountRecord after, RecoveryEventKind kind) => (
        after.Events.Items.Count(item => item.Kind == kind && item.Sequence > before.Events.LastSequence),
        after.Messages.Items.Any(item => item.About == kind && item.Number > before.Messages.LastNumber),
        after.Receipts.Length - before.Receipts.Length);

    private static async Task AssertToldOnceAsync(CodeCrew crew, AccountId account, MachineCall call)
    {
        await crew.SettleAsync(account);
        int last = await LastAsync(crew, account);
        RecoveryEvent[] told = crew.Told(account);
        Assert.Equal(last, told.Length);
        Assert.Single(told, it => it.Kind == call.Tells && it.Sequence > last - 4);

        // The phone's adding was told as well.
        Assert.Equal(call.Tells == RecoveryEventKind.ContactAdded ? 2 : 1, crew.Notices(account, call.Tells, CodeCrew.Mira));
    }

    private static async Task<int> LastAsync(CodeCrew crew, AccountId account) => (int)(await crew.OpenAsync(account)).Events.LastSequence;

    private static async Task<Tally> LoseAsync(string database, int each, bool keyed)
    {
        var tallies = new ConcurrentBag<Tally>();
        await RecoveryApp.MigratedAsync(database);

        // Hosts of their own, since each has a clock that its own calls move.
        await Parallel.ForAsync(0, Crews, async (host, _) =>
        {
            var cut = new ConcurrentDictionary<AccountId, bool>();
            await using CodeCrew crew = await MachineCrew.SteadyAsync(
                database, twist: store => new FaultyStore(store) { Fails = (step, account) => step == StoreStep.AfterWrite && cut.TryRemove(account, out bool _) });
            for (int n = host; n < each; n += Crews)
            {
                foreach (MachineCall call in MachineCall.All)
                {
                    var account = new AccountId($"{call}/{n}/{keyed}");
                    Func<RecoveryApp, Task<MachineAnswer>> make = await call.Prepare(crew, account, keyed ? "once" : null);
                    await crew.DrainAsync();
                    cut[account] = true;
                    bool isCut = await Record.ExceptionAsync(() => make(crew[n])) is IOException;
                    MachineAnswer again = await make(crew[n + 1]);
                    MachineAnswer thrice = await make(crew[n]);
                    await crew.DrainAsync();
                    bool once = (await crew.OpenAsync(account)).Receipts.Length > 0 || !keyed;
                    tallies.Add(new Tally(isCut ? 1 : 0, again.Replayed ? 1 : 0, again.IsDone && again == thrice ? 1 : 0, once ? 1 : 0));
                    await ForgetAsync(crew, account);
                }
            }
        });
        return tallies.Aggregate((one, other) => new Tally(one.Cut + other.Cut, one.Replayed + other.Replayed, one.Alike + other.Alike, one.Kept + other.Kept));
    }

    private static async Task ForgetAsync(CodeCrew crew, AccountId account)
    {
        StoredRecord stored = (await crew[0].Store.ReadAsync(account, CancellationToken.None))!;
        await crew[0].Store.TryDeleteAsync(account, stored.Revision, CancellationToken.None);
        crew.Mail.Clear();
    }

    /// <summary>Calls whose reply was lost; made again and told so; answered alike by both applications; with a receipt.</summary>
    private sealed record Tally(int Cut, int Replayed, int Alike, int Kept);
}
