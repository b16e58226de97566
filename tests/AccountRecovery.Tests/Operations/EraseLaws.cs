using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Random histories in which the account is erased, and made anew, in between.</summary>
[Trait("Category", "NoText")]
public sealed class EraseLaws
{
    private enum What
    {
        Generate,
        Import,
        Redeem,
        RedeemOld,
        RedeemWrong,
        Erase,
        EraseInHash,
        Sweep,
        Pass,
    }

    private static Arbitrary<(bool Listens, (What What, int Pick)[] Steps)> Histories { get; } = Arb.From(
        from listens in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from length in Gen.Choose(0, 24)
        from steps in Gen.ArrayOf(
            from what in Gen.Frequency((4, Gen.Constant(What.Generate)), (4, Gen.Constant(What.Redeem)), (4, Gen.Constant(What.Erase)), (6, Gen.Elements(Enum.GetValues<What>())))
            from pick in Gen.Choose(0, 11)
            select (what, pick),
            length)
        select (listens, steps));

    [Fact]
    public void W6_After_an_erasing_no_earlier_code_or_ticket_works_every_erasing_is_reported_once_and_last_and_nothing_is_left() =>
        Holds.ForAll(Histories, history => FollowsAsync(history.Listens, history.Steps).GetAwaiter().GetResult(), tests: 300);

    private static async Task<bool> FollowsAsync(bool listens, (What What, int Pick)[] steps)
    {
        await using var scene = new EraseScene(listens: listens, configure: options =>
        {
            // Long enough that no two sets have a code in common.
            options.BackupCodeFormat = "digits:5 5 5";
            options.ImportFormats.Add("digits:4 4");
        });
        TestHost host = scene.Host;
        int offered = 0;
        host.Sink.Refuses = _ => offered++ % 3 == 1;
        List<string> live = [];
        List<string> old = [];
        int erased = 0;
        foreach ((What what, int pick) in steps)
        {
            scene.Pass(Duration.FromTicks(10));
            switch (what)
            {
                case What.Generate:
                    old.AddRange(live);
                    live = [.. await host.IssueAsync()];
                    break;
                case What.Import:
                    if (await host.Codes.ImportAsync(TestHost.Alice, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner) is ImportOutcome.Imported)
                    {
                        Assert.Empty(live);
                    }

                    break;
                case What.Redeem when live.Count > 0:
                    string code = live[pick % live.Count];
                    RedeemOutcome redeemed = await host.RedeemAsync(code);
                    Assert.True(redeemed is RedeemOutcome.Redeemed or RedeemOutcome.Paused or RedeemOutcome.Closed, $"{redeemed}");
                    if (redeemed is RedeemOutcome.Redeemed)
                    {
                        live.Remove(code);
                        old.Add(code);
                    }

                    break;
                case What.RedeemOld when old.Count > 0:
                    Assert.IsNotType<RedeemOutcome.Redeemed>(await host.RedeemAsync(old[pick % old.Count]));
                    break;
                case What.RedeemWrong:
                    Assert.IsNotType<RedeemOutcome.Redeemed>(await host.RedeemAsync("00000 00000 00000"));
                    break;
                case What.Erase:
                    erased += await scene.EraseAsync() is EraseOutcome.Erased ? 1 : 0;
                    old.AddRange(live);
                    live = [];
                    break;
                case What.EraseInHash when live.Count > 0:
                    RecoveryTicket owner = await host.VouchAsync(ProofPurpose.SignIn);
                    host.Hasher.DuringHash = () =>
                    {
                        host.Hasher.DuringHash = null;
                        erased += scene.EraseAsync().GetAwaiter().GetResult() is EraseOutcome.Erased ? 1 : 0;
                    };
                    bool hashes = await host.RedeemAsync(live[pick % live.Count], owner) == new RedeemOutcome.Refused(Refusal.Lapsed);
                    host.Hasher.DuringHash = null;
                    Assert.True(hashes);
                    scene.Pass(Duration.FromTicks(10));
                    Assert.IsNotType<RedeemOutcome.Redeemed>(await host.RedeemAsync(live[pick % live.Count], owner));
                    old.AddRange(live);
                    live = [];
                    break;
                case What.Sweep:
                    await host.DueWork.RunAsync(10);
                    break;
                case What.Pass:
                    scene.Pass(Duration.FromMinutes(pick));
                    break;
                default:
                    break;
            }
        }

        scene.Pass(Duration.FromTicks(10));
        await host.DrainAsync();
        erased += await scene.EraseAsync() is EraseOutcome.Erased ? 1 : 0;
        host.Sink.Refuses = null;
        await scene.SettleAsync();

        Assert.Empty(await scene.LeftAsync());
        RecoveryEventKind[] told = [.. scene.Told];
        Assert.Equal(listens ? erased : 0, told.Count(kind => kind == RecoveryEventKind.AccountErased));
        Assert.True(told.Length == 0 || told[^1] == RecoveryEventKind.AccountErased);
        Assert.Equal(host.Sink.Delivered.Count, host.Sink.Delivered.DistinctBy(happened => happened.Id).Count());
        return true;
    }
}
