using NodaTime;
using RecoveryCli;

namespace AccountRecovery.Samples;

public sealed class WordsTests
{
    public static TheoryData<Refusal> Refusals => [.. Enum.GetValues<Refusal>()];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_has_a_name_of_lower_case_words_and_a_sentence(Refusal why)
    {
        Assert.DoesNotContain(Words.Name(why), symbol => symbol is not ((>= 'a' and <= 'z') or '_'));
        foreach (RecoveryMethod about in (RecoveryMethod[])[RecoveryMethod.BackupCodes, RecoveryMethod.RecoveryCode, RecoveryMethod.RecoveryKey, RecoveryMethod.SecurityCodes])
        {
            Assert.EndsWith(".", Words.Say(why, about), StringComparison.Ordinal);
            Assert.Equal(why == Refusal.None, Words.Say(why, about).StartsWith("Refused: ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_reason_why_something_is_not_allowed_and_every_step_has_words_of_its_own()
    {
        Assert.All(Enum.GetValues<AccessDenial>().Where(why => why != AccessDenial.None), why => Assert.NotEqual(Words.Name(why), Words.Say(why)));
        Assert.All(Enum.GetValues<AccessStep>(), step => Assert.NotEqual($"{Words.Name(step)}.", Words.Say(step)));
    }

    [Fact]
    public void Every_fault_of_an_address_says_what_to_do() =>
        Assert.All(Enum.GetValues<AddressFault>().Where(fault => fault != AddressFault.None), fault => Assert.DoesNotContain("It is no address", Words.Say(fault), StringComparison.Ordinal));

    [Fact]
    public void Every_purpose_of_a_security_code_has_a_name_of_its_own() =>
        Assert.Equal(Enum.GetValues<ProofPurpose>().Except([ProofPurpose.SignIn]), Purposes.All.Values.Order());

    [Fact]
    public void Every_proof_that_a_recovery_may_still_take_says_how_to_come_by_it() => Assert.All(
        [ProofKind.RecoveryCode, ProofKind.RecoveryKey, ProofKind.ContactCode, ProofKind.BackupCode, ProofKind.HostTwoStep, ProofKind.TrustedDevice],
        kind => Assert.NotEqual(Words.Name(kind), Words.Say(kind)));

    [Fact]
    public void Every_state_of_a_contact_says_until_when()
    {
        ContactState[] states = [.. Enum.GetValues<ContactState>().Except([ContactState.None, ContactState.Left])];
        Instant now = Instant.FromUtc(2026, 3, 1, 12, 0);
        string[] lines = [.. states.Select(state => ContactLines.Table(
            [new ContactView(new ContactId(1), ContactChannel.Email, "m***@example.com", state, now, now, now, now)], now, now))];

        Assert.Equal(states.Length, lines.Select(line => line.Split(Words.Name(now))[0]).Distinct().Count());
        Assert.All(lines, line => Assert.True(line.Contains("2026-03-01T12:00:00Z", StringComparison.Ordinal) || line.Contains("proves nothing", StringComparison.Ordinal), line));
    }

    [Fact]
    public void What_a_terminal_would_obey_is_not_printed() => Assert.Equal("a?[2Jb\nc", Words.Plain("a\u001b[2Jb\nc"));
}
