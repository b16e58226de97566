namespace AccountRecovery;

/// <summary>The warning to show a person about the number of backup codes that remain.</summary>
public enum LowCodes
{
    /// <summary>Four or more codes remain.</summary>
    Enough = 0,

    /// <summary>Three or two codes remain.</summary>
    Few = 1,

    /// <summary>One code remains.</summary>
    LastOne = 2,

    /// <summary>All codes are spent.</summary>
    NoneLeft = 3,

    /// <summary>No set is in force.</summary>
    NoSet = 4,
}
