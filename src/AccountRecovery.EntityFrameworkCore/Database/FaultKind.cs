namespace AccountRecovery;

/// <summary>What a fault of the database says about the statement that met it.</summary>
internal enum FaultKind
{
    /// <summary>Trying again would meet it again.</summary>
    Lasting,

    /// <summary>The statement did nothing, and may do it when tried again.</summary>
    Refused,

    /// <summary>The connection was lost: nobody knows whether the statement was carried out.</summary>
    InDoubt,
}
