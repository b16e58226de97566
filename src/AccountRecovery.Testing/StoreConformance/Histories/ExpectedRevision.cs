namespace AccountRecovery;

/// <summary>The revision that a step expects. The actual revision is determined when the step is executed.</summary>
internal enum ExpectedRevision
{
    /// <summary>The stored revision, or no record if the account has none.</summary>
    Stored,

    /// <summary>No record.</summary>
    None,

    /// <summary>The revision before the stored revision.</summary>
    Stale,

    /// <summary>A revision that no record ever had.</summary>
    Unknown,
}
