using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

/// <summary>Checks that a law holds for all generated cases. A failing case is shrunk and printed with a seed that ACCOUNTRECOVERY_SEED replays.</summary>
internal static class Holds
{
    private static readonly string? Seed = Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_SEED");

    /// <summary>A seed that names the cases: the same in every run, where a test counts on what is among them.</summary>
    internal static readonly (ulong Seed, ulong Gamma) Known = (1, 3);

    /// <summary>Checks a law.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="law">True where it holds; an exception counts as broken.</param>
    /// <param name="tests">Cases in the short run; the full run takes twenty times as many.</param>
    internal static void ForAll<T>(Gen<T> cases, Func<T, bool> law, int tests = 500) => ForAll(cases.ToArbitrary(), law, tests);

    /// <summary>Checks a law for the cases of a seed, unless the environment names another one.</summary>
    internal static void ForAll<T>(Arbitrary<T> cases, Func<T, bool> law, int tests, (ulong Seed, ulong Gamma) seed) =>
        Check(cases, law, ConfigFor(tests).WithReplay(seed.Seed, seed.Gamma));

    internal static void ForAll<T>(Arbitrary<T> cases, Func<T, bool> law, int tests = 500) => Check(cases, law, ConfigFor(tests));

    private static Config ConfigFor(int tests) => Config.QuickThrowOnFailure.WithMaxTest(FullRun.Or(tests, tests * 20)).WithQuietOnSuccess(true);

    private static void Check<T>(Arbitrary<T> cases, Func<T, bool> law, Config config)
    {
        if (Seed?.Split(',') is [{ } seed, { } gamma])
        {
            CultureInfo culture = CultureInfo.InvariantCulture;
            config = config.WithReplay(ulong.Parse(seed.Trim('(', ' '), culture), ulong.Parse(gamma.Trim(')', ' '), culture));
        }

        try
        {
            Prop.ForAll(cases, law).Check(config);
        }
        catch (Exception broken) when (Seed is null)
        {
            throw new InvalidOperationException(
                $"The law does not hold. To replay, set ACCOUNTRECOVERY_SEED to the first pair of numbers below, as in 1,2.{Environment.NewLine}{broken.Message}", broken);
        }
    }
}
