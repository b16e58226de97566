using NodaTime;

namespace AccountRecovery;

public sealed class ProofRulesTests
{
    private static readonly Instant Now = TestHost.Start;
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);

    [Fact]
    public void Check_AroundTheEnd_IsHalfOpen()
    {
        TicketFacts facts = Ticket(ProofKind.HostPassword, ProofPurpose.SignIn);

        Assert.Equal(Refusal.None, ProofRules.Check(facts, 7, ProofPurpose.SignIn, facts.Expires - Grain));
        Assert.Equal(Refusal.TicketExpired, ProofRules.Check(facts, 7, ProofPurpose.SignIn, facts.Expires));
        Assert.Equal(Refusal.TicketExpired, ProofRules.Check(facts, 7, ProofPurpose.SignIn, facts.Expires + Grain));
    }

    [Fact]
    public void Check_NotGenuine_IsInvalid() => Assert.Equal(Refusal.TicketInvalid, ProofRules.Check(null, 7, ProofPurpose.SignIn, Now));

    [Theory]
    [InlineData(7L, 7L, Refusal.None)]
    [InlineData(7L, 8L, Refusal.TicketVoid)]
    [InlineData(8L, 7L, Refusal.TicketVoid)]
    [InlineData(null, 7L, Refusal.TicketVoid)]
    [InlineData(7L, null, Refusal.TicketVoid)]
    [InlineData(0L, null, Refusal.TicketVoid)]
    [InlineData(null, null, Refusal.None)]
    public void Check_Epochs_MustBeEqual(long? ticket, long? account, Refusal why) =>
        Assert.Equal(why, ProofRules.Check(Ticket(ProofKind.HostPassword, ProofPurpose.SignIn) with { Epoch = ticket }, account, ProofPurpose.SignIn, Now));

    /// <summary>Which kind moves its holder to the owner's budget: what the host knows of the person, and nothing that a stranger could redeem.</summary>
    [Theory]
    [InlineData(ProofKind.None, false)]
    [InlineData(ProofKind.HostSession, true)]
    [InlineData(ProofKind.HostPassword, true)]
    [InlineData(ProofKind.HostTwoStep, false)]
    [InlineData(ProofKind.TrustedDevice, true)]
    [InlineData(ProofKind.BackupCode, false)]
    [InlineData(ProofKind.RecoveryCode, false)]
    [InlineData(ProofKind.RecoveryKey, false)]
    [InlineData(ProofKind.ReentryGrant, false)]
    [InlineData((ProofKind)99, false)]
    public void S14_Only_some_kinds_attest(ProofKind kind, bool attests)
    {
        foreach (ProofPurpose purpose in Enum.GetValues<ProofPurpose>())
        {
            Refusal why = ProofRules.CheckAttestation(Ticket(kind, purpose), 7, purpose, Now);

            Assert.Equal(attests ? Refusal.None : Refusal.TicketInvalid, why);
            Assert.All(
                Enum.GetValues<ProofPurpose>().Where(other => other != purpose),
                other => Assert.Equal(Refusal.TicketInvalid, ProofRules.CheckAttestation(Ticket(kind, purpose), 7, other, Now)));
        }
    }

    private static TicketFacts Ticket(ProofKind kind, ProofPurpose purpose) => new(kind, purpose, 7, Now, Now + RecoveryPolicy.DefaultTicketLifetime);
}
