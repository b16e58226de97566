using NodaTime;

namespace AccountRecovery;

/// <summary>A thief with the paper lets the grant run out, and talks an operator into another one. The owner is told of that too.</summary>
public sealed class ReopenedForTheWrongOneTests
{
    [Fact]
    public async Task The_earlier_contacts_are_notified_of_an_operators_grant_and_freeze_it_within_72_hours()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        await host.RedeemCodeAsync(paper, WaitScene.Thief);
        Instant since = host.Clock.GetCurrentInstant();

        // For five days nothing happens; the right to freeze is over, and the address is kept for what may come.
        await host.SweepAtAsync(since + Duration.FromHours(72) - ContactScene.Grain);
        await host.SweepAtAsync(since + Duration.FromDays(5));
        Assert.Null(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery));
        host.Mail.Clear();
        ReopenOutcome.Reopened reopened = Assert.IsType<ReopenOutcome.Reopened>(await host.Operations.ReopenAsync(TestHost.Alice, WaitScene.Thief));
        Instant again = host.Clock.GetCurrentInstant();
        await host.DrainAsync();
        Assert.Equal([RecoveryEventKind.AccountReopened], host.NoticesTo(ContactScene.Mira));

        await host.SetUpAgainAsync(reopened.Grant, "burglar@example.com", WaitScene.Thief);
        Assert.Equal(AccessDenial.PaymentsHeld, await host.DenialAsync(AccountAction.UsePaymentOptions));
        host.Clock.Set(again + Duration.FromHours(72) - Duration.FromMinutes(1));
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery))!;
        Assert.IsType<ChangeOutcome.Done>(await host.ThenDrainAsync(host.SecurityInfo.FreezeAsync(TestHost.Alice, TestHost.Stranger.Having(proof))));
        Assert.Equal(AccessDenial.Frozen, await host.DenialAsync(AccountAction.SignIn));
    }

    [Fact]
    public async Task W6_With_new_credentials_the_earlier_contacts_are_gone_after_72_hours()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        RedeemOutcome.Redeemed redeemed = await host.RedeemCodeAsync(paper);
        Instant since = host.Clock.GetCurrentInstant();
        Assert.IsType<CredentialsOutcome.Done>(await host.ThenDrainAsync(host.Recovery.CredentialsSetAsync(TestHost.Alice, WaitScene.Finder.Having(redeemed.Grant!))));

        await host.SweepAtAsync(since + Duration.FromHours(72) - ContactScene.Grain);
        Assert.Equal([ContactState.Voided], await host.StatesAsync());
        await host.SweepAtAsync(since + Duration.FromHours(72));

        Assert.Empty((await host.OpenAsync())!.Contacts.Items);
    }

    /// <summary>Redeemed once more at the last moment: who could object to the first time hears of the new credentials, and goes.</summary>
    [Fact]
    public async Task W6_Contacts_of_a_recovery_before_the_last_one_go_with_its_new_credentials()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        RedeemOutcome.Redeemed first = await host.RedeemCodeAsync(paper);
        Instant since = host.Clock.GetCurrentInstant();
        ContactId other = await host.SetUpAgainAsync(first.Grant!, ContactScene.Work);
        host.Clock.Set(since + Duration.FromHours(72) - Duration.FromMinutes(1));
        RedeemOutcome.Redeemed second = await host.RedeemCodeAsync(await host.MakeByContactAsync(other));
        await host.SweepAtAsync(since + Duration.FromHours(72));

        Assert.IsType<CredentialsOutcome.Done>(await host.ThenDrainAsync(host.Recovery.CredentialsSetAsync(TestHost.Alice, WaitScene.Finder.Having(second.Grant!))));

        Assert.Equal(RecoveryEventKind.CredentialsSet, host.NoticesTo(ContactScene.Mira)[^1]);
        Assert.Null(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery));
        Assert.NotNull(await host.ProveByAsync(ContactScene.Work, ProofPurpose.FreezeRecovery));
        await host.SweepAtAsync(since + Duration.FromHours(145));
        Assert.Empty((await host.OpenAsync())!.Contacts.Items);
    }

    /// <summary>What a thief has confirmed since could only freeze the account once more.</summary>
    [Fact]
    public async Task A_release_leaves_the_earlier_contacts_and_none_of_since()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        RedeemOutcome.Redeemed stolen = await host.RedeemCodeAsync(paper, WaitScene.Thief);
        await host.SetUpAgainAsync(stolen.Grant!, "burglar@example.com", WaitScene.Thief);
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery))!;
        await host.SecurityInfo.FreezeAsync(TestHost.Alice, TestHost.Stranger.Having(proof));
        await host.DrainAsync();

        Assert.IsType<ReopenOutcome.Reopened>(await host.Operations.ReleaseAsync(TestHost.Alice, WaitScene.Finder));
        await host.DrainAsync();

        Contact kept = Assert.Single((await host.OpenAsync())!.Contacts.Items);
        Assert.Equal((ContactScene.Mira, ContactState.Voided, host.Clock.GetCurrentInstant() + Duration.FromHours(72)), (kept.Address, kept.State, kept.Until!.Value));
        Assert.Null(await host.ProveByAsync("burglar@example.com", ProofPurpose.FreezeRecovery));
        Assert.NotNull(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery));
    }

    /// <summary>Every server was down from the fifth day to the fortieth.</summary>
    [Fact]
    public async Task D10_Nobody_is_reminded_of_a_wait_that_is_over()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant until = await host.StartWaitAsync();
        host.Mail.Clear();

        await host.SweepAtAsync(until + Duration.FromDays(10));

        Assert.Equal([RecoveryEventKind.WaitEnded], host.NoticesTo(ContactScene.Mira));
        Assert.Equal((AccountState.AfterWait, until), (await host.StateAsync(), (await host.OpenAsync())!.Access.Reentry!.Since));
    }

    /// <summary>Whoever has shown that the account is theirs is let in; whether a contact reaches them is asked anew.</summary>
    [Fact]
    public async Task A_completed_recovery_answers_an_overdue_question()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string key = await host.EnableKeyByContactAsync(mail);
        Assert.IsType<SignInOutcome.Recorded>(await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner));
        host.Clock.Advance(Duration.FromDays(90));
        Assert.IsType<SignInOutcome.Recorded>(await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner));
        host.Clock.Advance(Duration.FromDays(8));
        AccessResult denied = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None);
        Assert.Equal(AccessDenial.PromptOverdue, denied.Denial);
        Assert.Contains(AccessStep.RedeemRecoveryKey, denied.Steps);

        RedeemOutcome redeemed = await host.RecoveryKeys.RedeemAsync(TestHost.Alice, key, WaitScene.Finder);
        RecoveryTicket proof = Assert.IsType<RedeemOutcome.Redeemed>(redeemed).Proof;
        Assert.IsType<CompleteOutcome.Completed>(await host.CompleteAsync(WaitScene.Finder, proof));

        SignInOutcome.Recorded signedIn = Assert.IsType<SignInOutcome.Recorded>(await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, WaitScene.Finder));
        Assert.Equal((AccessDenial.None, 0), (signedIn.Answer.Denial, signedIn.Answer.Steps.Count));
    }
}
