using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class SmokeTests
{
    [Fact]
    public async Task Story()
    {
        await using var host = new TestHost(listens: true);
        string[] codes = await host.IssueAsync();
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        Assert.Equal(new RedeemOutcome.Rejected(Refusal.AlreadySpent), await host.RedeemAsync(codes[0]));
        await host.DrainAsync();
        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.CodeRedeemed, RecoveryEventKind.AttemptRefused], host.Sink.Delivered.Select(e => e.Kind));
    }

    [Fact]
    public void Law() => Holds.ForAll(Gen.Choose(0, 100), n => n >= 0);
}
