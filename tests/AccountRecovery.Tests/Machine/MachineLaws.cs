using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Random histories of up to 50 operations: an owner and a thief who has session, password, second step and device, with clocks that jump, past several ends at once, too.
/// </summary>
[Trait("Category", "NoText")]
public sealed class MachineLaws(ITestOutputHelper output)
{
    // Twenty times as many in the full run: 100,000.
    private static readonly int Histories = FullRun.Or(1_000, 5_000);

    private const int KnownHistories = 200;

    // As many as it takes, of a known seed: the first that shows it ends the run.
    private const int TwinHistories = 20_000;

    private static readonly Duration Month = Duration.FromHours(720);
    private static readonly Hands Thief = Hands.Attacker([.. Hands.Everything]);

    private static readonly Verb[] OfThief =
    [
        Verb.Add, Verb.Confirm, Verb.Remove, Verb.RemoveAll, Verb.SetNotice, Verb.Undo, Verb.Cancel, Verb.MakeCode, Verb.RedeemCode, Verb.Complete, Verb.BeginKey, Verb.ConfirmKey, Verb.MakeBackup,
    ];

    private static readonly Duration[] Jumps =
    [
        ContactScene.Grain, Duration.FromMinutes(10), Duration.FromHours(24), Duration.FromHours(72), Month - ContactScene.Grain, Month, Duration.FromHours(1_500), Duration.FromDays(100),
    ];

    private static readonly MachineState[] Starts = [.. MachineStarts.Attacked(Thief, hasYoungContact: false, twoStep: true).Take(6), .. MachineStarts.Attacked(Thief, hasYoungContact: true, twoStep: false).Take(6)];

    /// <summary>Where a history begins, and its steps, of which those up to 4 are time.</summary>
    internal static Arbitrary<(int Start, (int What, int Pick)[] Steps)> Cases { get; } = Arb.From(
        from start in Gen.Choose(0, (2 * Starts.Length) - 1)
        from length in Gen.Choose(0, 50)
        from steps in Gen.ArrayOf(from what in Gen.Choose(0, 9) from pick in Gen.Choose(0, 10_000) select (what, pick), length)
        select (start, steps),
        Shorter);

    /// <summary>
    /// "All new" is an account in which nothing of the owner's proves anything any more and something of the thief's does. Without a fresh proof of an old contact, or
    /// the recovery code, it takes 720 hours from the request that was not cancelled; or as long from when a contact of the thief's was confirmed.
    /// </summary>
    [Fact]
    public void W1_Whatever_is_tried_all_new_is_not_reached_before_720_hours_from_the_request()
    {
        Holds.ForAll(Cases, history => IsHeld(history.Start, history.Steps, MachineRules.Real, WaitScene.Length, () => { }), Histories);

        // The law is about those that get there, and some of these are known to.
        int reached = 0;
        Holds.ForAll(Cases, history => IsHeld(history.Start, history.Steps, MachineRules.Real, WaitScene.Length, () => reached++), KnownHistories, Holds.Known);
        output.WriteLine($"{reached} of the known histories reach all new");
        Assert.InRange(reached, KnownHistories / 50, int.MaxValue);
    }

    /// <summary>The same with a wait of another length than the default, which is then what the thief has to sit through; a contact of the thief's is young for its 720 hours all the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(60)]
    [InlineData(90)]
    public void W1_R7_Whatever_the_length_of_the_wait_all_new_is_not_reached_before_it_has_passed(int days)
    {
        int reached = 0;
        var wait = Duration.FromDays(days);
        Holds.ForAll(Cases, history => IsHeld(history.Start, history.Steps, MachineRules.Lasting(wait), wait, () => reached++), FullRun.Or(300, 1_000), Holds.Known);

        output.WriteLine($"{days} days: {reached} histories reach all new");
        Assert.NotEqual(0, reached);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(60)]
    [InlineData(90)]
    public void W1_R7_A_wait_that_is_a_microsecond_short_is_caught_whatever_its_length(int days)
    {
        var wait = Duration.FromDays(days);
        MachineRules twin = MachineRules.Lasting(wait - ContactScene.Grain);

        CaughtIn(() => Holds.ForAll(Cases, history => IsHeld(history.Start, history.Steps, twin, wait, () => { }), TwinHistories, Holds.Known));
    }

    [Theory]
    [InlineData(nameof(MachineTwins.ShortWait))]
    [InlineData(nameof(MachineTwins.EndsEarly))]
    [InlineData(nameof(MachineTwins.YoungIsSettled))]
    [InlineData(nameof(MachineTwins.YoungRemovesOlder))]
    public void W1_A_twin_that_lets_the_thief_in_sooner_is_caught(string twin) =>
        CaughtIn(() => Holds.ForAll(Cases, history => IsHeld(history.Start, history.Steps, MachineTwins.Of(twin), WaitScene.Length, () => { }), TwinHistories, Holds.Known));

    /// <summary>Two copies of one record: one is swept at every end, the other not before somebody comes.</summary>
    [Fact]
    public void W1_T2_What_ends_while_nobody_looks_ends_with_the_same_result_at_the_same_instant() =>
        Holds.ForAll(Cases, history => EndsAlike(history.Start, history.Steps, MachineRules.Real), Histories);

    [Fact]
    public void W1_T2_A_twin_whose_wait_ends_when_it_is_seen_is_caught() =>
        CaughtIn(() => Holds.ForAll(Cases, history => EndsAlike(history.Start, history.Steps, MachineTwins.EndsWhenSeen), TwinHistories, Holds.Known));

