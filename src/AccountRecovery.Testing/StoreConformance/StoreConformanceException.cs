namespace AccountRecovery;

/// <summary>
/// The exception for a store that does not keep its contract. The message says what was expected, what was seen, and where the store's author should look.
/// </summary>
public sealed class StoreConformanceException : Exception
{
    internal StoreConformanceException(string check, string message, Exception? cause = null)
        : base(message, cause)
    {
        Check = check;
    }

    /// <summary>The check that failed: one of <see cref="RecoveryStoreConformance.Checks"/>.</summary>
    public string Check { get; }
}
