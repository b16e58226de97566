namespace AccountRecovery;

/// <summary>What became of one check of a store.</summary>
/// <param name="Check">The check: one of <see cref="RecoveryStoreConformance.Checks"/>.</param>
/// <param name="Failure">Why it failed, or null when it passed.</param>
public sealed record StoreCheckResult(string Check, StoreConformanceException? Failure)
{
    /// <summary>Whether the store keeps this part of the contract.</summary>
    public bool Passed => Failure is null;
}
