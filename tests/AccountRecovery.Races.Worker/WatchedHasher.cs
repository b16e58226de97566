using System.Data.Common;
using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>Counts hashes, and holds them where the race asks for it.</summary>
internal sealed class WatchedHasher(ICodeHasher inner, Setup setup, Action<Report> tell) : ICodeHasher, IDisposable
{
    private readonly ManualResetEventSlim _released = new();
    private int _hashes;

    internal int Hashes => Volatile.Read(ref _hashes);

    public string Scheme => inner.Scheme;

    public string PreferredCost => inner.PreferredCost;

    public bool Accepts(string cost) => inner.Accepts(cost);

    public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag)
    {
        Interlocked.Increment(ref _hashes);
        if (setup.Stop != HashStop.None && !_released.IsSet)
        {
            using DbConnection? connection = setup.Stop == HashStop.HeldInTransaction ? DirectConnection.Open(setup) : null;
            using DbTransaction? transaction = connection?.BeginTransaction();
            DirectConnection.LockAll(transaction);
            tell(new Report.Hashing());
            _released.Wait();
        }

        inner.Hash(code, salt, pepper, cost, tag);
    }

    internal void Release() => _released.Set();

    public void Dispose() => _released.Dispose();
}
