using NodaTime;

namespace AccountRecovery;

/// <summary>A wrong clock is repaired while an account is being set up again: no grant of before is good, and its owner still gets in.</summary>
public sealed class ReentryRepairTests
{
    private static readonly Caller Finder = new() { Session = "recovering" };

    [Fact]
    public async Task Repaired_after_the_new_credentials_the_password_does_at_once_what_the_grant_did()
    {
        await using var host = new TestHost();
        RecoveryTicket grant = await RedeemAsync(host);
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(grant)));

        await RepairAsync(host);

        Assert.Equal(new IssueOutcome.Refused(Refusal.TicketVoid), await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Finder.Having(grant)));
        await host.MakeRecoveryCodeAsync();
    }

    [Fact]
    public async Task Repaired_before_the_new_credentials_it_is_opened_again_after_72_hours_in_full()
    {
        await using var host = new TestHost();
        RecoveryTicket grant = await RedeemAsync(host);

        await RepairAsync(host);

        Assert.Equal(new CredentialsOutcome.Refused(Refusal.TicketVoid), await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(grant)));
        AccessResult answer = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None);
        Assert.Equal([AccessStep.AskTheHost], answer.Steps);
        host.Clock.Advance(Duration.FromHours(72) - Duration.FromNanoseconds(1_000));
        Assert.IsType<ReopenOutcome.TooSoon>(await host.Operations.ReopenAsync(TestHost.Alice, Finder));
        host.Clock.Advance(Duration.FromNanoseconds(1_000));
        ReopenOutcome.Reopened reopened = Assert.IsType<ReopenOutcome.Reopened>(await host.Operations.ReopenAsync(TestHost.Alice, Finder));
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Finder.Having(reopened.Grant)));
    }

    // The record has seen a time a year ahead, by a clock that is right again.
    private static async Task RepairAsync(TestHost host)
    {
        AccountRecord record = (await host.OpenAsync())!;
        await host.PutAsync(record with { Latest = record.Latest + Duration.FromDays(365) });
        Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
    }

    private static async Task<RecoveryTicket> RedeemAsync(TestHost host)
    {
        string code = await host.MakeRecoveryCodeAsync();
        return Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, Finder)).Grant!;
    }
}
