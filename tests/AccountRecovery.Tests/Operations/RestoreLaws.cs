using AccountRecovery.Ports;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>Random histories with a backup and a restore in the middle.</summary>
[Trait("Category", "NoText")]
public sealed class RestoreLaws
{
    private enum What
    {
        Generate,
        Confirm,
        Redeem,
        Wrong,
        Revoke,
        Pass,
    }

    private readonly record struct History(bool Confirms, bool Keyed, bool Listens, (What What, int Pick)[] Before, (What What, int Pick)[] Between, (What What, int Pick)[] After);

    private static Gen<(What What, int Pick)[]> Steps => Gen.Choose(0, 8).SelectMany(length => Gen.ArrayOf(
        from what in Gen.Frequency((3, Gen.Constant(What.Generate)), (8, Gen.Constant(What.Redeem)), (3, Gen.Constant(What.Confirm)), (2, Gen.Elements(Enum.GetValues<What>())))
        from pick in Gen.Choose(0, 200)
        select (what, pick),
        length));

    private static Arbitrary<History> Histories { get; } = Arb.From(
        from flags in Gen.ArrayOf(Gen.Elements(true, false), 3)
        from before in Steps
        from between in Steps
        from after in Steps
        select new History(flags[0], flags[1], flags[2], [(What.Generate, 0), .. before], between, after));

    [Fact]
    [Trait("Category", "Slow")]
    public void Over_a_restore_no_code_is_ever_accepted_twice_and_new_ones_are_accepted() =>
        Holds.ForAll(Histories, history => FollowsAsync(history, told: true).GetAwaiter().GetResult(), tests: 120);

    [Fact]
    public void Where_nobody_tells_the_library_of_the_restore_it_is_caught() =>
        Assert.ThrowsAny<Exception>(() => Holds.ForAll(Histories, history => FollowsAsync(history, told: false).GetAwaiter().GetResult(), tests: 300));

    private static async Task<bool> FollowsAsync(History history, bool told)
    {
        var store = new SnapshotStore();
        var key = RootKey.Generate();
        var life = new Life(history.Confirms);

        void Configure(AccountRecoveryOptions options)
        {
            // No two sets have a code in common; and nothing pauses, so that every code is tried.
            options.BackupCodeFormat = history.Keyed ? CodeFormat.RecoveryCode.ToString() : "digits:5 5 5";
            options.ConfirmBackupCodes = history.Confirms;
            options.FreeAttempts = 10;
        }

        Instant restored;
        await using (var host = new TestHost(Configure, store, history.Listens, key))
        {
            await life.LiveAsync(host, history.Before);
            Dictionary<AccountId, StoredRecord> backup = await store.BackUpAsync();
            await life.LiveAsync(host, history.Between);
            await host.DrainAsync();
            await store.RestoreAsync(backup);
            restored = host.Clock.Advance(Duration.FromTicks(10));
        }

        await using var after = new TestHost(
            options =>
            {
                Configure(options);
                options.RestoredAt = told ? InstantPattern.ExtendedIso.Format(restored) : null;
            },
            store,
            history.Listens,
            key);
        after.Clock.Set(restored);
        string[] old = [.. life.Known];
        await life.LiveAsync(after, history.After);
        foreach (string code in old)
        {
            // Tickets, pauses and the closing of the method are not what this is about.
            after.Clock.Advance(Duration.FromHours(1));
            await life.RedeemAsync(after, code);
        }

        after.Clock.Advance(Duration.FromHours(1));
        string[] fresh = await after.IssueAsync();
        if (history.Confirms)
        {
            Assert.IsType<ConfirmOutcome.Confirmed>(
                await after.Codes.ConfirmAsync(TestHost.Alice, fresh[0], TestHost.Owner.Having(await after.VouchAsync(ProofPurpose.ChangeSecuritySettings))));
        }

        RedeemOutcome redeemed = await after.RedeemAsync(fresh[0]);
        Assert.True(redeemed is RedeemOutcome.Redeemed, $"{redeemed}");
        return true;
    }

    /// <summary>The person's side: every sheet that was ever handed out, and every code that ever let them in.</summary>
    private sealed class Life(bool confirms)
    {
        private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);

        internal List<string> Known { get; } = [];

        internal async Task LiveAsync(TestHost host, (What What, int Pick)[] steps)
        {
            foreach ((What what, int pick) in steps)
            {
                host.Clock.Advance(Duration.FromSeconds(1));
                switch (what)
                {
                    case What.Generate:
                        Known.AddRange(await host.IssueAsync());
                        break;
                    case What.Confirm when confirms && Known.Count > 0:
                        RecoveryTicket settings = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
                        await host.Codes.ConfirmAsync(TestHost.Alice, Known[^1], TestHost.Owner.Having(settings));
                        break;
                    case What.Redeem when Known.Count > 0:
                        await RedeemAsync(host, Known[^(1 + (pick % Math.Min(Known.Count, 12)))]);
                        break;
                    case What.Wrong:
                        await host.RedeemAsync("00000 00000 00000");
                        break;
                    case What.Revoke:
                        await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(await host.VouchAsync(ProofPurpose.ChangeSecuritySettings)));
                        break;
                    default:
                        host.Clock.Advance(Duration.FromMinutes(pick));
                        break;
                }
            }
        }

        internal async Task RedeemAsync(TestHost host, string code)
        {
            if (await host.RedeemAsync(code) is RedeemOutcome.Redeemed)
            {
                Assert.True(_accepted.Add(code), "A code was accepted twice.");
            }

            // Hours pass between two attempts here; on a busy machine the deliveries could not keep up, and the queue would be full.
            await host.DrainAsync();
        }
    }
}
