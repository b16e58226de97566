using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery;

/// <summary>What one read costs that the processor cannot foresee, in memory of several sizes: how much cache the machine leaves to us in this hour.</summary>
internal static unsafe class CacheLatency
{
    private const int LineBytes = 64;
    private const int Reads = 1_000_000;
    private static readonly int[] SizesInMiB = [1, 4, 8, 19, 64];

    internal static string Table()
    {
        IEnumerable<string> rows = SizesInMiB.Select(size => string.Create(CultureInfo.InvariantCulture, $"| {size} MiB | {Nanoseconds(size):F0} ns |"));
        return string.Join('\n', ["| memory | a random line |", "|---|---|", .. rows]);
    }

    // Each line points to the next, in one circle through all of them, in memory as a hash has it. Of five turns the one in the middle.
    private static double Nanoseconds(int mebibytes)
    {
        nuint bytes = (nuint)mebibytes << 20;
        int[] circle = [.. Enumerable.Range(0, (int)(bytes / LineBytes))];
        RandomNumberGenerator.Shuffle(circle.AsSpan());
        byte* memory = (byte*)HugePages.Allocate(bytes, LineBytes);
        try
        {
            for (int at = 0; at < circle.Length; at++)
            {
                *(byte**)(memory + (circle[at] * LineBytes)) = memory + (circle[(at + 1) % circle.Length] * LineBytes);
            }

            byte* line = Follow(memory, circle.Length);
            double[] turns = new double[5];
            for (int turn = 0; turn < turns.Length; turn++)
            {
                long start = Stopwatch.GetTimestamp();
                line = Follow(line, Reads);
                turns[turn] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Reads;
            }

            Array.Sort(turns);
            return turns[turns.Length / 2];
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    private static byte* Follow(byte* line, int reads)
    {
        for (int read = 0; read < reads; read++)
        {
            line = *(byte**)line;
        }

        return line;
    }
}
