namespace AccountRecovery;

/// <summary>Which revision a step expects; which one that is turns out when the step is taken.</summary>
internal enum ExpectedRevision
{
    /// <summary>The one that stands, or no record where there is none.</summary>
    Stored,

    /// <summary>No record.</summary>
    None,

    /// <summary>The one before the one that stands.</summary>
    Stale,

    /// <summary>One that no record ever had.</summary>
    Unknown,
}
