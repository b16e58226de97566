using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>What is gone leaves no trace, once its right to object is over: the opened record does not hold the address, and no message waits for it.</summary>
public sealed class ForgottenAddressTests
{
    private const string Other = "other@example.net";

    [Fact]
    public async Task W6_A_removed_contact_is_forgotten_when_it_can_no_longer_be_taken_back()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId other = await host.AddByAsync(mail, NewContact.Email(Other), Other);
        await host.RemoveByAsync(other, mail);
        Instant end = host.Clock.GetCurrentInstant() + ContactScene.Month;

        await host.SweepAtAsync(end - ContactScene.Grain);
        await AssertKnownAsync(host, Other);
        await host.SweepAtAsync(end);
        await AssertForgottenAsync(host, Other, other);
        await AssertKnownAsync(host, ContactScene.Mira);
    }

    /// <summary>Kept for as long as it takes to say that the wait is over: 72 hours, even where no server takes it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task W6_After_the_wait_every_earlier_address_is_forgotten(bool serversAreDown)
    {
        await using var host = new TestHost(sends: true, listens: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId other = await host.AddByAsync(mail, NewContact.Email(Other), Other);
        await host.RemoveByAsync(other, mail);
        Instant until = await host.StartWaitAsync();
        ContactId notice = await host.SetNoticeAsync();
        await host.SweepAtAsync(until - ContactScene.Grain);
        if (serversAreDown)
        {
            host.Mail.FailAlways();
        }

        await host.SweepAtAsync(until);
        await AssertKnownAsync(host, ContactScene.Mira);
        await host.SweepAtAsync(until + Duration.FromHours(72) - ContactScene.Grain);
        await AssertKnownAsync(host, WaitScene.Elsewhere);
        await host.SweepAtAsync(until + Duration.FromHours(72));

        await AssertForgottenAsync(host, ContactScene.Mira, mail);
        await AssertForgottenAsync(host, Other, other);
        await AssertForgottenAsync(host, WaitScene.Elsewhere, notice);
        Assert.Equal(serversAreDown, host.Sink.Delivered.Any(told => told.Kind == RecoveryEventKind.MessageNotDelivered));
    }

    [Fact]
    public async Task W6_A_second_notice_address_takes_the_place_of_the_first()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        await host.StartWaitAsync();
        ContactId first = await host.SetNoticeAsync();
        host.Clock.Advance(Duration.FromHours(1));
        await host.SetNoticeAsync(Other);

        await AssertForgottenAsync(host, WaitScene.Elsewhere, first);
        await AssertKnownAsync(host, Other);
    }

    [Fact]
    public async Task W6_A_cancelled_wait_forgets_its_notice_address_at_once_and_an_undone_removal_what_was_added_since()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId other = await host.AddByAsync(mail, NewContact.Email(Other), Other);
        await host.StartWaitAsync();
        ContactId notice = await host.SetNoticeAsync();
        await AssertKnownAsync(host, WaitScene.Elsewhere);
        await host.CancelAsync(ContactScene.Mira);
        await AssertForgottenAsync(host, WaitScene.Elsewhere, notice);

        host.Clock.Advance(Duration.FromDays(1));
        await host.RemoveByAsync(other, mail);
        ContactId added = await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        await AssertKnownAsync(host, ContactScene.Phone);
        RecoveryTicket proof = (await host.ProveByAsync(Other, ProofPurpose.UndoRemoval))!;
        await host.ThenDrainAsync(host.SecurityInfo.UndoRemovalAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));
        await AssertForgottenAsync(host, ContactScene.Phone, added);
    }

    [Fact]
    public async Task W6_A_redeemed_recovery_code_forgets_the_contacts_after_72_hours_and_the_notice_address_at_once()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        await host.StartWaitAsync();
        ContactId notice = await host.SetNoticeAsync();
        RedeemOutcome.Redeemed redeemed = await host.RedeemCodeAsync(paper);
        Instant end = host.Clock.GetCurrentInstant() + Duration.FromHours(72);
        await host.ThenDrainAsync(host.Recovery.CredentialsSetAsync(TestHost.Alice, WaitScene.Finder.Having(redeemed.Grant!)));
        await AssertForgottenAsync(host, WaitScene.Elsewhere, notice);

        await host.SweepAtAsync(end - ContactScene.Grain);
        await AssertKnownAsync(host, ContactScene.Mira);
        await host.SweepAtAsync(end);
        await AssertForgottenAsync(host, ContactScene.Mira, mail);
    }

    [Fact]
    public async Task W6_Erasing_in_the_wait_forgets_everything_at_once()
    {
        await using var host = new TestHost(sends: true, listens: true);
        ContactId mail = await host.AddFirstAsync();
        await host.StartWaitAsync();
        ContactId notice = await host.SetNoticeAsync();
        host.Sink.Refuses = _ => true;

        Assert.Equal(Refusal.WaitRuns, Assert.IsType<EraseOutcome.Refused>(await host.Data.EraseAsync(TestHost.Alice, TestHost.Owner)).Why);
        Assert.IsType<EraseOutcome.Erased>(await host.Data.EraseAsync(TestHost.Alice, TestHost.Owner, force: true));

        // What is left holds the event, and waits for the host to take it.
        Assert.True((await host.OpenAsync())!.IsErased);
        await AssertForgottenAsync(host, ContactScene.Mira, mail);
        await AssertForgottenAsync(host, WaitScene.Elsewhere, notice);
    }

    private static async Task AssertKnownAsync(TestHost host, string address) => Assert.True(Holds((await host.OpenAsync())!, address), $"{address} is gone too soon");

    private static async Task AssertForgottenAsync(TestHost host, string address, ContactId contact)
    {
        await host.DrainAsync();
        AccountRecord record = (await host.OpenAsync())!;
        Assert.False(Holds(record, address), $"{address} is still there");
        Assert.DoesNotContain(record.Messages.Items, item => item.To.Any(to => to.Contact == contact.Number));
        Assert.DoesNotContain(record.SecurityCodes.Challenges, challenge => challenge.Contact == contact.Number);
    }

    private static bool Holds(AccountRecord record, string address) => Records.Fields(record).AsSpan().IndexOf(Encoding.UTF8.GetBytes(address)) >= 0;
}
