using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>After a restore a recovery code or key of before may have been spent since the backup: for 30 days it takes a second proof.</summary>
public sealed class SecondProofTests
{
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    private static readonly Instant Restored = TestHost.Start + Duration.FromHours(1);

    [Fact]
    public async Task An_earlier_code_requires_a_second_proof_and_one_of_the_very_instant_does_not()
    {
        foreach ((Instant issued, bool needs) in ((Instant, bool)[])[(Restored - Grain, true), (Restored, false), (Restored + Grain, false)])
        {
            (TestHost host, string code, string key) = await RestoredAsync(issued);
            await using (host)
            {
                Assert.Equal(needs, await RedeemKeyAsync(host, key) is RedeemOutcome.Refused { Why: Refusal.SecondProofNeeded });
                Assert.Equal(needs, await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, TestHost.Owner) is RedeemOutcome.Refused { Why: Refusal.SecondProofNeeded });
            }
        }
    }

    [Theory]
    [InlineData(HostProof.HostSession, false)]
    [InlineData(HostProof.HostPassword, true)]
    [InlineData(HostProof.HostTwoStep, true)]
    [InlineData(HostProof.TrustedDevice, true)]
    public async Task A_session_is_no_second_proof_and_the_others_are(HostProof proof, bool accepted)
    {
        (TestHost host, string code, _) = await RestoredAsync(Restored - Grain);
        await using (host)
        {
            RecoveryTicket ticket = await host.VouchAsync(ProofPurpose.Recover, proof);
            Assert.Equal(accepted, await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, TestHost.Owner.Having(ticket)) is RedeemOutcome.Redeemed);
        }
    }

    [Fact]
    public async Task After_thirty_days_it_is_good_alone_again_and_not_a_microsecond_before()
    {
        (TestHost host, string code, _) = await RestoredAsync(Restored - Grain);
        await using (host)
        {
            host.Clock.Set(Restored + Duration.FromHours(720) - Grain);
            Assert.Equal(new RedeemOutcome.Refused(Refusal.SecondProofNeeded), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, TestHost.Owner));
            host.Clock.Advance(Grain);
            Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, TestHost.Owner));
        }
    }

    /// <summary>Typed to change settings it takes as much as redeemed: a found key of before would otherwise disable the new protection.</summary>
    [Fact]
    public async Task An_earlier_key_disables_itself_only_with_a_second_proof()
    {
        (TestHost host, _, string key) = await RestoredAsync(Restored - Grain);
        await using (host)
        {
            RecoveryTicket session = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession);
            RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

            Assert.Equal(new DisableKeyOutcome.Refused(Refusal.SecondProofNeeded), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner, key));
            Assert.Equal(new DisableKeyOutcome.Refused(Refusal.SecondProofNeeded), await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(session), key));
            Assert.True((await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).IsLive);
            Assert.IsType<DisableKeyOutcome.Disabled>(await host.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password), key));
        }
    }

    [Fact]
    public async Task A_ticket_for_another_purpose_is_no_second_proof_and_is_called_invalid()
    {
        (TestHost host, string code, string key) = await RestoredAsync(Restored - Grain);
        await using (host)
        {
            RecoveryTicket other = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

            Assert.Equal(new RedeemOutcome.Refused(Refusal.TicketInvalid), await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, TestHost.Owner.Having(other)));
            Assert.Equal(
                new RedeemOutcome.Refused(Refusal.TicketInvalid),
                await host.RecoveryKeys.RedeemAsync(TestHost.Alice, key, TestHost.Owner.Having(other)));
        }
    }

    /// <summary>A disabling that was asked for before the backup comes no earlier than 720 hours after the restore: a person who stopped it after the backup has to hear of it again.</summary>
    [Fact]
    public async Task An_earlier_delayed_disabling_waits_in_full_from_the_restore()
    {
        (TestHost host, _, string key) = await RestoredAsync(Restored - Grain, disables: true);
        await using (host)
        {
            Instant end = Restored + Duration.FromHours(720);
            Assert.Equal(end, (await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).DisabledFrom);
            host.Clock.Set(end - Grain);
            Assert.True((await host.RecoveryKeys.GetStatusAsync(TestHost.Alice)).IsLive);
            host.Clock.Set(end);
            Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await RedeemKeyAsync(host, key));
        }
    }

    private static Task<RedeemOutcome> RedeemKeyAsync(TestHost host, string key) =>
        host.RecoveryKeys.RedeemAsync(TestHost.Alice, key, TestHost.Owner).AsTask();

    // What was issued at an instant, in an application that was started after the restore.
    private static async Task<(TestHost Host, string Code, string Key)> RestoredAsync(Instant issued, bool disables = false)
    {
        IRecoveryStore store = InMemory.Store();
        var root = RootKey.Generate();
        string code, key;
        await using (var before = new TestHost(store: store, rootKey: root))
        {
            before.Clock.Set(issued);
            code = await before.MakeRecoveryCodeAsync();
            key = await before.EnableKeyAsync(code);
            if (disables)
            {
                RecoveryTicket password = await before.VouchAsync(ProofPurpose.ChangeSecuritySettings);
                RecoveryTicket device = await before.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice);
                Assert.IsType<DisableKeyOutcome.Scheduled>(await before.RecoveryKeys.DisableAsync(TestHost.Alice, TestHost.Owner.Having(password, device), code));
            }
        }

        var host = new TestHost(options => options.RestoredAt = "2026-03-01T13:00:00Z", store, rootKey: root);
        host.Clock.Set(Restored + Duration.FromMinutes(1));
        return (host, code, key);
    }
}
