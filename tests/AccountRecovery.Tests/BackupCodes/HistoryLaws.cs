using AccountRecovery.Ports;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>Random histories of one account against a model. A failing one shrinks to its shortest and replays from its seed.</summary>
[Trait("Category", "NoText")]
public sealed class HistoryLaws
{
    private static readonly string[] Imports = ["1111 1111", "2222 2222", "3333 3333", "4444 4444"];
    private static readonly Duration[] Pauses = [Duration.FromSeconds(30), Duration.FromSeconds(60), Duration.FromHours(1), Duration.FromHours(24)];

    private enum What
    {
        Generate,
        Import,
        Revoke,
        RedeemRight,
        RedeemSpent,
        RedeemDead,
        RedeemPending,
        RedeemWrong,
        RedeemMalformed,
        RedeemAndDie,
        ConfirmRight,
        ConfirmWrong,
        Advance,
        Sweep,
    }

    private readonly record struct Step(What What, bool Owner, int Pick);

    // Most steps redeem or let time pass, so that histories get somewhere.
    private static Arbitrary<(bool Confirms, Step[] Steps)> Histories { get; } = Arb.From(
        from confirms in Gen.Elements(true, false)
        from length in Gen.Choose(0, 22)
        from steps in Gen.ArrayOf(
            from what in Gen.Frequency(
                (2, Gen.Constant(What.Generate)), (4, Gen.Constant(What.RedeemRight)), (3, Gen.Constant(What.RedeemWrong)), (3, Gen.Constant(What.Advance)),
                (2, Gen.Constant(What.ConfirmRight)), (6, Gen.Elements(Enum.GetValues<What>())))
            from owner in Gen.Elements(true, false, false)
            from pick in Gen.Choose(0, 11)
            select new Step(what, owner, pick),
            length)
        select (Confirms: confirms, Steps: steps),
        history => Shorter(history.Steps).Select(steps => (history.Confirms, Steps: steps)));

    [Fact]
    public void A9_Any_history_does_what_the_model_says_and_tells_every_change_once() =>
        Holds.ForAll(Histories, history => FollowsAsync(history.Confirms, history.Steps, InMemory.Store()).GetAwaiter().GetResult(), tests: 500);

