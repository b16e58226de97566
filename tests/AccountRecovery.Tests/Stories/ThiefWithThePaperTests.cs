using NodaTime;

namespace AccountRecovery;

/// <summary>A burglar takes the sheet with the recovery code, and redeems it. The owner still reads their mail.</summary>
public sealed class ThiefWithThePaperTests
{
    private const string Burglar = "burglar@example.com";

    [Fact]
    public async Task The_owner_is_notified_freezes_within_72_hours_and_gets_the_account_from_an_operator()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        await host.DrainAsync();
        host.Mail.Clear();

        RedeemOutcome.Redeemed stolen = await host.RedeemCodeAsync(paper, WaitScene.Thief);
        Instant since = host.Clock.GetCurrentInstant();
        await host.SetUpAgainAsync(stolen.Grant!, Burglar, WaitScene.Thief);
        string spare = await MakeAsync(host);
        await host.DrainAsync();
        Assert.Equal(
            [RecoveryEventKind.CodeRedeemed, RecoveryEventKind.CredentialsSet, RecoveryEventKind.ContactAdded, RecoveryEventKind.ContactConfirmed, RecoveryEventKind.CodesIssued],
            host.NoticesTo(ContactScene.Mira));
        Assert.Equal(AccessDenial.PaymentsHeld, await host.DenialAsync(AccountAction.UsePaymentOptions));

        // The owner, on the third day: the code in the mail freezes everything.
        host.Clock.Set(since + Duration.FromHours(72) - Duration.FromMinutes(2));
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery))!;
        host.Clock.Set(since + Duration.FromHours(72) - ContactScene.Grain);
        Assert.IsType<ChangeOutcome.Done>(await host.SecurityInfo.FreezeAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));
        await host.DrainAsync();
        Assert.Equal(RecoveryEventKind.RecoveryFrozen, host.NoticesTo(Burglar)[^1]);
        Assert.Equal(RecoveryEventKind.RecoveryFrozen, host.NoticesTo(ContactScene.Mira)[^1]);
        Assert.All(Enum.GetValues<AccountAction>(), action => Assert.Equal(AccessDenial.Frozen, host.DenialAsync(action).GetAwaiter().GetResult()));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.Frozen), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, spare, WaitScene.Thief));

        // The review takes longer than 72 hours. Nothing ends by itself, and the owner is still told.
        await host.SweepAtAsync(since + Duration.FromDays(40));
        ReopenOutcome.Reopened released = Assert.IsType<ReopenOutcome.Reopened>(await host.Operations.ReleaseAsync(TestHost.Alice, WaitScene.Finder));
        await host.DrainAsync();
        Assert.Equal(RecoveryEventKind.RecoveryReleased, host.NoticesTo(ContactScene.Mira)[^1]);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, spare, WaitScene.Thief));
        Assert.Equal(new CredentialsOutcome.Refused(Refusal.TicketExpired), await host.Recovery.CredentialsSetAsync(TestHost.Alice, WaitScene.Thief.Having(stolen.Grant!)));
        await host.SetUpAgainAsync(released.Grant, ContactScene.Work);
        Assert.Equal(AccountState.Established, await host.StateAsync());
        Assert.Null(await host.ProveByAsync(Burglar, ProofPurpose.Recover));
    }

    [Fact]
    public async Task After_72_hours_nobody_freezes_any_more()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        await host.RedeemCodeAsync(paper, WaitScene.Thief);
        Instant since = host.Clock.GetCurrentInstant();
        host.Clock.Set(since + Duration.FromHours(72) - Duration.FromMinutes(2));
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery))!;

        host.Clock.Set(since + Duration.FromHours(72));

        Assert.Equal(new ChangeOutcome.Refused(Refusal.ContactProofNeeded), await host.SecurityInfo.FreezeAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));
        Assert.Null(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery));
    }

    /// <summary>Without a review to come, a burglar would freeze the owner out in turn: who was young then cannot.</summary>
    [Fact]
    public async Task A_contact_that_was_young_does_not_freeze()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        string paper = await host.MakeByContactAsync(mail);
        await host.RedeemCodeAsync(paper);
        host.Clock.Advance(Duration.FromHours(1));

        Assert.Null(await host.ProveByAsync(ContactScene.Phone, ProofPurpose.FreezeRecovery, WaitScene.Thief));
        Assert.NotNull(await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery));
    }

    private static async Task<string> MakeAsync(TestHost host)
    {
        ContactId own = (await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts.Single(contact => contact.State == ContactState.Verified).Id;
        return await host.MakeByContactAsync(own);
    }
}
