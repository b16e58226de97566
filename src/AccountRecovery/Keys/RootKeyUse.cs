namespace AccountRecovery;

/// <summary>What a root key may do.</summary>
public enum RootKeyUse
{
    /// <summary>Seals records that are written, and opens records that were sealed with it. Exactly one key is active.</summary>
    Active = 0,

    /// <summary>Opens records that were sealed with it, earlier or by another process, and seals none in this process.</summary>
    OpenOnly = 1,
}
