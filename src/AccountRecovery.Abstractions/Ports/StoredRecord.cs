using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>What a store keeps for one account: opaque bytes, their revision, and when to look at them again.</summary>
/// <param name="Revision">The revision of these bytes.</param>
/// <param name="Due">First instant at which the record has work to do (inclusive), or null when it has none. Whole microseconds, in the years 1 to 9998.</param>
/// <param name="Sealed">At most 16 KiB, encrypted and authenticated. A store never looks inside and never changes them.</param>
public sealed record StoredRecord(Revision Revision, Instant? Due, ReadOnlyMemory<byte> Sealed)
{
    /// <summary>Compares the bytes themselves, not where they lie.</summary>
    /// <param name="other">The other record.</param>
    /// <returns>Whether both are the same state.</returns>
    public bool Equals(StoredRecord? other) =>
        other is not null && Revision == other.Revision && Due == other.Due && Sealed.Span.SequenceEqual(other.Sealed.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Revision, Due, Sealed.Length);
}
