using NodaTime;

namespace AccountRecovery;

public sealed class ChangeRulesTests
{
    private static readonly Instant Now = TestHost.Start;
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    private static readonly AccountRecord Record = AccountRecord.New(RecordSecret.Generate(), Now) with { Epoch = 7 };

    /// <summary>Every pair of kinds, with two-step verification off and on.</summary>
    [Fact]
    public void S14_Changing_codes_requires_the_password_and_where_on_a_second_step()
    {
        foreach (ProofKind first in Enum.GetValues<ProofKind>())
        {
            foreach (ProofKind second in Enum.GetValues<ProofKind>())
            {
                bool password = first == ProofKind.HostPassword || second == ProofKind.HostPassword;
                bool step = first is ProofKind.HostTwoStep or ProofKind.BackupCode || second is ProofKind.HostTwoStep or ProofKind.BackupCode;

                Assert.Equal(password ? Refusal.None : Refusal.PasswordProofNeeded, Check(Record, false, Ticket(first), Ticket(second)));
                Assert.Equal(
                    !password ? Refusal.PasswordProofNeeded : step ? Refusal.None : Refusal.TwoStepProofNeeded,
                    Check(Record, true, Ticket(first), Ticket(second)));
            }
        }

        Assert.Equal(Refusal.PasswordProofNeeded, Check(Record, false));
    }

    /// <summary>A ticket that is no good refuses even beside one that would do: silence would hide a mistake.</summary>
    [Fact]
    public void Check_OneBadTicket_RefusesAll()
    {
        TicketFacts good = Ticket(ProofKind.HostPassword);

        Assert.Equal(Refusal.TicketInvalid, Check(Record, false, good, null));
        Assert.Equal(Refusal.TicketInvalid, Check(Record, false, good, Ticket(ProofKind.HostTwoStep) with { Purpose = ProofPurpose.SignIn }));
        Assert.Equal(Refusal.TicketExpired, Check(Record, false, good, good with { Expires = Now }));
        Assert.Equal(Refusal.TicketVoid, Check(Record, false, good, good with { Epoch = 8 }));
    }

    [Fact]
    public void In_re_entry_the_password_counts_for_nothing_until_there_are_new_credentials()
    {
        AccountRecord waiting = In(new Reentry(Now, Now + Reentry.GrantLifetime));

        Assert.Equal(Refusal.CredentialsNotSet, Check(waiting, Change.MakeRecoveryCode, Ticket(ProofKind.HostPassword)));
        Assert.Equal(Refusal.CredentialsNotSet, Check(waiting, Change.MakeRecoveryCode, Ticket(ProofKind.ReentryGrant)));
        Assert.Equal(Refusal.GrantNeeded, Check(waiting, Change.MakeRecoveryCode, Ticket(ProofKind.HostSession)));
    }

    [Fact]
    public void The_password_takes_the_grants_place_when_the_grant_has_run_out_and_not_a_microsecond_before()
    {
        AccountRecord set = In(new Reentry(Now - Reentry.GrantLifetime, Now) { CredentialsSetAt = Now - Duration.FromHours(1) });
        AccountRecord longer = In(set.Access.Reentry! with { GrantUntil = Now + Grain });

        Assert.Equal(Refusal.None, Check(set, Change.MakeRecoveryCode, Ticket(ProofKind.HostPassword)));
        Assert.Equal(Refusal.GrantNeeded, Check(longer, Change.MakeRecoveryCode, Ticket(ProofKind.HostPassword)));
        Assert.Equal(Refusal.None, Check(longer, Change.MakeRecoveryCode, Ticket(ProofKind.ReentryGrant)));
        Assert.Equal(Refusal.NotInThisState, Check(set, Change.BackupCodes, Ticket(ProofKind.HostPassword)));
    }

    private static AccountRecord In(Reentry reentry) => Record with { Access = AccessPart.None with { Reentry = reentry } };

    private static Refusal Check(AccountRecord record, bool twoStep, params TicketFacts?[] tickets) =>
        ChangeRules.Check(record, Change.BackupCodes, new ProofsGiven([.. tickets], twoStep), RequiredProof.Nothing, Now).Why;

    private static Refusal Check(AccountRecord record, Change change, params TicketFacts?[] tickets) =>
        ChangeRules.Check(record, change, new ProofsGiven([.. tickets], TwoStep: false), RequiredProof.Nothing, Now).Why;

    private static TicketFacts Ticket(ProofKind kind) => new(kind, ProofPurpose.ChangeSecuritySettings, 7, Now, Now + RecoveryPolicy.DefaultTicketLifetime);
}
