using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Clocks that step to and fro between every two operations: facts never un-happen.</summary>
[Trait("Category", "NoText")]
public sealed class ClockWalkTests
{
    private static readonly ImmutableArray<Duration> Steps =
    [
        Duration.FromDays(-31), Duration.FromMinutes(-5) - Duration.FromTicks(10), Duration.FromSeconds(-1), Duration.Zero,
        Duration.FromMinutes(1), Duration.FromHours(24), Duration.FromDays(31),
    ];

    private enum Operation
    {
        Redeem,
        RedeemSpent,
        RedeemWithOldTicket,
        Vouch,
        Generate,
        ConfirmPending,
        ConfirmExpired,
        Repair,
    }

    private static Gen<(Operation Operation, int Step)[]> Walks { get; } = Gen.ArrayOf(
        from operation in Gen.Elements(Enum.GetValues<Operation>())
        from step in Gen.Choose(0, Steps.Length - 1)
        select (operation, step));

    [Fact]
    [Trait("Category", "Slow")]
    public void T2_Whatever_the_clock_does_nothing_spent_expired_or_void_comes_back() => Holds.ForAll(
        Walks.Resize(25).ToArbitrary(),
        walk => WalkAsync(walk).GetAwaiter().GetResult(),
        tests: 500);

    [Fact]
    public async Task T2_A_repair_restarts_pauses_and_pending_sets_in_full()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        string[] live = await host.IssueAsync();
        await host.Codes.ConfirmAsync(TestHost.Alice, live[0], TestHost.Owner);
        Duration ahead = Duration.FromDays(31);
        host.Clock.Advance(ahead);
        string[] pending = await host.IssueAsync();
        foreach (string wrong in TestHost.WrongCodes(live.Concat(pending)).Take(7))
        {
            await host.RedeemAsync(wrong);
            host.Clock.Advance(Duration.FromSeconds(30));
        }

