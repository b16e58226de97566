using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>Runs generated histories on the store and on the model. A failing history is reduced to the steps that it needs, and reported with its seed.</summary>
internal static class HistoryChecks
{
    private const int Histories = 50;
    private const int Steps = 60;

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new("Any history of calls agrees with a model of the store", "the steps that the failure lists, in their order: store and model differ after the last one", Agree),
    ];

    private static async Task Agree(StoreTrial trial)
    {
        int runs = 0;
        ulong seed = trial.Seed ?? BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        for (int i = 0; i < Histories * trial.Effort; i++)
        {
            var random = new SplitMix64(seed);
            HistoryStep[] history = [.. Enumerable.Range(0, Steps).Select(_ => HistoryStep.Draw(random))];
            if (await FaultAsync(history).ConfigureAwait(false) is { } fault)
            {
                (history, fault) = await CutAsync(history, fault).ConfigureAwait(false);
                throw trial.Broken(
                    $"store and model agree after each of {Words.Of(history.Length)} steps (cut down from {Words.Of(Steps)}; seed {seed}, ACCOUNTRECOVERY_SEED={seed} replays it):{Tell(history)}",
                    $"at the last step, {fault}");
            }

            seed = random.Next();
        }

        Task<string?> FaultAsync(IEnumerable<HistoryStep> steps) => new HistoryRun(trial, new SplitMix64(seed), runs++).FindFaultAsync(steps);

        // First removes half of the steps, then a quarter, and at last single steps, as long as the rest still fails. The last two
        // rounds repeat this, because the removal of single steps may have made further removals possible.
        async Task<(HistoryStep[] Steps, string Fault)> CutAsync(HistoryStep[] steps, string fault)
        {
            foreach (int length in (int[])[Steps / 2, Steps / 4, Steps / 8, 4, 2, 1, 2, 1])
            {
                for (int at = 0; at < steps.Length;)
                {
                    HistoryStep[] rest = [.. steps[..at], .. steps.Skip(at + length)];
                    if (await FaultAsync(rest).ConfigureAwait(false) is { } still)
                    {
                        (steps, fault) = (rest, still);
                    }
                    else
                    {
                        at += length;
                    }
                }
            }

            return (steps, fault);
        }
    }

    private static string Tell(IEnumerable<HistoryStep> steps) =>
        string.Concat(steps.Select((step, i) => $"\n  {Words.Of(i + 1)}. {step.Tell()}"));
}
