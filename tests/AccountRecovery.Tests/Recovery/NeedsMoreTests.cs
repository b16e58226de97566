namespace AccountRecovery;

/// <summary>What is still missing is something that the account has.</summary>
public sealed class NeedsMoreTests
{
    private static readonly Caller Finder = new() { Session = "recovering", TwoStep = true };

    [Theory]
    [InlineData(null, false)]
    [InlineData("Mira+codes@example.com", false)]
    [InlineData(ContactScene.Work, true)]
    public async Task Another_contact_is_asked_for_only_where_another_mailbox_or_phone_is_there(string? other, bool isAsked)
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        if (other is not null)
        {
            await host.AddByAsync(contact, NewContact.Email(other), other);
        }

        host.Clock.Advance(SendLimits.Spacing);
        ChallengeId challenge = await host.AskAsync(ContactScene.Mira, caller: Finder);
        VerifyOutcome verified = await host.SecurityCodes.VerifyAsync(TestHost.Alice, challenge, host.LastCode(), ProofPurpose.Recover, Finder);
        RecoveryTicket code = Assert.IsType<VerifyOutcome.Verified>(verified).Proof!;
        CompleteOutcome outcome = await host.Recovery.CompleteAsync(TestHost.Alice, Finder.Having(code));

        Assert.Equal(isAsked, Assert.IsType<CompleteOutcome.NeedsMore>(outcome).Kinds.Contains(ProofKind.ContactCode));
    }
}
