using System.Buffers.Binary;
using NodaTime;

namespace AccountRecovery;

/// <summary>An event that is committed, but not delivered yet.</summary>
internal sealed record QueuedEvent(long Sequence, RecoveryEventKind Kind, RecoveryMethod Method, Instant At, CallerTrace From)
{
    private const int IdSize = 16;

    internal int Count { get; init; } = 1;

    internal int? Remaining { get; init; }

    internal int? SetNumber { get; init; }

    internal bool Attested { get; init; }

    /// <summary>The number of the contact that the event is about; null if it is not about a contact.</summary>
    internal int? Contact { get; init; }

    internal ContactChannel? Channel { get; init; }

    /// <summary>The id that the event had in an earlier record from which it was carried over; null for an event of this record.</summary>
    internal EventId? GivenId { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>
    /// Returns the event as the host sees it. The id is derived from the record's secret and the sequence number, so it is the same at every delivery.
    /// </summary>
    internal RecoveryEvent ToEvent(AccountId account, RecordSecret secret) => new()
    {
        Id = IdUnder(secret),
        Account = account,
        Sequence = Sequence,
        Kind = Kind,
        Method = Method,
        At = At,
        Count = Count,
        Remaining = Remaining,
        SetNumber = SetNumber,
        Attested = Attested,
        Contact = Contact is { } contact ? new ContactId(contact) : null,
        Channel = Channel,
        CorrelationId = From.CorrelationId,
        Source = From.Source,
        Device = From.Device,
    };

    internal EventId IdUnder(RecordSecret secret)
    {
        if (GivenId is { } given)
        {
            return given;
        }

        Span<byte> id = stackalloc byte[IdSize];
        var purpose = new PurposeInput(stackalloc byte[64], "AccountRecovery event id");
        purpose.Add(Sequence);
        Derivation.Tag(secret.Bytes, purpose, id);
        return new EventId(BinaryPrimitives.ReadUInt128BigEndian(id));
    }

    internal void Write(FieldWriter fields)
    {
        fields.Number(1, Sequence);
        fields.Number(2, (long)Kind);
        fields.Number(3, (long)Method);
        fields.Time(4, At);
        fields.Part(5, From.Write);
        fields.Number(6, Count);
        fields.Number(7, Remaining);
        fields.Number(8, SetNumber);
        fields.Flag(9, Attested);
        fields.Number(10, Contact);
        fields.Number(11, (long?)Channel);
        if (GivenId is { } given)
        {
            Span<byte> id = stackalloc byte[IdSize];
            BinaryPrimitives.WriteUInt128BigEndian(id, given.Value);
            fields.Bytes(20, id);
        }

        fields.Unknown(Unknown);
    }

    internal static QueuedEvent Read(FieldReader fields)
    {
        var queued = new QueuedEvent(0, RecoveryEventKind.None, RecoveryMethod.None, default, CallerTrace.None);
        while (fields.Next())
        {
            queued = fields.Number switch
            {
                1 => queued with { Sequence = fields.Long() },
                2 => queued with { Kind = (RecoveryEventKind)fields.Int() },
                3 => queued with { Method = (RecoveryMethod)fields.Int() },
                4 => queued with { At = fields.Time() },
                5 => queued with { From = CallerTrace.Read(new FieldReader(fields.Value)) },
                6 => queued with { Count = fields.Int() },
                7 => queued with { Remaining = fields.Int() },
                8 => queued with { SetNumber = fields.Int() },
                9 => queued with { Attested = fields.Flag() },
                10 => queued with { Contact = fields.Int() },
                11 => queued with { Channel = (ContactChannel)fields.Int() },
                20 => queued with { GivenId = Id(fields.Value) },
                _ => queued with { Unknown = queued.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return queued;
    }

    private static EventId Id(ReadOnlySpan<byte> value) => value.Length == IdSize
        ? new EventId(BinaryPrimitives.ReadUInt128BigEndian(value))
        : throw new FormatException("An event's id has the wrong size.");
}
