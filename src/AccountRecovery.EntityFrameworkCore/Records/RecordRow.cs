namespace AccountRecovery;

/// <summary>One account's row. The account is bytes, so that no collation makes one of two.</summary>
internal sealed class RecordRow
{
    public required byte[] Account { get; init; }

    public required long Revision { get; init; }

    /// <summary>Microseconds since the Unix epoch; null when the record has nothing to do.</summary>
    public required long? Due { get; init; }

    public required byte[] Sealed { get; init; }
}
