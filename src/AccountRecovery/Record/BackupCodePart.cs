using NodaTime;

namespace AccountRecovery;

/// <summary>The part of the record that is about backup codes.</summary>
internal sealed record BackupCodePart
{
    internal static readonly BackupCodePart None = new();

    internal CodeSet? Live { get; init; }

    /// <summary>A new set that the person must confirm by typing back one of its codes.</summary>
    internal CodeSet? Pending { get; init; }

    /// <summary>First instant at which the pending set is removed (inclusive); null if there is none.</summary>
    internal Instant? PendingUntil { get; init; }

    internal AttemptBudgets Budgets { get; init; } = AttemptBudgets.Fresh;

    /// <summary>The number of sets that were numbered so far.</summary>
    internal int SetsNumbered { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which something in this part expires (inclusive); null if nothing expires.</summary>
    internal Instant? Due => Budgets.Anonymous.InFlight.Concat(Budgets.Attested.InFlight)
        .Select(charge => (Instant?)(charge.At + AttemptCharge.Lifetime))
        .Append(PendingUntil)
        .Min();

    /// <summary>The set in force; null if there is none or if a restore has voided it.</summary>
    internal CodeSet? LiveUnder(RecoveryPolicy policy) => Live is { } live && policy.Voids(live.IssuedAt) ? null : Live;

    /// <summary>Removes the set that was not confirmed yet.</summary>
    internal BackupCodePart WithoutPending() => this with { Pending = null, PendingUntil = null };

    /// <summary>Removes every set. The codes of an older system are void too: if they were not imported before, they can no longer be imported.</summary>
    internal BackupCodePart Void() => WithoutPending() with { Live = null, SetsNumbered = Math.Max(1, SetsNumbered) };

    internal void Write(FieldWriter fields)
    {
        if (Live is { } live)
        {
            fields.Part(1, live.Write);
        }

        if (Pending is { } pending)
        {
            fields.Part(2, pending.Write);
        }

        fields.Time(3, PendingUntil);
        fields.Part(4, Budgets.Anonymous.Write);
        fields.Part(5, Budgets.Attested.Write);
        fields.Number(6, SetsNumbered);
        fields.Unknown(Unknown);
    }

    internal static BackupCodePart Read(FieldReader fields)
    {
        BackupCodePart part = None;
        while (fields.Next())
        {
            part = fields.Number switch
            {
                1 => part with { Live = CodeSet.Read(new FieldReader(fields.Value)) },
                2 => part with { Pending = CodeSet.Read(new FieldReader(fields.Value)) },
                3 => part with { PendingUntil = fields.Time() },
                4 => part with { Budgets = part.Budgets with { Anonymous = AttemptBudget.Read(new FieldReader(fields.Value)) } },
                5 => part with { Budgets = part.Budgets with { Attested = AttemptBudget.Read(new FieldReader(fields.Value)) } },
                6 => part with { SetsNumbered = fields.Int() },
                _ => part with { Unknown = part.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return part;
    }
}
