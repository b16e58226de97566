using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>The record that a store keeps for one account: opaque bytes, their revision, and the instant at which the record next has work to do.</summary>
/// <param name="Revision">The revision of these bytes.</param>
/// <param name="Due">The first instant at which the record has work to do (inclusive), or null if it has none. The instant is in whole microseconds; its year is from 1 to 9998.</param>
/// <param name="Sealed">The encrypted and authenticated bytes, at most 16 KiB. A store never interprets or changes them.</param>
public sealed record StoredRecord(Revision Revision, Instant? Due, ReadOnlyMemory<byte> Sealed)
{
    /// <summary>Compares the contents of the bytes, not the references to them.</summary>
    /// <param name="other">The other record.</param>
    /// <returns>Whether both records have the same revision, due instant and bytes.</returns>
    public bool Equals(StoredRecord? other) =>
        other is not null && Revision == other.Revision && Due == other.Due && Sealed.Span.SequenceEqual(other.Sealed.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Revision, Due, Sealed.Length);
}
