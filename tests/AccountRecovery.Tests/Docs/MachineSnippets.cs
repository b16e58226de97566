namespace AccountRecovery;

/// <summary>The code blocks about removing contacts, the wait, freezing and completing.</summary>
public sealed class MachineSnippets
{
    // Whoever is not signed in has a session for the flow.
    private static readonly Caller Visitor = TestHost.Stranger with { Session = "flow-1" };

    [Fact]
    public async Task The_blocks_about_the_wait_do_what_they_say()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        host.Clock.Advance(SendLimits.Spacing);

        Assert.Equal("They are gone on 2026-03-31T12:00:30Z, unless one of them cancels it.", await RemoveAllAsync(host.SecurityInfo, TestHost.Alice, TestHost.Owner));
        Assert.Equal("There is nothing to remove, or a wait runs already.", await RemoveAllAsync(host.SecurityInfo, TestHost.Alice, TestHost.Owner));

        ChallengeId challenge = await AskAsync(host.SecurityCodes, TestHost.Alice, "Mira@example.com", Visitor);
        await host.DrainAsync();
        List<string> done = [];
        Assert.False(await CancelAsync(host, challenge, ContactScene.OtherCode(host.LastCode()), done));
        Assert.True(await CancelAsync(host, challenge, host.LastCode(), done));

        Assert.Equal(["sessions ended", "new password asked for"], done);
        Assert.StartsWith("This was cancelled a short while ago.", await RemoveAllAsync(host.SecurityInfo, TestHost.Alice, TestHost.Owner), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_block_about_completing_says_what_is_missing()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        RecoveryTicket code = await host.ProveAsync(contact, ProofPurpose.Recover);
        RecoveryTicket device = await host.VouchAsync(ProofPurpose.Recover, HostProof.TrustedDevice);
        Caller twoStep = TestHost.Owner with { TwoStep = true };

        Assert.Equal("One more of these: HostTwoStep, TrustedDevice.", await CompleteAsync(host, [code], twoStep));
        Assert.Equal("Set a new password. Sessions that began before 2026-03-01T12:00:30Z are over.", await CompleteAsync(host, [code, device], twoStep));
    }

    [Fact]
    public async Task The_blocks_about_freezing_do_what_they_say()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(contact);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, paper, TestHost.Stranger with { Session = "thief" }));
        host.Clock.Advance(SendLimits.Spacing);
        ChallengeId challenge = await host.AskAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery, caller: Visitor);
        VerifyOutcome verified = await host.SecurityCodes.VerifyAsync(TestHost.Alice, challenge, host.LastCode(), ProofPurpose.FreezeRecovery, Visitor);

        Assert.True(await FreezeAsync(host.SecurityInfo, TestHost.Alice, Assert.IsType<VerifyOutcome.Verified>(verified).Proof!, Visitor));
        Assert.NotNull(await ReleaseAsync(host.Operations, TestHost.Alice, TestHost.Owner));
        Assert.Null(await ReleaseAsync(host.Operations, TestHost.Alice, TestHost.Owner));
    }

    private static async Task<string> RemoveAllAsync(ISecurityInfo contacts, AccountId account, Caller caller)
    {
        ChangeOutcome outcome = await contacts.RemoveAllAsync(account, caller.Having(HostProof.HostSession));

        string page = outcome switch
        {
            ChangeOutcome.WaitStarted wait => $"They are gone on {wait.Until}, unless one of them cancels it.",
            ChangeOutcome.Refused { Why: Refusal.ContactProofNeeded } => "This was cancelled a short while ago. Please show first that you can read one of your contacts.",
            ChangeOutcome.Refused { Until: { } until } => $"Please try again on {until}.",
            ChangeOutcome.Refused => "There is nothing to remove, or a wait runs already.",
            _ => "Please try again in a moment.",
        };
        return page;
    }

    private static async Task<ChallengeId> AskAsync(ISecurityCodes codes, AccountId account, string typed, Caller caller)
    {
        SendOutcome outcome = await codes.SendToMatchAsync(account, typed, ProofPurpose.CancelWait, caller);

        ChallengeId? challenge = outcome is SendOutcome.Sent sent ? sent.Challenge : null;   // null: try again in a moment
        return challenge!.Value;
    }

    private static Task<bool> CancelAsync(TestHost host, ChallengeId challenge, string typed, List<string> done) => CancelAsync(
        host.SecurityCodes,
        host.SecurityInfo,
        (TestHost.Alice, challenge),
        typed,
        Visitor,
        () => done.Add("sessions ended"),
        () => done.Add("new password asked for"));

    private static async Task<bool> CancelAsync(
        ISecurityCodes codes, ISecurityInfo contacts, (AccountId Account, ChallengeId Challenge) flow, string typed, Caller caller, Action endAllSessions, Action askForNewPassword)
    {
        (AccountId account, ChallengeId challenge) = flow;
        VerifyOutcome verified = await codes.VerifyAsync(account, challenge, typed, ProofPurpose.CancelWait, caller);
        if (verified is not VerifyOutcome.Verified { Proof: { } proof } || await contacts.CancelWaitAsync(account, caller.Having(proof)) is not ChangeOutcome.Done)
        {
            return false;
        }

        endAllSessions();
        askForNewPassword();
        return true;
    }

    private static async Task<string> CompleteAsync(TestHost host, RecoveryTicket[] proofs, Caller caller)
    {
        IAccountRecovery recovery = host.Recovery;
        AccountId account = TestHost.Alice;

        CompleteOutcome outcome = await recovery.CompleteAsync(account, caller.Having(proofs));

        string page = outcome.Match(
            completed => $"Set a new password. Sessions that began before {completed.SessionsValidFrom} are over.",
            more => $"One more of these: {string.Join(", ", more.Kinds)}.",
            refused => "This does not recover the account.",
            busy => "Please try again in a moment.");
        return page;
    }

    private static async Task<bool> FreezeAsync(ISecurityInfo contacts, AccountId account, RecoveryTicket proof, Caller caller)
    {
        ChangeOutcome outcome = await contacts.FreezeAsync(account, caller.Having(proof));

        bool frozen = outcome is ChangeOutcome.Done;
        return frozen;
    }

    private static async Task<RecoveryTicket?> ReleaseAsync(IRecoveryOperations operations, AccountId account, Caller reviewed)
    {
        ReopenOutcome outcome = await operations.ReleaseAsync(account, reviewed);

        RecoveryTicket? grant = (outcome as ReopenOutcome.Reopened)?.Grant;
        return grant;
    }
}
