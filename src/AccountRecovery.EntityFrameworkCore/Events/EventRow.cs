using System.Buffers.Binary;

namespace AccountRecovery;

/// <summary>One event of the audit table. Kinds and methods are stored as words, for people, and as numbers, which every version of this library can read.</summary>
internal sealed class EventRow
{
    /// <summary>The event's id, 16 bytes, big-endian. It is the key, by which a repeated delivery is recognized.</summary>
    public required byte[] Id { get; init; }

    public required byte[] Account { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Microseconds since the Unix epoch.</summary>
    public required long At { get; init; }

    public required string Kind { get; init; }

    public required int KindNumber { get; init; }

    public required string Method { get; init; }

    public required int MethodNumber { get; init; }

    public required int Count { get; init; }

    public required int? Remaining { get; init; }

    public required int? SetNumber { get; init; }

    public required bool Attested { get; init; }

    public required int? Contact { get; init; }

    public required string? Channel { get; init; }

    public required string? CorrelationId { get; init; }

    public required string? Source { get; init; }

    public required string? Device { get; init; }

    internal static EventRow Of(RecoveryEvent happened, Func<string?, string?> text) => new()
    {
        Id = ToBytes(happened.Id),
        Account = happened.Account.ToBytes(),
        Sequence = happened.Sequence,
        At = StoredInstant.From(happened.At),
        Kind = happened.Kind.ToString(),
        KindNumber = (int)happened.Kind,
        Method = happened.Method.ToString(),
        MethodNumber = (int)happened.Method,
        Count = happened.Count,
        Remaining = happened.Remaining,
        SetNumber = happened.SetNumber,
        Attested = happened.Attested,
        Contact = happened.Contact?.Number,
        Channel = happened.Channel?.ToString(),
        CorrelationId = text(happened.CorrelationId),
        Source = text(happened.Source),
        Device = text(happened.Device),
    };

    internal RecoveryEvent ToEvent() => new()
    {
        Id = new EventId(BinaryPrimitives.ReadUInt128BigEndian(Id)),
        Account = AccountId.FromBytes(Account),
        Sequence = Sequence,
        At = StoredInstant.ToInstant(At),
        Kind = (RecoveryEventKind)KindNumber,
        Method = (RecoveryMethod)MethodNumber,
        Count = Count,
        Remaining = Remaining,
        SetNumber = SetNumber,
        Attested = Attested,
        Contact = Contact is { } contact ? new ContactId(contact) : null,
        Channel = ChannelOf(Channel),
        CorrelationId = CorrelationId,
        Source = Source,
        Device = Device,
    };

    // If this version wrote an unknown channel, the text is a number, which is read back. An unknown word of a newer version becomes null.
    private static ContactChannel? ChannelOf(string? word) => Enum.TryParse(word, out ContactChannel channel) ? channel : null;

    internal static byte[] ToBytes(EventId id)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        return bytes;
    }
}