        host.Clock.Set(TestHost.Start + Duration.FromMinutes(2));
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync(live[1]));
        Assert.Equal(
            new RepairOutcome.Repaired(TestHost.Start + ahead + Duration.FromSeconds(150), host.Clock.GetCurrentInstant()),
            await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));

        BackupCodeStatus status = await host.Codes.GetStatusAsync(TestHost.Alice);
        Assert.Equal(host.Clock.GetCurrentInstant() + Duration.FromHours(24), status.PendingUntil);
        Assert.Equal(host.Clock.GetCurrentInstant() + Duration.FromSeconds(60), status.Anonymous.PausedUntil);
        Assert.Equal(new RepairOutcome.NotNeeded(), await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
        Assert.Equal(new RepairOutcome.NoRecord(), await host.Operations.RepairClockAsync(new AccountId("nobody"), TestHost.Owner));
        host.Clock.Advance(Duration.FromSeconds(60));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(live[1]));
    }

    [Fact]
    public async Task T2_A_ticket_from_the_wrong_time_is_void_after_the_repair()
    {
        await using var host = new TestHost();
        await host.IssueAsync();
        host.Clock.Advance(Duration.FromDays(31));
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        await host.IssueAsync();
        host.Clock.Advance(-Duration.FromDays(31));
        Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));

        Assert.Equal(new IssueOutcome.Refused(Refusal.TicketVoid), await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
    }

    [Fact]
    public async Task T2_A_pending_set_that_was_reported_as_expired_stays_gone()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        string[] codes = await host.IssueAsync();
        host.Clock.Advance(Duration.FromHours(24));
        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner));
        host.Clock.Advance(-Duration.FromSeconds(1));

        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner));
    }

    [Theory]
    [InlineData(150, false)]
    [InlineData(151, true)]
    public async Task T3_What_a_fast_application_saw_expire_never_lives_again_on_a_slow_one(int seconds, bool suspect)
    {
        await using var hosts = new Hosts(2, InMemory.Store(), options => options.ConfirmBackupCodes = true);
        (TestHost fast, TestHost slow) = (hosts.All[0], hosts.All[1]);
        fast.Clock.Advance(Duration.FromSeconds(seconds));
        slow.Clock.Advance(-Duration.FromSeconds(seconds));
        for (int offset = -400; offset <= 400; offset += FullRun.Or(20, 1))
        {
            AccountId account = new($"account-{offset}");
            string[] codes = await fast.IssueAsync(account);
            Instant ends = fast.Clock.GetCurrentInstant() + Duration.FromHours(24);
            (Instant fastNow, Instant slowNow) = (fast.Clock.GetCurrentInstant(), slow.Clock.GetCurrentInstant());
            hosts.Advance(Duration.FromHours(24) + Duration.FromSeconds(offset));
            bool ended = fast.Clock.GetCurrentInstant() >= ends;
            Assert.Equal(ended, await fast.Codes.ConfirmAsync(account, codes[0], TestHost.Owner) == new ConfirmOutcome.Refused(Refusal.NothingPending));

            ConfirmOutcome late = await slow.Codes.ConfirmAsync(account, codes[0], TestHost.Owner);

            Assert.Equal(suspect ? new ConfirmOutcome.Busy(BusyReason.ClockSuspect) : new ConfirmOutcome.Refused(Refusal.NothingPending), late);
            fast.Clock.Set(fastNow);
            slow.Clock.Set(slowNow);
        }
    }

    private static async Task<bool> WalkAsync((Operation Operation, int Step)[] walk)
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        var spent = new HashSet<string>(StringComparer.Ordinal);
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var ended = new List<RecoveryTicket>();
        Queue<string> live = [];
        string[] pending = [];
        RecoveryTicket? ticket = null;
        foreach ((Operation operation, int step) in walk.Prepend((Operation.ConfirmPending, 3)).Prepend((Operation.Generate, 3)))
        {
            host.Clock.Advance(Steps[step]);
            switch (operation)
            {
                case Operation.Redeem when live.TryDequeue(out string? code):
                    RedeemOutcome redeemed = await host.RedeemAsync(code, await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession));
                    if (redeemed is RedeemOutcome.Redeemed)
                    {
                        spent.Add(code);
                    }

                    break;
                case Operation.RedeemSpent when spent.Count > 0:
                    RecoveryTicket session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession);
                    if (await host.RedeemAsync(spent.First(), session) is RedeemOutcome.Redeemed)
                    {
                        return false;
                    }

                    break;
                case Operation.Vouch:
                    ticket = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
                    break;
                case Operation.RedeemWithOldTicket:
                    foreach (RecoveryTicket old in ended)
                    {
                        if (await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(old)) is RevokeOutcome.Revoked)
                        {
                            return false;
                        }
                    }

                    break;
                case Operation.Generate:
                    if (await host.GenerateAsync() is IssueOutcome.AwaitingConfirmation awaiting)
                    {
                        gone.UnionWith(pending);
                        pending = [.. awaiting.Sheet.Codes.Select(code => code.Reveal())];
                        gone.ExceptWith(pending);
                    }

                    break;
                case Operation.ConfirmPending when pending.Length > 0:
                    RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
                    switch (await host.Codes.ConfirmAsync(TestHost.Alice, pending[0], TestHost.Owner.Having(password)))
                    {
                        case ConfirmOutcome.Confirmed when gone.Contains(pending[0]):
                            return false;
                        case ConfirmOutcome.Confirmed:
                            live = new Queue<string>(pending);
                            pending = [];
                            break;
                        case ConfirmOutcome.Refused { Why: Refusal.NothingPending }:
                            gone.UnionWith(pending);
                            break;
                        default:
                            break;
                    }

                    break;
                case Operation.ConfirmExpired when gone.Count > 0:
                    RecoveryTicket again = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
                    if (await host.Codes.ConfirmAsync(TestHost.Alice, gone.First(), TestHost.Owner.Having(again)) is ConfirmOutcome.Confirmed)
                    {
                        return false;
                    }

                    break;
                case Operation.Repair:
                    await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner);
                    break;
                default:
                    break;
            }

            if (ticket is not null && await HasEndedAsync(host, ticket))
            {
                ended.Add(ticket);
                ticket = null;
            }
        }

        return true;
    }

    // What the record has written as its latest instant is a fact; what a refused call saw is not kept.
    private static async Task<bool> HasEndedAsync(TestHost host, RecoveryTicket ticket) =>
        await host.OpenAsync() is { } record
        && host.Provider.GetService(typeof(TicketSigner)) is TicketSigner signer
        && signer.Open(TestHost.Alice, TestHost.Owner.GivenSession, ticket) is { } facts
        && (record.Latest >= facts.Expires || facts.Epoch != record.Epoch);
}
