namespace AccountRecovery;

/// <summary>How far a walk over all records has come. All numbers count from where the walk began, not from the step before.</summary>
/// <param name="Examined">Accounts that were looked at.</param>
/// <param name="Resealed">Records that this walk has sealed with the active root key; none when it only counts.</param>
/// <param name="Failed">Accounts whose record could not be read or written; each is logged, left as it was, and looked at again by the next walk.</param>
/// <param name="ByKey">How many of the records are sealed with which root key, now that the walk has passed them, in order of the key's id. A key that has
/// none is not listed. A record whose key cannot even be told is in <paramref name="Failed"/> alone.</param>
/// <param name="Last">The last account looked at: a walk that is to go on from here is started after it. Null when none was yet.</param>
/// <param name="IsComplete">Whether this was the last account; true for the last step and for no other.</param>
public sealed record KeyRotationStep(long Examined, long Resealed, long Failed, IReadOnlyDictionary<KeyId, long> ByKey, AccountId? Last, bool IsComplete)
{
    /// <summary>Compares the counts themselves, not where they lie.</summary>
    /// <param name="other">The other step.</param>
    /// <returns>Whether both say the same.</returns>
    public bool Equals(KeyRotationStep? other) =>
        other is not null
        && (Examined, Resealed, Failed, Last, IsComplete) == (other.Examined, other.Resealed, other.Failed, other.Last, other.IsComplete)
        && ByKey.Count == other.ByKey.Count
        && ByKey.All(count => other.ByKey.TryGetValue(count.Key, out long theirs) && theirs == count.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Examined, Resealed, Failed, ByKey.Count, Last, IsComplete);
}
