using NodaTime;

namespace AccountRecovery;

/// <summary>The part of the record that is about the recovery key.</summary>
internal sealed record RecoveryKeyPart
{
    internal static readonly RecoveryKeyPart None = new();

    internal SavedCodeSlot Slot { get; init; } = SavedCodeSlot.Empty;

    /// <summary>A new key that the person must confirm by typing it back.</summary>
    internal SavedCode? Pending { get; init; }

    /// <summary>First instant at which the pending key is removed (inclusive); null if there is none.</summary>
    internal Instant? PendingUntil { get; init; }

    /// <summary>First instant at which the key in force is disabled (inclusive), if a person asked for this without typing the key; otherwise null.</summary>
    internal Instant? DisabledFrom { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which something in this part expires (inclusive); null if nothing expires.</summary>
    internal Instant? Due => new[] { PendingUntil, DisabledFrom }.Min();

    /// <summary>
    /// First instant at which no security code completes a recovery and no weaker proof replaces the recovery code (inclusive); null if no key is in force.
    /// </summary>
    internal Instant? ExclusiveFrom => Slot.Live?.IssuedAt + RecoveryPolicy.KeyExclusiveAfter;

    internal bool IsExclusive(Instant now) => ExclusiveFrom is { } from && now >= from;

    internal void Write(FieldWriter fields)
    {
        fields.Part(1, Slot.Write);
        if (Pending is { } pending)
        {
            fields.Part(2, pending.Write);
        }

        fields.Time(3, PendingUntil);
        fields.Time(4, DisabledFrom);
        fields.Unknown(Unknown);
    }

    internal static RecoveryKeyPart Read(FieldReader fields)
    {
        RecoveryKeyPart part = None;
        while (fields.Next())
        {
            part = fields.Number switch
            {
                1 => part with { Slot = SavedCodeSlot.Read(new FieldReader(fields.Value)) },
                2 => part with { Pending = SavedCode.Read(new FieldReader(fields.Value)) },
                3 => part with { PendingUntil = fields.Time() },
                4 => part with { DisabledFrom = fields.Time() },
                _ => part with { Unknown = part.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return part;
    }
}
