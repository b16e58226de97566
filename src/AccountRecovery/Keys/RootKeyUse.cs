namespace AccountRecovery;

/// <summary>What a root key may do.</summary>
public enum RootKeyUse
{
    /// <summary>Seals what is written and opens what it sealed. Exactly one key is active.</summary>
    Active = 0,

    /// <summary>Opens what it once sealed, or what another machine already seals with it, and seals nothing here.</summary>
    OpenOnly = 1,
}
