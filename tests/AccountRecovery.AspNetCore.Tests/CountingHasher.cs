using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Counts; what it counts takes as long as it is told, so that tests of hundreds of attempts are fast.</summary>
internal sealed class CountingHasher(int milliseconds = 0) : ICodeHasher
{
    private int _hashes;
    private int _running;
    private int _most;

    internal int Hashes => Volatile.Read(ref _hashes);

    /// <summary>The most that ever ran at the same time.</summary>
    internal int MostAtOnce => Volatile.Read(ref _most);

    /// <summary>Once set, each hash is held until so many have run at the same time.</summary>
    internal int MeetsAt { get; set; }

    public string Scheme => "counted";

    public string PreferredCost => "1";

    public bool Accepts(string cost) => cost == "1";

    public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag)
    {
        Interlocked.Increment(ref _hashes);
        int running = Interlocked.Increment(ref _running);
        for (int most = Volatile.Read(ref _most); running > most && Interlocked.CompareExchange(ref _most, running, most) != most; most = Volatile.Read(ref _most))
        {
        }

        if (!SpinWait.SpinUntil(() => MostAtOnce >= MeetsAt, TimeSpan.FromMinutes(1)))
        {
            throw new TimeoutException($"{MostAtOnce} hashes ran at once, where {MeetsAt} were to.");
        }

        Thread.Sleep(milliseconds);
        Interlocked.Decrement(ref _running);
        HMACSHA256.HashData(pepper, [.. salt, .. code], tag);
    }
}
