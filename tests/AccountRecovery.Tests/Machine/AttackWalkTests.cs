using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Everything that an owner and an attacker can do to one account, in any order. The owner may do anything, and need do nothing. Unless somebody waits in full, and
/// unless the owner gives everything up, the account stays the owner's.
/// </summary>
/// <remarks>
/// Taken over is an account where the attacker has a contact that is settled, a recovery code or key that is live, or a completed recovery. Whoever knows the password
/// and waits 720 hours that nobody cancels gets in: that is what the wait is for. So is a contact of the attacker's that the owner leaves there for 720 hours.
/// </remarks>
[Trait("Category", "NoText")]
public sealed class AttackWalkTests(ITestOutputHelper output)
{
    private static readonly Duration Month = Duration.FromHours(720);

    [Theory]
    [InlineData("a session", false, ProofKind.HostSession)]
    [InlineData("the password", false, ProofKind.HostSession, ProofKind.HostPassword)]
    [InlineData("a young contact", true)]
    [InlineData("all three", true, ProofKind.HostSession, ProofKind.HostPassword)]
    public void W1_W4_W5_Nobody_takes_an_account_over_without_a_full_wait_by(string means, bool hasYoungContact, params ProofKind[] vouched)
    {
        MachineWalk walk = Walk(MachineRules.Real, Hands.Attacker(vouched), hasYoungContact, FullRun.Or(2, 6));

        output.WriteLine($"{means}: {walk}");
        Assert.True(walk.Violation is null, walk.Violation);
        Assert.InRange(walk.Transitions, FullRun.Or(5_000, 500_000), long.MaxValue);
    }

    /// <summary>By design, and so that the law above is known to see it: the wait runs in full, nobody cancels, and the password is enough.</summary>
    [Fact]
    public void W1_After_a_full_wait_that_nobody_cancelled_the_password_gets_in_and_not_before()
    {
        Hands thief = Hands.Attacker(ProofKind.HostSession, ProofKind.HostPassword);
        MachineState start = MachineStarts.Attacked(thief, hasYoungContact: false, twoStep: false).First();
        MachineState? taken = null;
        MachineWalk walk = new MachineWalk(MachineRules.Real, thief)
        {
            ChecksMachine = false,
            Must = state => TakenOver(state, thief) is { } how && (taken = state) is not null ? how : null,
        }.Run([start], depth: 5);

        Assert.StartsWith("a contact of the attacker's is settled", walk.Violation, StringComparison.Ordinal);
        Assert.Equal(start.Now + WaitScene.Length, taken!.Now);
    }

    [Fact]
    public void A_twin_to_whom_a_young_contact_is_settled_is_caught()
    {
        MachineWalk walk = Walk(MachineTwins.YoungIsSettled, Hands.Attacker(), hasYoungContact: true, depth: 2);

        Assert.Equal("the attacker completed a recovery", walk.Violation?.Split(Environment.NewLine)[0]);
    }

    [Fact]
    public void A_twin_that_settles_the_first_contact_beside_a_recovery_code_is_caught()
    {
        Hands thief = Hands.Attacker(ProofKind.HostSession, ProofKind.HostPassword);
        MachineWalk walk = Walk(MachineTwins.SettlesAnything, thief, hasYoungContact: false, depth: 3);

        Assert.StartsWith("a contact of the attacker's is settled", walk.Violation, StringComparison.Ordinal);
    }

    private static MachineWalk Walk(MachineRules rules, Hands attacker, bool hasYoungContact, int depth) =>
        new MachineWalk(rules, attacker, Hands.Owner)
        {
            ChecksMachine = false,
            Must = state => IsOver(state, attacker) ? null : TakenOver(state, attacker),
            MustNot = (by, command, before, after) => by != attacker ? null
                : command.Verb == Verb.Complete ? "the attacker completed a recovery"
                : after is not null && IsBare(after.Record!, attacker) && !IsBare(before.Record!, attacker) ? "the attacker has left the owner with nothing"
                : null,
            Ends = state => IsOver(state, attacker),
        }.Run(
            MachineStarts.Attacked(attacker, hasYoungContact, twoStep: false).Concat(MachineStarts.Attacked(attacker, hasYoungContact, twoStep: true)),
            depth);

    private static string? TakenOver(MachineState state, Hands attacker)
    {
        AccountRecord record = state.Record!;
        return record.Contacts.Verified.Any(contact => attacker.Reads(contact) && TableModel.WasSettled(contact, state.Now)) ? "a contact of the attacker's is settled"
            : attacker.Made(record.RecoveryCode.Live) ? "a recovery code of the attacker's is live"
            : attacker.Made(record.RecoveryKey.Slot.Live) ? "a recovery key of the attacker's is live"
            : null;
    }

    private static bool IsBare(AccountRecord record, Hands attacker) =>
        record is { State: AccountState.None or AccountState.Established or AccountState.Waiting, RecoveryCode.Live: null }
        && !record.Contacts.Items.Any(contact => !attacker.Reads(contact)
            && contact.State is ContactState.Verified or ContactState.Leaving or ContactState.Removed or ContactState.Voided);

    // Somebody has waited in full, or the owner has kept nothing that an attacker has not: then what comes is by design.
    private static bool IsOver(MachineState state, Hands attacker)
    {
        AccountRecord record = state.Record!;
        return record.State == AccountState.AfterWait
            || IsBare(record, attacker)
            || record.Contacts.Verified.Any(contact => attacker.Reads(contact) && state.Now >= TableModel.KnownSince(contact) + Month);
    }
}
