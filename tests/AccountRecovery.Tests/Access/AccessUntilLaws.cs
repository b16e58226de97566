using NodaTime;

namespace AccountRecovery;

/// <summary>What an answer says about time: at <see cref="AccessResult.Until"/> it is another, not a microsecond before; and where it says nothing, time changes nothing.</summary>
[Trait("Category", "NoText")]
public sealed class AccessUntilLaws
{
    private delegate AccessResult Ask(AccessSituation situation, Instant at, AccountAction action, AccessFacts facts);

    [Fact]
    public async Task Until_is_exact_in_every_situation()
    {
        await using var host = new TestHost();

        (int withTime, string[] broken) = Check((situation, at, action, facts) => situation.At(at, action, facts, host.Policy));

        Assert.Empty(broken);
        Assert.InRange(withTime, 200, int.MaxValue);
    }

    /// <summary>The same after a restore, which puts the end of a wait off.</summary>
    [Fact]
    public async Task Until_is_exact_where_a_restore_has_put_the_end_off()
    {
        await using var host = new TestHost(options => options.RestoredAt = "2026-03-01T11:00:00Z");
        AccessSituation waiting = AccessSituation.All.Single(situation => situation.Name == "the wait runs");
        Assert.Equal(
            Instant.FromUtc(2026, 3, 1, 11, 0) + ContactScene.Month,
            waiting.At(AccessSituation.Now, AccountAction.ChangeSecuritySettings, new AccessFacts { SessionBegan = AccessSituation.Now }, host.Policy).Until);

        Assert.Empty(Check((situation, at, action, facts) => situation.At(at, action, facts, host.Policy)).Broken);
    }

    /// <summary>Power: an answer that names a microsecond too soon, one too late, or no time, is caught.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_twin_that_is_off_by_a_microsecond_or_silent_is_caught()
    {
        await using var host = new TestHost();
        Ask Twin(Func<Instant, Instant?> shift) => (situation, at, action, facts) =>
        {
            AccessResult answer = situation.At(at, action, facts, host.Policy);
            return answer.Until is { } until ? answer with { Until = shift(until) } : answer;
        };

        Assert.NotEmpty(Check(Twin(until => until + ContactScene.Grain)).Broken);
        Assert.NotEmpty(Check(Twin(until => until - ContactScene.Grain)).Broken);
        Assert.NotEmpty(Check(Twin(_ => null)).Broken);
    }

    private static (int WithTime, string[] Broken) Check(Ask ask)
    {
        int withTime = 0;
        var broken = new List<string>();
        foreach (AccessSituation situation in AccessSituation.All)
        {
            foreach (AccountAction action in Enum.GetValues<AccountAction>())
            {
                foreach (AccessFacts facts in AccessSituation.Facts)
                {
                    AccessResult answer = ask(situation, AccessSituation.Now, action, facts);
                    bool holds = answer.Until is { } until
                        ? IsSame(answer, ask(situation, until - ContactScene.Grain, action, facts)) && !IsSame(answer, ask(situation, until, action, facts))
                        : Later().All(at => IsSame(answer, ask(situation, at, action, facts)));
                    withTime += answer.Until is null ? 0 : 1;
                    if (!holds)
                    {
                        broken.Add($"{situation.Name}: {action}, {answer}");
                    }
                }
            }
        }

        return (withTime, [.. broken]);
    }

    private static bool IsSame(AccessResult one, AccessResult other) => (one.Denial, one.Until) == (other.Denial, other.Until) && one.Steps.SequenceEqual(other.Steps);

    // Every instant at which any of the situations changes, and a year in days.
    private static IEnumerable<Instant> Later() =>
        Enumerable.Range(0, 366).Select(day => AccessSituation.Now + Duration.FromDays(day))
            .Concat(from hours in (int[])[9, 23, 71, 24 * 27] select AccessSituation.Now + Duration.FromHours(hours));
}
