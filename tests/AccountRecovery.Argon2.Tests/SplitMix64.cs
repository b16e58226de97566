using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace AccountRecovery.Tests;

/// <summary>A small generator for test cases (Steele, Lea, Flood 2014): one seed, one sequence, on every machine.</summary>
internal sealed class SplitMix64
{
    private const string SeedVariable = "ACCOUNTRECOVERY_SEED";
    private ulong _state;

    private SplitMix64(ulong seed) => (_state, Seed) = (seed, seed);

    /// <summary>How to run the same cases again, for messages.</summary>
    internal string Replay => string.Create(CultureInfo.InvariantCulture, $"replay with {SeedVariable}={Seed}");

    private ulong Seed { get; }

    /// <summary>Starts from the seed in the environment, or from a fresh one, and prints it.</summary>
    internal static SplitMix64 Start(ITestOutputHelper output)
    {
        Span<byte> fresh = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(fresh);
        string? given = Environment.GetEnvironmentVariable(SeedVariable);
        ulong seed = given is null
            ? BinaryPrimitives.ReadUInt64LittleEndian(fresh)
            : ulong.Parse(given, NumberStyles.None, CultureInfo.InvariantCulture);

        var random = new SplitMix64(seed);
        output.WriteLine(random.Replay);
        return random;
    }

    /// <summary>Starts from a seed that a test names: the same cases in every run, where it counts on what is among them.</summary>
    internal static SplitMix64 From(ulong seed) => new(seed);

    internal int Below(int bound) => (int)(Next() % (ulong)bound);

    internal T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    internal byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++)
        {
            bytes[at] = (byte)Below(256);
        }

        return bytes;
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
