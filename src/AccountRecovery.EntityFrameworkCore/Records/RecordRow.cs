namespace AccountRecovery;

/// <summary>The row of one account. The account id is stored as bytes, so that no collation treats two accounts as one.</summary>
internal sealed class RecordRow
{
    public required byte[] Account { get; init; }

    public required long Revision { get; init; }

    /// <summary>Microseconds since the Unix epoch; null if the record has no work to do.</summary>
    public required long? Due { get; init; }

    public required byte[] Sealed { get; init; }
}
