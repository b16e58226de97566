namespace AccountRecovery;

/// <summary>A store does not keep its contract. The message says what was expected, what was seen, and where its author should look.</summary>
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
