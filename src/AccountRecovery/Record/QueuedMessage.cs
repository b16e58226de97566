using System.Buffers.Binary;
using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>
/// A message to one or several contacts that is committed, but not sent yet. It contains no address and no code: both are determined when it is sent.
/// </summary>
/// <param name="Number">The number of the message within the record, from 1.</param>
/// <param name="Kind">The kind of message.</param>
/// <param name="To">The contacts to which the message was not sent yet.</param>
/// <param name="At">When the event happened that the message reports.</param>
/// <param name="ExpiresAt">First instant at which the message is no longer sent (inclusive).</param>
/// <param name="From">The caller whose call led to the message.</param>
internal sealed record QueuedMessage(long Number, MessageKind Kind, ImmutableArray<Recipient> To, Instant At, Instant ExpiresAt, CallerTrace From)
{
    private const int IdSize = 16;

    /// <summary>The id of the challenge whose code the message carries; null for a notice.</summary>
    internal long? Challenge { get; init; }

    /// <summary>The number of the code within its challenge.</summary>
    internal int Send { get; init; }

    internal RecoveryEventKind About { get; init; }

    internal RecoveryMethod Method { get; init; }

    internal int Count { get; init; } = 1;

    internal int? Remaining { get; init; }

    /// <summary>The number of the contact that a notice is about; null if it is not about a contact.</summary>
    internal int? Contact { get; init; }

    /// <summary>The number of tries that have failed for now.</summary>
    internal int Faults { get; init; }

    /// <summary>The process that is sending the message; 0 if there is none.</summary>
    internal long Holder { get; init; }

    /// <summary>
    /// First instant of the next try (inclusive); while a process sends the message, the end of its lease. Null if the message can be sent at once.
    /// </summary>
    internal Instant? NotBefore { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>An upper limit for the size of the message in the record, in bytes, including a possible lease.</summary>
    internal int Size => 92 + From.Size + (4 * To.Length);

    internal bool IsDue(Instant now) => now < ExpiresAt && (NotBefore is not { } at || now >= at);

    internal bool IsHeld(Instant now) => Holder != 0 && NotBefore is { } until && now < until;

    /// <summary>Returns the id under which the message is sent to one contact, the same at every try.</summary>
    internal MessageId IdUnder(RecordSecret secret, int contact)
    {
        Span<byte> id = stackalloc byte[IdSize];
        var purpose = new PurposeInput(stackalloc byte[80], "AccountRecovery message id");
        purpose.Add(Number);
        purpose.Add(contact);
        Derivation.Tag(secret.Bytes, purpose, id);
        return new MessageId(BinaryPrimitives.ReadUInt128BigEndian(id));
    }

    internal void Write(FieldWriter fields)
    {
        fields.Number(1, Number);
        fields.Number(2, (long)Kind);
        foreach (Recipient to in To)
        {
            fields.Number(3, to.Stored);
        }

        fields.Time(4, At);
        fields.Time(5, ExpiresAt);
        fields.Part(6, From.Write);
        fields.Number(7, Challenge);
        fields.Number(8, Send);
        fields.Number(9, (long)About);
        fields.Number(10, (long)Method);
        fields.Number(11, Count);
        fields.Number(12, Remaining);
        fields.Number(13, Contact);
        fields.Number(14, Faults);
        fields.Time(15, NotBefore);
        fields.Number(16, Holder == 0 ? null : Holder);
        fields.Unknown(Unknown);
    }

    internal static QueuedMessage Read(FieldReader fields)
    {
        var queued = new QueuedMessage(0, default, [], default, default, CallerTrace.None);
        while (fields.Next())
        {
            queued = fields.Number switch
            {
                1 => queued with { Number = fields.Long() },
                2 => queued with { Kind = (MessageKind)fields.Int() },
                3 => queued with { To = queued.To.Add(Recipient.Of(fields.Long())) },
                4 => queued with { At = fields.Time() },
                5 => queued with { ExpiresAt = fields.Time() },
                6 => queued with { From = CallerTrace.Read(new FieldReader(fields.Value)) },
                7 => queued with { Challenge = fields.Long() },
                8 => queued with { Send = fields.Int() },
                9 => queued with { About = (RecoveryEventKind)fields.Int() },
                10 => queued with { Method = (RecoveryMethod)fields.Int() },
                11 => queued with { Count = fields.Int() },
                12 => queued with { Remaining = fields.Int() },
                13 => queued with { Contact = fields.Int() },
                14 => queued with { Faults = fields.Int() },
                15 => queued with { NotBefore = fields.Time() },
                16 => queued with { Holder = fields.Long() },
                _ => queued with { Unknown = queued.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return queued;
    }
}
