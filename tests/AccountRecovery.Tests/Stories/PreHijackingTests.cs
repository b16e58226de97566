using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The five ways to have an account before its owner does ("pre-hijacking", Sudhodanan and Paverd 2022): what was prepared before the owner's recovery is tried after it.
/// Each is tried before the recovery, too, where it works: else its failing proves nothing.
/// </summary>
public sealed class PreHijackingTests
{
    private const string Trojan = "+447700900666";
    private static readonly Caller Thief = WaitScene.Thief;

    /// <summary>By what the owner recovers.</summary>
    public enum Recovery
    {
        ByPaper,
        ByContact,
    }

    /// <summary>A contact, a set of codes and a key that the thief has begun to add, and will confirm when the owner has settled in.</summary>
    [Theory]
    [InlineData(Recovery.ByPaper)]
    [InlineData(Recovery.ByContact)]
    public async Task W5_Unexpired_pending_change(Recovery by)
    {
        foreach (bool recovers in (bool[])[false, true])
        {
            await using var host = new TestHost(options => options.ConfirmBackupCodes = true, sends: true);
            (ContactId mail, string paper) = await SetUpAsync(host);
            RecoveryTicket code = await host.ProveByIdAsync(mail, ProofPurpose.ChangeSecuritySettings, Thief);
            RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: Thief);
            string set = (await host.IssueAsync(caller: Thief))[0];
            BeginKeyOutcome begun = await host.RecoveryKeys.BeginAsync(TestHost.Alice, acknowledged: true, Thief.Having(password, code));
            string key = Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(begun).Sheet.Codes[0].Reveal();
            ChangeOutcome.CodeSent trojan = Assert.IsType<ChangeOutcome.CodeSent>(await host.ThenDrainAsync(
                host.SecurityInfo.AddAsync(TestHost.Alice, NewContact.Phone(Trojan), Thief.Having(code))));
            string typed = host.Mail.LastCodeTo(Trojan)!;
            if (recovers)
            {
                await RecoverAsync(host, by, paper);
            }

            int succeeded = 0;
            succeeded += await host.Codes.ConfirmAsync(TestHost.Alice, set, Thief) is ConfirmOutcome.Confirmed ? 1 : 0;
            succeeded += await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, key, Thief) is ConfirmOutcome.Confirmed ? 1 : 0;
            succeeded += await host.SecurityInfo.ConfirmAsync(TestHost.Alice, trojan.Challenge, typed, Thief) is VerifyOutcome.Verified ? 1 : 0;
            Assert.Equal(recovers ? 0 : 3, succeeded);
        }
    }

    /// <summary>A session that the thief keeps open, with everything that the host vouched for in it.</summary>
    [Theory]
    [InlineData(Recovery.ByPaper)]
    [InlineData(Recovery.ByContact)]
    public async Task W5_Unexpired_session(Recovery by)
    {
        foreach (bool recovers in (bool[])[false, true])
        {
            await using var host = new TestHost(sends: true);
            (ContactId mail, string paper) = await SetUpAsync(host);
            Instant began = host.Clock.GetCurrentInstant();
            RecoveryTicket[] tickets =
            [
                await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: Thief),
                await host.ProveByIdAsync(mail, ProofPurpose.ChangeSecuritySettings, Thief),
            ];
            if (recovers)
            {
                await RecoverAsync(host, by, paper);
            }

            int succeeded = 0;
            foreach (AccountAction action in Enum.GetValues<AccountAction>().Where(action => action != AccountAction.SignIn))
            {
                succeeded += await host.DenialAsync(action, began) == AccessDenial.None ? 1 : 0;
            }

            succeeded += await host.Codes.GenerateAsync(TestHost.Alice, Thief.Having(tickets[0])) is IssueOutcome.Issued ? 1 : 0;
            succeeded += await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Thief.Having(tickets)) is IssueOutcome.Issued ? 1 : 0;
            succeeded += await host.SecurityInfo.AddAsync(TestHost.Alice, NewContact.Phone(Trojan), Thief.Having(tickets[1])) is ChangeOutcome.CodeSent ? 1 : 0;
            succeeded += await host.SecurityInfo.RemoveAllAsync(TestHost.Alice, Thief.Having(tickets[0])) is ChangeOutcome.WaitStarted ? 1 : 0;
            Assert.Equal(recovers ? 0 : 8, succeeded);
        }
    }

    /// <summary>A number of the thief's own among the contacts, settled by now, to recover the account with later.</summary>
    [Fact]
    public async Task W5_Trojan_identifier()
    {
        foreach (bool recovers in (bool[])[false, true])
        {
            await using var host = new TestHost(sends: true);
            (ContactId mail, string paper) = await SetUpAsync(host);
            await host.AddByAsync(mail, NewContact.Phone(Trojan), Trojan);
            host.Clock.Advance(ContactScene.Month);
            if (recovers)
            {
                await RecoverAsync(host, Recovery.ByPaper, paper);
            }

            int succeeded = 0;
            foreach (Duration later in (Duration[])[Duration.Zero, Duration.FromDays(3), Duration.FromDays(60)])
            {
                host.Clock.Advance(later);
                RecoveryTicket? code = await host.ProveByAsync(Trojan, ProofPurpose.Recover, Thief);
                succeeded += code is not null && await host.CompleteAsync(Thief, code) is CompleteOutcome.Completed ? 1 : 0;
                succeeded += await host.ProveByAsync(Trojan, ProofPurpose.UndoRemoval, Thief) is not null ? 1 : 0;
                succeeded += await host.ProveByAsync(Trojan, ProofPurpose.CancelWait, Thief) is not null ? 1 : 0;
            }

            Assert.Equal(recovers ? 0 : 3, succeeded);
        }
    }

    /// <summary>The thief made the account with a password; the owner came later by another way in, and the application made one of both. The thief's password still opens it.</summary>
    [Fact]
    public async Task W5_Classic_merge()
    {
        foreach (bool recovers in (bool[])[false, true])
        {
            await using var host = new TestHost(sends: true);
            (_, string paper) = await SetUpAsync(host);
            if (recovers)
            {
                await host.RedeemCodeAsync(paper);
            }

            // Whatever the host vouches for on the strength of the old password: nobody gets in by it before there is a new one.
            RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: Thief);
            int succeeded = await host.DenialAsync(AccountAction.SignIn) == AccessDenial.None ? 1 : 0;
            succeeded += await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, Thief) is SignInOutcome.Recorded ? 1 : 0;
            succeeded += await host.Codes.GenerateAsync(TestHost.Alice, Thief.Having(password)) is IssueOutcome.Issued ? 1 : 0;
            succeeded += await host.SecurityInfo.RemoveAllAsync(TestHost.Alice, Thief.Having(password)) is ChangeOutcome.WaitStarted ? 1 : 0;
            Assert.Equal(recovers ? 0 : 4, succeeded);
        }
    }

    /// <summary>A sign-in provider says that the owner's address is the thief's, without having looked. The host takes its word for a password; nothing here takes it for a contact.</summary>
    [Fact]
    public async Task W5_Non_verifying_provider()
    {
        await using var host = new TestHost(sends: true);
        (_, string paper) = await SetUpAsync(host);
        Caller twoStep = Thief with { TwoStep = true };
        RecoveryTicket[] word = [.. Enum.GetValues<HostProof>().Select(proof => host.VouchAsync(ProofPurpose.ChangeSecuritySettings, proof, caller: twoStep).AsTask().GetAwaiter().GetResult())];
        RecoveryTicket[] recover = [.. Enum.GetValues<HostProof>().Select(proof => host.VouchAsync(ProofPurpose.Recover, proof, caller: twoStep).AsTask().GetAwaiter().GetResult())];

        int succeeded = 0;
        succeeded += await host.SecurityInfo.AddAsync(TestHost.Alice, NewContact.Phone(Trojan), twoStep.Having(word)) is ChangeOutcome.CodeSent ? 1 : 0;
        succeeded += await host.SecurityInfo.RemoveAsync(TestHost.Alice, new ContactId(1), Thief.Having(word[1])) is ChangeOutcome.Done ? 1 : 0;
        succeeded += await host.RecoveryCodes.GenerateAsync(TestHost.Alice, twoStep.Having(word)) is IssueOutcome.Issued ? 1 : 0;
        succeeded += await host.RecoveryCodes.RevokeAsync(TestHost.Alice, twoStep.Having(word)) is RevokeOutcome.Revoked ? 1 : 0;
        succeeded += await host.RecoveryKeys.BeginAsync(TestHost.Alice, acknowledged: true, twoStep.Having(word)) is BeginKeyOutcome.AwaitingConfirmation ? 1 : 0;
        succeeded += await host.CompleteAsync(twoStep, recover) is CompleteOutcome.Completed ? 1 : 0;
        Assert.Equal(0, succeeded);

        // An account of the thief's own with the owner's address: the code goes to the owner, and without it the address proves nothing there.
        AccountId own = new("thief");
        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Work), account: own));
        await host.DrainAsync();
        Assert.Equal(ContactState.Pending, sent.Contact.State);
        host.Mail.Clear();
        await host.AskAsync(ContactScene.Work, account: own);
        Assert.Empty(host.Mail.Sent);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, paper, WaitScene.Finder));
    }

    private static async Task<(ContactId Mail, string Paper)> SetUpAsync(TestHost host)
    {
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        host.Clock.Advance(Duration.FromHours(2));
        return (mail, paper);
    }

    private static async Task RecoverAsync(TestHost host, Recovery by, string paper)
    {
        if (by == Recovery.ByPaper)
        {
            await host.SetUpAgainAsync((await host.RedeemCodeAsync(paper)).Grant!, ContactScene.Work);
            return;
        }

        RecoveryTicket code = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.Recover, WaitScene.Finder))!;
        Assert.IsType<CompleteOutcome.Completed>(await host.CompleteAsync(WaitScene.Finder, code));
    }
}
