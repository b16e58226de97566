namespace AccountRecovery;

/// <summary>
/// Sebastiano Vigna's SplitMix64: a generator that gives the same numbers from the same seed on every
/// machine, so that a failing history can be replayed. The numbers are predictable.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    internal ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>Returns a number from 0 (inclusive) to a small limit (exclusive).</summary>
    internal int Below(int limit) => (int)(Next() % (ulong)limit);

    internal T Pick<T>(params ReadOnlySpan<T> items) => items[Below(items.Length)];

    internal byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)Below(256);
        }

        return bytes;
    }
}
