using NodaTime;

namespace AccountRecovery;

/// <summary>Mailboxes at the host itself: whoever is locked out there cannot read them, so none stands alone.</summary>
public sealed class OwnDomainTests
{
    private const string Own = "mira@shop.example";

    [Fact]
    public async Task RemoveAsync_LastContactElsewhere_IsRefused()
    {
        await using TestHost host = OfShop();
        ContactId elsewhere = await host.AddFirstAsync();
        ContactId own = await host.AddByAsync(elsewhere, NewContact.Email(Own), Own);

        Assert.Equal(new ChangeOutcome.Refused(Refusal.OwnDomainAlone), await host.RemoveByAsync(elsewhere, elsewhere));
        Assert.IsType<ChangeOutcome.Done>(await host.RemoveByAsync(own, elsewhere));
    }

    /// <summary>It only hears of the wait, and proves nothing.</summary>
    [Fact]
    public async Task SetNoticeAddressAsync_OwnDomain_IsTaken()
    {
        await using TestHost host = OfShop();
        await host.AddFirstAsync();
        Instant until = await host.StartWaitAsync();
        await host.SetNoticeAsync(Own);

        await host.SweepAtAsync(until - WaitScene.Length + Duration.FromDays(7));

        Assert.Contains(RecoveryEventKind.WaitReminder, host.NoticesTo(Own));
    }

    private static TestHost OfShop() => new(options => options.OwnDomains.Add("shop.example"), sends: true);
}
