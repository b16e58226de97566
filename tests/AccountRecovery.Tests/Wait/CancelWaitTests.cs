using NodaTime;

namespace AccountRecovery;

/// <summary>Who ends the wait before its end: any leaving contact, at any hour, and nobody else.</summary>
[Trait("Category", "NoText")]
public sealed class CancelWaitTests
{
    private const string Removed = "removed@example.com";
    private const string Pending = "pending@example.com";

    /// <summary>Ten minutes into each hour, and in the last second but one of a challenge: both leaving contacts in turn, the young one too.</summary>
    [Fact]
    public async Task W2_At_every_hour_of_the_wait_a_leaving_contact_cancels_and_nothing_else_does()
    {
        await using var host = new TestHost(sends: true);
        (AccountRecord begun, Instant since) = await BeginAsync(host);
        int cancelled = 0;
        int hours = (int)WaitScene.Length.TotalHours;
        for (int hour = 0; hour < hours; hour++)
        {
            await host.DrainAsync();
            host.Clock.Set(since + Duration.FromHours(hour) + Duration.FromMinutes(10));
            await host.PutAsync(begun with { Latest = host.Clock.GetCurrentInstant() });
            if (hour % FullRun.Or(24, 1) == 0)
            {
                await AssertNobodyElseAsync(host);
            }

            cancelled += await host.CancelAsync(hour % 2 == 0 ? ContactScene.Mira : ContactScene.Phone) is ChangeOutcome.Done ? 1 : 0;
            AccountRecord after = (await host.OpenAsync())!;
            Assert.Equal((AccountState.Established, begun.Epoch + 1, host.Clock.GetCurrentInstant()), (after.State, after.Epoch, after.Access.SessionsValidFrom!.Value));
        }

        Assert.Equal(hours, cancelled);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task W2_The_wait_is_cancelled_until_its_last_microsecond_and_not_at_its_end(int microseconds, bool isCancelled)
    {
        await using var host = new TestHost(sends: true);
        (_, Instant since) = await BeginAsync(host);
        host.Clock.Set(since + WaitScene.Length - Duration.FromMinutes(2));
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.CancelWait))!;

        host.Clock.Set(since + WaitScene.Length + (ContactScene.Grain * microseconds));
        ChangeOutcome outcome = await host.SecurityInfo.CancelWaitAsync(TestHost.Alice, TestHost.Stranger.Having(proof));

        Assert.Equal(isCancelled, outcome is ChangeOutcome.Done);
        Assert.True(isCancelled || outcome == new ChangeOutcome.Refused(Refusal.NotInThisState));
    }

    /// <summary>A code that was sent to a leaving contact for something else is no cancel, and one for cancelling is nothing else.</summary>
    [Fact]
    public async Task S14_The_ticket_to_cancel_does_nothing_else()
    {
        await using var host = new TestHost(sends: true);
        await BeginAsync(host);
        RecoveryTicket cancel = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.CancelWait))!;
        RecoveryTicket undo = (await host.ProveByAsync(Removed, ProofPurpose.UndoRemoval))!;

        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketInvalid), await host.SecurityInfo.CancelWaitAsync(TestHost.Alice, TestHost.Stranger.Having(undo)));
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketInvalid), await host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, TestHost.Stranger.Having(cancel)));
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketInvalid), await host.SecurityInfo.FreezeAsync(TestHost.Alice, TestHost.Stranger.Having(cancel)));
        Assert.Equal(new ChangeOutcome.Refused(Refusal.TicketInvalid), await host.SecurityInfo.RemoveAllAsync(TestHost.Alice, TestHost.Stranger.Having(cancel)));
        Assert.Equal(new CompleteOutcome.Refused(Refusal.TicketInvalid), await host.CompleteAsync(TestHost.Stranger, cancel));
    }

    // Three contacts, of which one was removed before, a settled and a young one leave; and a notice address, with another on its way.
    private static async Task<(AccountRecord Begun, Instant Since)> BeginAsync(TestHost host)
    {
        ContactId mail = await host.AddFirstAsync();
        ContactId gone = await host.AddByAsync(mail, NewContact.Email(Removed), Removed);
        await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        await host.RemoveByAsync(gone, gone);
        Instant until = await host.StartWaitAsync(WaitScene.Thief);
        await host.SetNoticeAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        await host.SecurityInfo.SetNoticeAddressAsync(TestHost.Alice, NewContact.Email(Pending), TestHost.Owner.Having(password));
        await host.DrainAsync();
        AccountRecord record = (await host.OpenAsync())!;

        // Without what was sent today, so that every hour begins alike.
        return (record with { SecurityCodes = SecurityCodePart.None }, until - WaitScene.Length);
    }

    private static async Task AssertNobodyElseAsync(TestHost host)
    {
        foreach (string address in (string[])[WaitScene.Elsewhere, Pending, Removed])
        {
            Assert.Null(await host.ProveByAsync(address, ProofPurpose.CancelWait));
        }

        foreach (HostProof vouched in Enum.GetValues<HostProof>())
        {
            foreach (ProofPurpose purpose in (ProofPurpose[])[ProofPurpose.CancelWait, ProofPurpose.ChangeSecuritySettings])
            {
                RecoveryTicket ticket = await host.VouchAsync(purpose, vouched);
                Refusal why = Assert.IsType<ChangeOutcome.Refused>(await host.SecurityInfo.CancelWaitAsync(TestHost.Alice, TestHost.Owner.Having(ticket))).Why;
                Assert.Equal(purpose == ProofPurpose.CancelWait ? Refusal.ContactProofNeeded : Refusal.TicketInvalid, why);
            }
        }

        // Nor does anything that is left shorten it.
        Instant until = (await host.SecurityInfo.GetAsync(TestHost.Alice)).WaitUntil!.Value;
        Assert.Equal(new ChangeOutcome.Refused(Refusal.NotInThisState), await host.RemoveAllAsync());
        Assert.Equal((AccountState.Waiting, until), (await host.StateAsync(), (await host.SecurityInfo.GetAsync(TestHost.Alice)).WaitUntil!.Value));
    }
}
