namespace AccountRecovery;

/// <summary>The progress of a run over all records. All numbers count from the beginning of the run, not from the previous step.</summary>
/// <param name="Examined">The number of accounts examined.</param>
/// <param name="Resealed">The number of records that this run has sealed with the active root key; 0 for a run that only counts.</param>
/// <param name="Failed">The number of accounts whose record could not be read or written. Each is logged and left unchanged, and the next run tries again.</param>
/// <param name="ByKey">For each root key, in the order of the keys' ids, the number of examined records that are now sealed with it. A key without records
/// is not listed. A record whose key cannot be determined is counted only in <paramref name="Failed"/>.</param>
/// <param name="Last">The account examined last. To continue from here, start a run after this account. Null if no account was examined.</param>
/// <param name="IsComplete">Whether all accounts have been examined. True only for the last step.</param>
public sealed record KeyRotationStep(long Examined, long Resealed, long Failed, IReadOnlyDictionary<KeyId, long> ByKey, AccountId? Last, bool IsComplete)
{
    /// <summary>Compares the values of both steps, and the counts of <c>ByKey</c> one by one.</summary>
    /// <param name="other">The other step.</param>
    /// <returns>Whether both steps have the same values.</returns>
    public bool Equals(KeyRotationStep? other) =>
        other is not null
        && (Examined, Resealed, Failed, Last, IsComplete) == (other.Examined, other.Resealed, other.Failed, other.Last, other.IsComplete)
        && ByKey.Count == other.ByKey.Count
        && ByKey.All(count => other.ByKey.TryGetValue(count.Key, out long theirs) && theirs == count.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Examined, Resealed, Failed, ByKey.Count, Last, IsComplete);
}
