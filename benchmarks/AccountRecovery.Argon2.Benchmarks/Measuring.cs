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

    /// <summary>Times our chosen kernel beside the reference library, or another library instead of ours if its file is named.</summary>
    /// <remarks>Two at a time: a third in between would leave less of their memory in the cache.</remarks>
    internal static Turn[] Time(int rounds, string? anotherLibrary)
    {
        NativeArgon2 debian = NativeArgon2.TryLoad(DebianLibrary) ?? throw new InvalidOperationException(DebianLibrary + " is not installed: Debian package libargon2-1.");
        if (anotherLibrary is not null)
        {
            NativeArgon2 other = NativeArgon2.TryLoad(anotherLibrary) ?? throw new InvalidOperationException(anotherLibrary + " is no library of Argon2.");
            return [.. Costs.Select(cost => Time("phc-winner-argon2, optimised", (p, t) => other.DeriveTag(Password, Salt, p, t), debian, cost, rounds))];
        }

        WarmUp();
        return [.. Costs.Select(cost => Time(Ours, DeriveOurs, debian, cost, rounds))];
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

    private static Turn Time(string name, Deriving derive, NativeArgon2 reference, Argon2Parameters cost, int rounds)
    {
        double[] times = new double[rounds];
        double[] referenceTimes = new double[rounds];
        long allocated = 0;
        int collections = 0;
        byte[] tag = new byte[Argon2id.TagLength];

        // The first rounds warm up and do not count.
        for (int round = -2; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            reference.DeriveTag(Password, Salt, cost, tag);
            double referenceTime = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

            long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
            int collectionsBefore = GC.CollectionCount(2);
            start = Stopwatch.GetTimestamp();
            derive(cost, tag);
            double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (round >= 0)
            {
                (times[round], referenceTimes[round]) = (time, referenceTime);
                allocated += GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
                collections += GC.CollectionCount(2) - collectionsBefore;
            }
        }

        bool isOurs = name == Ours;
        return new Turn(name, cost.ToString(), Median(times), Median(referenceTimes), isOurs ? (double)allocated / rounds : null, isOurs ? collections : null);
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
