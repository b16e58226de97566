using NodaTime;

namespace AccountRecovery;

/// <summary>
/// Somebody knows the password and has a live session and the phone with the second step. The owner has the paper with the recovery code, redeems it, and sets a
/// new password. Every way that is left to the hijacker is tried, at every step: none leads in.
/// </summary>
public sealed class HijackerWhoKnowsThePasswordTests
{
    private static readonly Caller Hijacker = new() { Session = "hijacker", Source = "198.51.100.66", TwoStep = true };
    private static readonly Caller Owner = new() { Session = "owner-recovers" };

    [Fact]
    public async Task W5_The_owner_gets_in_and_the_hijacker_does_not()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();
        string[] stolen = await host.IssueAsync();
        var loot = new Loot(host, stolen, host.Clock.GetCurrentInstant());

        // The hijacker has been in for a week: vouched for by everything that the host can vouch for.
        host.Clock.Advance(Duration.FromDays(7));
        await loot.GatherAsync();
        Assert.True((await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.UseServices, new AccessFacts { SessionBegan = loot.SessionBegan })).IsAllowed);
        Assert.Equal(Refusal.RecoveryCodeNeeded, await loot.TryToReplaceTheRecoveryCodeAsync());

        // The owner types the code from the paper.
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, Owner));
        await loot.AssertNothingWorksAsync("right after the code", passwordStillRight: true);

        // A week of hesitating would cost the owner the grant, an hour does not. The hijacker signs in with the old password in vain.
        host.Clock.Advance(Duration.FromHours(1));
        await loot.GatherAsync();
        await loot.AssertNothingWorksAsync("before there is a new password", passwordStillRight: true);

        // The host sets the new password, and says so.
        Assert.IsType<CredentialsOutcome.Done>(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Owner.Having(redeemed.Grant!)));
        await loot.AssertNothingWorksAsync("with the new password set", passwordStillRight: false);

        // The owner makes a new code, and later, with the new password, backup codes and a key.
        Assert.IsType<IssueOutcome.Issued>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Owner.Having(redeemed.Grant!)));
        await loot.AssertNothingWorksAsync("with the new code made", passwordStillRight: false);
        Assert.IsType<IssueOutcome.Issued>(await host.GenerateAsync());
        await loot.AssertNothingWorksAsync("with new backup codes", passwordStillRight: false);
        Assert.True((await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.UseServices, new AccessFacts { SessionBegan = host.Clock.GetCurrentInstant() })).IsAllowed);

        // Months later, still nothing.
        host.Clock.Advance(Duration.FromDays(90));
        await loot.AssertNothingWorksAsync("months later", passwordStillRight: false);
    }

    /// <summary>Codes that the hijacker made and wrote down before, pending ones too.</summary>
    [Fact]
    public async Task W5_What_the_hijacker_has_prepared_is_void()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        string code = await host.MakeRecoveryCodeAsync();
        IssueOutcome.AwaitingConfirmation pending = Assert.IsType<IssueOutcome.AwaitingConfirmation>(await host.GenerateAsync(caller: TestHost.Owner));
        string prepared = pending.Sheet.Codes[0].Reveal();

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, Owner));

        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.Codes.ConfirmAsync(TestHost.Alice, prepared, Hijacker));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RedeemAsync(prepared));
    }

    /// <summary>An attempt with a stolen backup code that was counted before the recovery and is compared after it.</summary>
    [Fact]
    public async Task S6_A_check_that_began_before_is_repeated_at_its_end()
    {
        foreach (bool attested in (bool[])[false, true])
        {
            await using var host = new TestHost();
            string code = await host.MakeRecoveryCodeAsync();
            string[] stolen = await host.IssueAsync();
            RecoveryTicket? session = attested ? await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession) : null;
            using var hashing = new SemaphoreSlim(0);
            using var goesOn = new ManualResetEventSlim();
            host.Hasher.DuringHash = () =>
            {
                hashing.Release();
                goesOn.Wait();
            };
            Task<RedeemOutcome> attempt = Task.Run(() => host.RedeemAsync(stolen[0], session), TestContext.Current.CancellationToken);
            await hashing.WaitAsync(TestContext.Current.CancellationToken);
            Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, Owner));
            goesOn.Set();

            Assert.Equal(new RedeemOutcome.Refused(attested ? Refusal.TicketVoid : Refusal.Superseded), await attempt);
        }
    }

    /// <summary>What the hijacker has got hold of, and every way to use it.</summary>
    private sealed class Loot(TestHost host, string[] backupCodes, Instant sessionBegan)
    {
        private readonly List<RecoveryTicket> _settings = [];
        private readonly List<RecoveryTicket> _signIns = [];

        internal Instant SessionBegan => sessionBegan;

        internal async Task GatherAsync()
        {
            foreach (HostProof proof in Enum.GetValues<HostProof>())
            {
                _settings.Add(await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, proof, caller: Hijacker));
                _signIns.Add(await host.VouchAsync(ProofPurpose.SignIn, proof, caller: Hijacker));
            }
        }

        internal async Task<Refusal> TryToReplaceTheRecoveryCodeAsync() =>
            Assert.IsType<IssueOutcome.Refused>(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Hijacker.Having([.. _settings]))).Why;

        internal async Task AssertNothingWorksAsync(string when, bool passwordStillRight)
        {
            // Old sessions, and, while the host has no new password, new ones with the old password.
            foreach (AccountAction action in Enum.GetValues<AccountAction>().Where(action => passwordStillRight || action != AccountAction.SignIn))
            {
                foreach (Instant? began in (Instant?[])[sessionBegan, passwordStillRight ? host.Clock.GetCurrentInstant() : sessionBegan, null])
                {
                    AccessResult answer = await host.Access.EvaluateAsync(TestHost.Alice, action, new AccessFacts { SessionBegan = began });
                    Assert.False(answer.IsAllowed, $"{action} {when}");
                }
            }

            // Tickets of before; and of now, as long as the host would still be fooled by the password.
            RecoveryTicket[] settings = passwordStillRight ? [.. _settings, .. await FreshAsync()] : [.. _settings];
            foreach (RecoveryTicket ticket in settings)
            {
                Assert.True(await host.Codes.GenerateAsync(TestHost.Alice, Hijacker.Having(ticket)) is IssueOutcome.Refused, when);
                Assert.True(await host.Codes.RevokeAsync(TestHost.Alice, Hijacker.Having(ticket)) is RevokeOutcome.Refused, when);
                Assert.True(await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Hijacker.Having(ticket)) is IssueOutcome.Refused, when);
                Assert.True(await host.RecoveryCodes.RevokeAsync(TestHost.Alice, Hijacker.Having(ticket)) is RevokeOutcome.Refused, when);
                Assert.True(await host.RecoveryKeys.BeginAsync(TestHost.Alice, true, Hijacker.Having(ticket)) is BeginKeyOutcome.Refused, when);
                Assert.True(await host.Recovery.CredentialsSetAsync(TestHost.Alice, Hijacker.Having(ticket)) is CredentialsOutcome.Refused, when);
            }

            foreach (RecoveryTicket? ticket in _signIns.Append(null))
            {
                Assert.IsNotType<RedeemOutcome.Redeemed>(await host.Codes.RedeemAsync(TestHost.Alice, backupCodes[0], Hijacker.HavingAny(ticket)));
            }
        }

        private async Task<IEnumerable<RecoveryTicket>> FreshAsync()
        {
            var tickets = new List<RecoveryTicket>();
            foreach (HostProof proof in Enum.GetValues<HostProof>())
            {
                tickets.Add(await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, proof, caller: Hijacker));
            }

            return tickets;
        }
    }
}
