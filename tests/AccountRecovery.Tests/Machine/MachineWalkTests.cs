using NodaTime;

namespace AccountRecovery;

/// <summary>Everything that can happen to an account, by the rules alone.</summary>
[Trait("Category", "NoText")]
public sealed class MachineWalkTests(ITestOutputHelper output)
{
    // Deep enough for every command, every state, and every way from one to another.
    private const int ShortDepth = 3;

    // Walked once: more than one test looks at it.
    private static readonly Lazy<MachineWalk> ShortWalk = new(() => Walk(MachineRules.Real, ShortDepth));

    /// <summary>Twins, by the name that they have in <see cref="MachineTwins"/>, and what the walk says of each.</summary>
    public static TheoryData<string, string> Twins { get; } = new()
    {
        { nameof(MachineTwins.ShortWait), "a wait that does not run its length from now" },
        { nameof(MachineTwins.EndsEarly), "the wait ends before or after it should" },
        { nameof(MachineTwins.EndsWhenSeen), "the end of the wait moved" },
        { nameof(MachineTwins.SessionCancels), "the table refuses CancelWait in Waiting, and it was done" },
        { nameof(MachineTwins.LongSkip), "a skip goes too far" },
        { nameof(MachineTwins.YoungIsSettled), "the table refuses AddContact in Established, and it was done" },
        { nameof(MachineTwins.FreezeIsIgnored), "frozen, and something was done" },
        { nameof(MachineTwins.LateUndo), "a contact is Removed for too long" },
        { nameof(MachineTwins.YoungRemovesOlder), "the table refuses RemoveContact in Established, and it was done" },
    };

    /// <summary>At least a million transitions in the full run.</summary>
    [Fact]
    public void W1_W2_W3_W4_W7_W8_No_step_from_anywhere_breaks_a_law_and_everywhere_there_is_a_way_out()
    {
        MachineWalk walk = FullRun.IsOn ? Walk(MachineRules.Real, depth: 6) : Short();

        output.WriteLine($"{walk}");
        Assert.True(walk.Violation is null, walk.Violation);
        Assert.InRange(walk.Transitions, FullRun.Or(200_000, 1_000_000), long.MaxValue);
        Assert.Equal([.. Enum.GetValues<Verb>()], walk.Done.Order());
        Assert.Equal(["AfterWait", "Established", "Frozen", "None", "Reentry", "Waiting"], walk.AccountStates.Order(StringComparer.Ordinal));

        // Where the short walk is enough for the page, the long one finds nothing that it lacks.
        Assert.Empty(walk.Arrows.Except(Short().Arrows));
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void A_twin_with_one_broken_rule_is_caught(string name, string wrong)
    {
        MachineWalk walk = Walk(MachineTwins.Of(name), ShortDepth);

        Assert.Equal(wrong, walk.Violation?.Split(Environment.NewLine)[0]);
    }

    /// <summary>The same with waits of other lengths than the default: one that is shorter than all else, one as long as a removal can be undone, and longer ones.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(60)]
    [InlineData(90)]
    public void W1_W2_W3_W4_W7_W8_No_step_breaks_a_law_whatever_the_length_of_the_wait(int days)
    {
        var wait = Duration.FromDays(days);
        MachineWalk walk = Walk(MachineRules.Lasting(wait), FullRun.Or(2, 4), wait);

        output.WriteLine($"{days} days: {walk}");
        Assert.True(walk.Violation is null, walk.Violation);
        Assert.Equal(["AfterWait", "Established", "Frozen", "None", "Reentry", "Waiting"], walk.AccountStates.Order(StringComparer.Ordinal));
        Assert.Contains(walk.Arrows, arrow => arrow is ("Waiting", "AfterWait", null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(60)]
    [InlineData(90)]
    public void A_twin_whose_wait_is_a_microsecond_short_is_caught_whatever_its_length(int days)
    {
        var wait = Duration.FromDays(days);
        MachineWalk walk = new MachineWalk(MachineRules.Lasting(wait - ContactScene.Grain), Hands.Anyone) { Wait = wait }.Run(MachineStarts.All(MachineRules.Lasting(wait), wait), depth: 1);

        Assert.Equal("a wait that does not run its length from now", walk.Violation?.Split(Environment.NewLine)[0]);
    }

    internal static MachineWalk Short() => ShortWalk.Value;

    private static MachineWalk Walk(MachineRules rules, int depth) => Walk(rules, MachineRules.Real, depth, RecoveryPolicy.DefaultWait);

    private static MachineWalk Walk(MachineRules rules, int depth, Duration wait) => Walk(rules, rules, depth, wait);

    private static MachineWalk Walk(MachineRules rules, MachineRules sound, int depth, Duration wait) =>
        new MachineWalk(rules, Hands.Anyone) { Must = state => WayOut.Lacks(state, sound), Wait = wait }.Run(MachineStarts.All(sound, wait), depth);
}
