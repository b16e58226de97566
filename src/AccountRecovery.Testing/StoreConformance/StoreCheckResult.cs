namespace AccountRecovery;

/// <summary>The result of one check of a store.</summary>
/// <param name="Check">The check: one of <see cref="RecoveryStoreConformance.Checks"/>.</param>
/// <param name="Failure">The failure, or null if the store passed the check.</param>
public sealed record StoreCheckResult(string Check, StoreConformanceException? Failure)
{
    /// <summary>Whether the store keeps this part of the contract.</summary>
    public bool Passed => Failure is null;
}
