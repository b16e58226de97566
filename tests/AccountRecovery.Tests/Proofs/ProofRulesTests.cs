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
            Refusal why = Attest(Ticket(kind, purpose), purpose);

            Assert.Equal(attests ? Refusal.None : Refusal.TicketInvalid, why);
            Assert.All(
                Enum.GetValues<ProofPurpose>().Where(other => other != purpose),
                other => Assert.Equal(Refusal.TicketInvalid, Attest(Ticket(kind, purpose), other)));
        }
    }

    [Fact]
    public void Who_brings_no_proof_is_not_attested_and_not_refused() => Assert.Equal(Refusal.None, ProofRules.CheckAttestation(Call(ProofPurpose.SignIn), 7, Now));

    /// <summary>What the host states in a call is good for that call, whatever its purpose and the account's epoch; a ticket beside it is checked as ever.</summary>
    [Fact]
    public void A_stated_proof_is_good_for_its_call_and_a_bad_ticket_beside_it_refuses()
    {
        TicketFacts stated = TicketFacts.Stated(HostProof.HostPassword);
        foreach (ProofPurpose purpose in Enum.GetValues<ProofPurpose>())
        {
            Assert.All(new long?[] { null, 0, 7 }, epoch => Assert.Equal(Refusal.None, ProofRules.CheckAttestation(Call(purpose, stated), epoch, Now)));
            Assert.Equal(Refusal.TicketInvalid, ProofRules.CheckAttestation(Call(purpose, stated, null), 7, Now));
            Assert.Equal(Refusal.TicketVoid, ProofRules.CheckAttestation(Call(purpose, stated, Ticket(ProofKind.HostSession, purpose)), 8, Now));
        }
    }

    private static Refusal Attest(TicketFacts ticket, ProofPurpose purpose) => ProofRules.CheckAttestation(Call(purpose, ticket), 7, Now);

    private static RecoveryCall Call(ProofPurpose purpose, params TicketFacts?[] given) =>
        new(RecoveryAction.Redeem, RecoveryMethod.BackupCodes, TestHost.Alice, new ProofsGiven([.. given], TwoStep: false), CallerTrace.None) { Purpose = purpose };

    private static TicketFacts Ticket(ProofKind kind, ProofPurpose purpose) => new(kind, purpose, 7, Now, Now + RecoveryPolicy.DefaultTicketLifetime);
}