    private void CaughtIn(Action twin)
    {
        InvalidOperationException caught = Assert.Throws<InvalidOperationException>(twin);
        output.WriteLine(caught.Message.Split('\n').First(line => line.Contains("Falsifiable", StringComparison.Ordinal)));
    }

    private static IEnumerable<(int Start, (int What, int Pick)[] Steps)> Shorter((int Start, (int What, int Pick)[] Steps) history)
    {
        for (int size = (history.Steps.Length + 1) / 2; size > 0; size /= 2)
        {
            for (int start = 0; start + size <= history.Steps.Length; start += size)
            {
                yield return (history.Start, [.. history.Steps[..start], .. history.Steps[(start + size)..]]);
            }
        }
    }

    private static bool IsHeld(int from, (int What, int Pick)[] steps, MachineRules rules, Duration wait, Action reached)
    {
        MachineState state = Starts[from / 2];

        // The model: when the thief got a contact confirmed, since when a request to remove all has stood, and whether one has stood for all of its time.
        bool hasWaited = false;
        Instant? confirmed = Confirmed(state);
        Instant? requested = null;
        foreach ((int what, int pick) in steps)
        {
            MachineState before = state;
            (MachineCommand? done, Hands by) = Step(ref state, what, pick, from % 2 == 0, rules);
            if (by == Hands.Owner && done is { Verb: Verb.Remove or Verb.RedeemCode or Verb.SetCredentials })
            {
                // A fresh proof of an old contact, or the recovery code: what follows is the owner's own doing.
                return true;
            }

            requested = done?.Verb switch
            {
                Verb.RemoveAll or Verb.Remove when before.State == AccountState.Established && state.State == AccountState.Waiting => before.Now,
                Verb.Cancel => null,
                _ => requested,
            };
            if (state.State == AccountState.AfterWait && !hasWaited && !(state.Now >= requested + wait))
            {
                return false;
            }

            hasWaited |= state.State == AccountState.AfterWait;
            confirmed ??= Confirmed(state);
            if (IsAllNew(state.Record!))
            {
                reached();
                return hasWaited || state.Now >= confirmed + Month;
            }
        }

        return true;
    }

    private static Instant? Confirmed(MachineState state) => state.Record!.Contacts.Verified.FirstOrDefault(Thief.Reads) is null ? null : state.Now;

    // The thief's is there; of the owner's there is nothing left that counts, now or after a cancel or an undoing.
    private static bool IsAllNew(AccountRecord record) =>
        (record.Contacts.Verified.Any(Thief.Reads) || Thief.Made(record.RecoveryCode.Code))
        && !record.Contacts.Items.Any(contact => !Thief.Reads(contact) && contact.State is ContactState.Verified or ContactState.Leaving)
        && !Hands.Owner.Made(record.RecoveryCode.Live);

    private static bool EndsAlike(int from, (int What, int Pick)[] steps, MachineRules rules)
    {
        MachineState often = Starts[from / 2];
        MachineState late = often;
        Instant now = often.Now;
        foreach ((int what, int pick) in steps.Append((0, 0)))
        {
            if (what <= 4)
            {
                // Nobody comes; the sweep does, at every end on the way.
                now = Target(often, what, pick);
                while (MachineShape.Of(often).Boundaries.Where(at => at < now).DefaultIfEmpty(now).Min() is var next && next < now)
                {
                    often = often.At(next, rules);
                }

                often = often.At(now, rules);
            }
            else
            {
                late = late.At(now, rules);
                _ = Step(ref often, what, pick, from % 2 == 0, rules);
                _ = Step(ref late, what, pick, from % 2 == 0, rules);
            }
        }

        late = late.At(now, rules);
        return often.State == late.State
            && often.Record!.Access.Reentry == late.Record!.Access.Reentry
            && Proving(often).SequenceEqual(Proving(late));
    }

    // Who is gone with the wait is told for 72 hours from when it is noticed, which a late sweep does later.
    private static IEnumerable<Contact> Proving(MachineState state) => state.Record!.Contacts.Items.Where(contact => contact.State != ContactState.Left);

    // Half of the steps are time; of the others, more are the thief's, and in every other history all of them.
    private static (MachineCommand? Done, Hands By) Step(ref MachineState state, int what, int pick, bool ownerActs, MachineRules rules)
    {
        if (what <= 4)
        {
            state = state.At(Target(state, what, pick), rules);
            return (null, Thief);
        }

        Hands by = ownerActs && what > 7 ? Hands.Owner : Thief;
        Verb[] verbs = by == Thief ? OfThief : Enum.GetValues<Verb>();
        Verb verb = verbs[pick % verbs.Length];
        MachineCommand[] commands = [.. new MachineCommands(state, by).By(verb)];
        for (int i = 0; i < commands.Length; i++)
        {
            MachineCommand command = commands[(pick + i) % commands.Length];
            Ruling ruling = rules.Decide(state.Record, command, state.Now);
            if (ruling.IsAccepted)
            {
                state = ruling.Next is null ? state : state.After(command, ruling, by);
                return (command, by);
            }
        }

        return (null, by);
    }

    // The next end, a microsecond before it, or somewhere else.
    private static Instant Target(MachineState state, int what, int pick)
    {
        Instant next = MachineShape.Of(state).Boundaries.Where(at => at > state.Now + ContactScene.Grain).DefaultIfEmpty(state.Now + Month).Min();
        return what switch
        {
            0 => next,
            1 => next - ContactScene.Grain,
            2 when state.Record!.Access.Wait is { } wait && wait.Until > state.Now + ContactScene.Grain => pick % 2 == 0 ? wait.Until : wait.Until - ContactScene.Grain,
            _ => state.Now + Jumps[pick % Jumps.Length],
        };
    }
}
