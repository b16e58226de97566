namespace AccountRecovery;

/// <summary>One event of the audit table. Kinds and methods are words, so that the table can be read without this library.</summary>
internal sealed class EventRow
{
    /// <summary>The event's id, 16 bytes, big-endian: a repeated delivery finds it taken.</summary>
    public required byte[] Id { get; init; }

    public required byte[] Account { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Microseconds since the Unix epoch.</summary>
    public required long At { get; init; }

    public required string Kind { get; init; }

    public required string Method { get; init; }

    public required int Count { get; init; }

    public required int? Remaining { get; init; }

    public required int? SetNumber { get; init; }

    public required bool Attested { get; init; }

    public required string? CorrelationId { get; init; }

    public required string? Source { get; init; }

    public required string? Device { get; init; }
}
