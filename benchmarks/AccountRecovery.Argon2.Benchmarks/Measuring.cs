using System.Diagnostics;
using System.Globalization;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery;

/// <summary>The measurements of one process. Each implementation takes turns with the reference, so that what else the machine does hits both.</summary>
internal static class Measuring
{
    private const string DebianLibrary = "libargon2.so.1";
    private static readonly byte[] Password = "correct horse battery staple"u8.ToArray();
    private static readonly byte[] Salt = new byte[Argon2id.SaltLength];

    /// <summary>The costs that are measured.</summary>
    internal static readonly Argon2Parameters[] Costs =
    [
        new(memoryKiB: 19_456, passes: 2, lanes: 1),
        new(memoryKiB: 65_536, passes: 3, lanes: 1),
        new(memoryKiB: 65_536, passes: 3, lanes: 4),
    ];

    private delegate void Deriving(Argon2Parameters parameters, Span<byte> tag);

    private static string Ours => "AccountRecovery.Argon2, " + BlockKernel.Chosen.Name;

    /// <summary>Times our chosen kernel beside the reference library, and then one more library beside it if its file is named.</summary>
    /// <remarks>Two at a time: a third in between would leave less of their memory in the cache.</remarks>
    internal static Timing[] Time(int rounds, string? anotherLibrary)
    {
        NativeArgon2 debian = NativeArgon2.TryLoad(DebianLibrary) ?? throw new InvalidOperationException(DebianLibrary + " is not installed: Debian package libargon2-1.");
        (string, Deriving) reference = ("libargon2 of Debian", (p, t) => debian.DeriveTag(Password, Salt, p, t));
        NativeArgon2? other = anotherLibrary is null ? null : NativeArgon2.TryLoad(anotherLibrary) ?? throw new InvalidOperationException(anotherLibrary + " is no library of Argon2.");

        WarmUp();
        return
        [
            .. Costs.SelectMany(cost => Time([reference, (Ours, DeriveOurs)], cost, rounds)),
            .. other is null ? [] : Costs.SelectMany(cost => Time([reference, ("phc-winner-argon2, optimised", (p, t) => other.DeriveTag(Password, Salt, p, t))], cost, rounds)),
        ];
    }

    /// <summary>16 callers who share 2 places, each with some hashes of 19 MiB.</summary>
    internal static Crowd Crowd()
    {
        const int Callers = 16;
        const int Places = 2;
        const int HashesEach = 6;
        DeriveOurs(new Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1), stackalloc byte[Argon2id.TagLength]);
        using var places = new SemaphoreSlim(Places);
        double before = Status("VmRSS:");

        Thread[] threads = [.. Enumerable.Range(0, Callers).Select(_ => new Thread(() =>
        {
            Span<byte> tag = stackalloc byte[Argon2id.TagLength];
            for (int hash = 0; hash < HashesEach; hash++)
            {
                places.Wait();
                DeriveOurs(Costs[0], tag);
                places.Release();
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        return new Crowd(Ours, before, Status("VmHWM:"));
    }

    /// <summary>The first hash of this process.</summary>
    internal static FirstHash First()
    {
        long start = Stopwatch.GetTimestamp();
        DeriveOurs(Costs[0], stackalloc byte[Argon2id.TagLength]);
        return new FirstHash(Ours, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>As in a server that has run for a second: by then the runtime has compiled everything for good.</summary>
    private static void WarmUp()
    {
        Span<byte> tag = stackalloc byte[Argon2id.TagLength];
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1))
        {
            DeriveOurs(new Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1), tag);
            Thread.Sleep(1);
        }
    }

    private static IEnumerable<Timing> Time(List<(string Name, Deriving Derive)> all, Argon2Parameters cost, int rounds)
    {
        double[][] times = [.. all.Select(_ => new double[rounds])];
        long[] allocated = new long[all.Count];
        int[] collections = new int[all.Count];
        byte[] tag = new byte[Argon2id.TagLength];

        // The first rounds warm up and do not count.
        for (int round = -2; round < rounds; round++)
        {
            for (int one = 0; one < all.Count; one++)
            {
                long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
                int collectionsBefore = GC.CollectionCount(2);
                long start = Stopwatch.GetTimestamp();
                all[one].Derive(cost, tag);
                double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (round >= 0)
                {
                    times[one][round] = elapsed;
                    allocated[one] += GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
                    collections[one] += GC.CollectionCount(2) - collectionsBefore;
                }
            }
        }

        double reference = Median(times[0]);
        for (int one = 0; one < all.Count; one++)
        {
            bool isOurs = all[one].Name == Ours;
            double median = Median(times[one]);
            yield return new Timing(
                all[one].Name, cost.ToString(), median, median / reference, isOurs ? (double)allocated[one] / rounds : null, isOurs ? collections[one] : null);
        }
    }

    private static void DeriveOurs(Argon2Parameters cost, Span<byte> tag) => Argon2id.DeriveTag(Password, Salt, secret: default, associatedData: default, cost, tag);

    private static double Median(double[] times)
    {
        double[] sorted = [.. times.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Status(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(one => one.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length).Trim(" \tkB"), NumberStyles.None, CultureInfo.InvariantCulture) / 1024.0;
    }
}
