using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

public sealed class AttemptRulesTests
{
    private static readonly Instant Now = TestHost.Start;
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    private static readonly RecoveryPolicy Policy = PolicyOf(new AccountRecoveryOptions());

    /// <summary>Every policy that starts, both ends of every bound among them.</summary>
    private static Arbitrary<(int Free, int First, int Longest, int Cap)> Policies => Arb.From(
        from free in Gen.Choose(1, 10)
        from first in Gen.OneOf(Gen.Choose(30, 3_600), Gen.Elements(30, 3_600))
        from longest in Gen.OneOf(Gen.Choose(first, 86_400), Gen.Elements(first, 86_400))
        from cap in Gen.OneOf(Gen.Choose(10, 100), Gen.Constant(100))
        select (free, first, longest, cap),
        policy => policy.first > 30 ? [policy with { first = 30 }] : []);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(7, 120)]
    [InlineData(11, 1_920)]
    [InlineData(12, 3_600)]
    [InlineData(100, 3_600)]
    [InlineData(int.MaxValue, 3_600)]
    public void PauseAfter_Default_DoublesFrom30SecondsUpToAnHour(int failures, int seconds) =>
        Assert.Equal(Duration.FromSeconds(seconds), AttemptRules.PauseAfter(failures, Policy));

    [Fact]
    public void S2_Five_attempts_are_charged_and_the_sixth_waits_30_seconds()
    {
        AttemptBudget budget = AttemptBudget.Fresh;
        for (int n = 0; n < RecoveryPolicy.DefaultFreeAttempts; n++)
        {
            Assert.True(AttemptRules.IsOpen(budget, Now));
            budget = AttemptRules.Charge(budget, Policy, Now, CallerTrace.None);
        }

        Assert.False(AttemptRules.IsOpen(budget, Now));
        Assert.False(AttemptRules.IsOpen(budget, Now + Duration.FromSeconds(30) - Grain));
        Assert.True(AttemptRules.IsOpen(budget, Now + Duration.FromSeconds(30)));
    }

    [Fact]
    public void The_hundredth_failure_in_a_row_closes_for_good()
    {
        AttemptBudget budget = Charged(99);
        Assert.False(budget.Closed);

        budget = AttemptRules.Charge(budget, Policy, Now, CallerTrace.None);

        Assert.True(budget.Closed);
        Assert.False(AttemptRules.IsOpen(budget, Now + Duration.FromDays(3_650)));
        Assert.True(AttemptRules.IsOpen(budget.Reopened(), Now));
    }

    [Fact]
    public void S8_A_full_counter_stays_full_and_closed()
    {
        AttemptBudget budget = AttemptBudget.Fresh with { Failures = int.MaxValue - 1, LastCharge = long.MaxValue - 1 };

        for (int n = 0; n < 3; n++)
        {
            budget = AttemptRules.Charge(budget, Policy, Now, CallerTrace.None);

            Assert.Equal(int.MaxValue, budget.Failures);
            Assert.True(budget.Closed);
        }

        Assert.Equal(3, budget.InFlight.Select(charge => charge.Number).Distinct().Count());
        Assert.Equal(int.MaxValue, ReadBack(budget).Failures);
    }

    /// <summary>The twin that adds without looking wraps; the test above would tell.</summary>
    [Fact]
    public void S8_A_counter_that_wraps_is_caught()
    {
        static int Twin(int failures) => unchecked(failures + 1);

        Assert.NotEqual(int.MaxValue, Twin(Twin(int.MaxValue - 1)));
    }

    [Fact]
    public void S8_Under_every_policy_any_number_of_failures_is_counted_and_paused_within_the_bounds() => Holds.ForAll(
        Policies.Zip(Gen.OneOf(Gen.Choose(0, 200), Gen.Elements(int.MaxValue - 1, int.MaxValue)).ToArbitrary()),
        given =>
        {
            (int free, int first, int longest, int cap) = given.Item1;
            RecoveryPolicy policy = PolicyOf(free, first, longest, cap);
            AttemptBudget budget = AttemptRules.Charge(AttemptBudget.Fresh with { Failures = given.Item2 }, policy, Now, CallerTrace.None);
            Duration pause = AttemptRules.PauseAfter(budget.Failures, policy);
            return budget.Failures >= given.Item2 && budget.Failures > 0
                && budget.Closed == (budget.Failures >= cap)
                && (budget.Failures < free ? pause == Duration.Zero : pause >= policy.FirstPause && pause <= policy.LongestPause)
                && (budget.PausedUntil ?? Now) == Now + pause
                && AttemptRules.PauseAfter(given.Item2, policy) <= pause;
        },
        tests: 2_000);

    [Fact]
    public void Each_pause_is_twice_the_one_before_until_the_longest() => Holds.ForAll(
        Policies,
        given =>
        {
            RecoveryPolicy policy = PolicyOf(given.Free, given.First, given.Longest, given.Cap);
            return AttemptRules.PauseAfter(given.Free, policy) == policy.FirstPause && Enumerable.Range(given.Free, given.Cap).All(failures =>
                AttemptRules.PauseAfter(failures + 1, policy) == Duration.Min(policy.LongestPause, AttemptRules.PauseAfter(failures, policy) * 2));
        });

    [Fact]
    public void A_charge_lapses_after_60_seconds_and_not_before()
    {
        AttemptBudget budget = Charged(1);
        Instant end = Now + Duration.FromSeconds(60);

        Assert.NotNull(AttemptRules.Find(budget, 1, end - Grain));
        Assert.Null(AttemptRules.Find(budget, 1, end));
        Assert.Null(AttemptRules.Find(budget, 2, Now));
    }

    [Fact]
    public void S5_Success_ends_the_row_and_failure_leaves_it()
    {
        AttemptBudget budget = Charged(7);

        AttemptBudget failed = AttemptRules.Fail(budget, 3);
        AttemptBudget succeeded = AttemptRules.Succeed(budget, 3);

        Assert.Equal([1, 2, 4, 5, 6, 7], failed.InFlight.Select(charge => charge.Number));
        Assert.Equal((7, budget.PausedUntil), (failed.Failures, failed.PausedUntil));
        Assert.Equal([1, 2, 4, 5, 6, 7], succeeded.InFlight.Select(charge => charge.Number));
        Assert.Equal((0, (Instant?)null, false), (succeeded.Failures, succeeded.PausedUntil, succeeded.Closed));
        Assert.Equal(7, succeeded.LastCharge);
    }

    [Fact]
    public void Restart_AfterAWrongClock_RunsEverythingAgainInFull()
    {
        Instant poisoned = Now + Duration.FromDays(10_000);
        AttemptBudget budget = AttemptRules.Charge(Charged(6), Policy, poisoned, CallerTrace.None);

        (AttemptBudget restarted, AttemptBudget fresh) = AttemptRules.Restart(new AttemptBudgets(budget, AttemptBudget.Fresh), Policy, Now);

        Assert.Equal(Now + Duration.FromSeconds(120), restarted.PausedUntil);
        Assert.All(restarted.InFlight, charge => Assert.Equal(Now, charge.At));
        Assert.Equal(7, restarted.Failures);
        Assert.Null(fresh.PausedUntil);
    }

    private static AttemptBudget Charged(int times) =>
        Enumerable.Range(0, times).Aggregate(AttemptBudget.Fresh, (budget, _) => AttemptRules.Charge(budget, Policy, Now, CallerTrace.None));

    private static AttemptBudget ReadBack(AttemptBudget budget)
    {
        var fields = new FieldWriter();
        budget.Write(fields);
        return AttemptBudget.Read(new FieldReader(fields.Written));
    }

    private static RecoveryPolicy PolicyOf(int free, int first, int longest, int cap)
    {
        var options = new AccountRecoveryOptions
        {
            FreeAttempts = free,
            FirstPause = TimeSpan.FromSeconds(first),
            LongestPause = TimeSpan.FromSeconds(longest),
            AttemptCap = cap,
        };
        return PolicyOf(options);
    }

    private static RecoveryPolicy PolicyOf(AccountRecoveryOptions options) => new(options, keepEvents: true, channels: []);
}