    [Fact]
    public void A9_A_store_that_forgets_writes_is_caught() =>
        Assert.ThrowsAny<Exception>(() => Holds.ForAll(
            Histories, history => FollowsAsync(history.Confirms, history.Steps, new ForgetfulStore(InMemory.Store(), every: 5)).GetAwaiter().GetResult(), tests: 300));

    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (int size = steps.Length / 2; size > 0; size /= 2)
        {
            for (int start = 0; start + size <= steps.Length; start += size)
            {
                yield return [.. steps[..start], .. steps[(start + size)..]];
            }
        }
    }

    private static async Task<bool> FollowsAsync(bool confirms, Step[] steps, IRecoveryStore store)
    {
        var steady = new SteadyTime();
        await using var host = new TestHost(
            options => (options.ConfirmBackupCodes, options.AttemptCap) = (confirms, HistoryModel.Cap),
            store,
            listens: true,
            services: services => services.AddSingleton<TimeProvider>(steady));
        int offered = 0;
        host.Sink.Refuses = _ => offered++ % 3 == 1;
        var model = new HistoryModel(confirms);
        var redeemed = new List<string>();
        int issued = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            Step step = steps[i];
            Revision? before = (await store.ReadAsync(TestHost.Alice, default))?.Revision;
            bool hadCodes = model.Live is not null || model.Pending is not null;
            (string said, string expected) = await DoAsync(host, model, step, steady, redeemed);
            await host.DrainAsync();
            Revision? after = (await store.ReadAsync(TestHost.Alice, default))?.Revision;
            Assert.True(expected == said, $"Step {i}, {step}: {said} instead of {expected}.");
            bool refused = said is "Malformed" or "Closed" or "NoCodes" or "UnknownAccount" or "CodesExist"
                || (said == "Revoked 0" && !hadCodes) || said.StartsWith("Paused", StringComparison.Ordinal);
            Assert.True(!refused || before == after, $"Step {i}, {step}: {said}, and yet something was written.");
            issued += said is "Issued" or "AwaitingConfirmation" ? 10 : said == "Imported" ? Imports.Length : 0;
        }

        // Everything that is due becomes an event, and every event reaches the sink.
        for (int sweep = 0; sweep < 40; sweep++)
        {
            steady.Pass(host.Clock, Duration.FromHours(1));
            model.Advance(host.Clock.GetCurrentInstant());
            await host.DueWork.RunAsync(10);
            await host.DrainAsync();
        }

        Assert.Equal(redeemed.Count, redeemed.Distinct(StringComparer.Ordinal).Count());
        Assert.True(redeemed.Count <= issued);
        Dictionary<RecoveryEventKind, int> told = host.Sink.Delivered.DistinctBy(happened => happened.Id)
            .GroupBy(happened => happened.Kind).ToDictionary(kind => kind.Key, kind => kind.Sum(happened => happened.Count));
        Assert.Equal(model.Told.OrderBy(kind => kind.Key), told.OrderBy(kind => kind.Key));
        return true;
    }

    private static async Task<(string Said, string Expected)> DoAsync(TestHost host, HistoryModel model, Step step, SteadyTime steady, List<string> redeemed)
    {
        Instant now = host.Clock.GetCurrentInstant();
        switch (step.What)
        {
            case What.Generate:
                IssueOutcome issue = await host.GenerateAsync();
                CodeSheet? sheet = (issue as IssueOutcome.Issued)?.Sheet ?? (issue as IssueOutcome.AwaitingConfirmation)?.Sheet;
                return (issue.GetType().Name, model.Issue(sheet?.Codes.Select(code => code.Reveal()) ?? [], now));
            case What.Import:
                ImportOutcome import = await host.Codes.ImportAsync(TestHost.Alice, Imports, CodeFormat.BackupCode, TestHost.Owner);
                string imported = import is ImportOutcome.Refused refused ? $"{refused.Why}" : import.GetType().Name;
                if (imported == "Imported")
                {
                    // The same codes may live again in a later import; then they are new ones.
                    redeemed.RemoveAll(code => Imports.Contains(code, StringComparer.Ordinal));
                }

                return (imported, model.Import(Imports));
            case What.Revoke:
                RevokeOutcome revoke = await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(await host.VouchAsync(ProofPurpose.ChangeSecuritySettings)));
                return (revoke is RevokeOutcome.Revoked it ? $"Revoked {it.Codes}" : $"{revoke}", model.Revoke());
            case What.Advance:
                steady.Pass(host.Clock, Pauses[step.Pick % Pauses.Length]);
                model.Advance(host.Clock.GetCurrentInstant());
                return (string.Empty, string.Empty);
            case What.Sweep:
                return ($"{(await host.DueWork.RunAsync(10)).Failed}", "0");
            case What.ConfirmRight or What.ConfirmWrong:
                string confirming = step.What == What.ConfirmRight ? Pick(model.Pending, step.Pick) : "0000 0000";
                RecoveryTicket? settings = step.Owner ? await host.VouchAsync(ProofPurpose.ChangeSecuritySettings) : null;
                ConfirmOutcome confirm = await host.Codes.ConfirmAsync(TestHost.Alice, confirming, TestHost.Owner.HavingAny(settings));
                return (Describe(confirm), model.Confirm(confirming, step.Owner, now));
            case What.RedeemMalformed:
                return (Describe(await host.RedeemAsync("1234 567")), "Malformed");
            default:
                return await RedeemAsync(host, model, step, now, redeemed);
        }
    }

    private static async Task<(string Said, string Expected)> RedeemAsync(TestHost host, HistoryModel model, Step step, Instant now, List<string> redeemed)
    {
        string typed = step.What switch
        {
            What.RedeemRight or What.RedeemAndDie => Pick(model.Live?.Where(code => !code.Value).Select(code => code.Key), step.Pick),
            What.RedeemSpent => Pick(model.Live?.Where(code => code.Value).Select(code => code.Key), step.Pick),
            What.RedeemDead => Pick(model.Dead, step.Pick),
            What.RedeemPending => Pick(model.Pending, step.Pick),
            _ => "0000 0000",
        };
        RecoveryTicket? session = step.Owner ? await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession) : null;
        bool dies = step.What == What.RedeemAndDie && model.Live is not null;
        host.Hasher.DuringHash = dies ? () => throw new TimeoutException() : null;
        string said;
        try
        {
            RedeemOutcome outcome = await host.RedeemAsync(typed, session);
            said = Describe(outcome);
            if (outcome is RedeemOutcome.Redeemed)
            {
                redeemed.Add(typed);
            }
        }
        catch (TimeoutException)
        {
            said = "Died";
        }

        host.Hasher.DuringHash = null;
        return (said, model.Redeem(typed, step.Owner, dies, now));
    }

    private static string Pick(IEnumerable<string>? codes, int pick) => codes?.ToArray() is { Length: > 0 } some ? some[pick % some.Length] : "0000 0000";

    private static string Describe(RedeemOutcome outcome) => outcome.Match(
        redeemed => $"Redeemed {redeemed.Remaining}", _ => "Malformed", refused => $"{refused.Why}", paused => $"Paused {paused.Until}", _ => "Closed", busy => $"Busy {busy.Why}");

    private static string Describe(ConfirmOutcome outcome) => outcome.Match(
        confirmed => $"Confirmed {confirmed.Remaining}", _ => "Malformed", refused => $"{refused.Why}", paused => $"Paused {paused.Until}", _ => "Closed", busy => $"Busy {busy.Why}");
}
