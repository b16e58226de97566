namespace AccountRecovery;

/// <summary>How a person should be told about the codes that are left.</summary>
public enum LowCodes
{
    /// <summary>Enough are left.</summary>
    Enough = 0,

    /// <summary>Three or two are left.</summary>
    Few = 1,

    /// <summary>One is left.</summary>
    LastOne = 2,

    /// <summary>All are spent.</summary>
    NoneLeft = 3,

    /// <summary>There is no live set.</summary>
    NoSet = 4,
}
