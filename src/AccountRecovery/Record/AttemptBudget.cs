using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Attempts at one method by one class of callers: what has been counted, and what that means until when.</summary>
internal sealed record AttemptBudget
{
    internal static readonly AttemptBudget Fresh = new();

    /// <summary>Attempts charged in a row without a success; stops at <see cref="int.MaxValue"/>.</summary>
    internal int Failures { get; init; }

    /// <summary>First instant at which the next attempt may be charged (inclusive).</summary>
    internal Instant? PausedUntil { get; init; }

    /// <summary>Whether no attempt is charged until the method is set up again.</summary>
    internal bool Closed { get; init; }

    internal long LastCharge { get; init; }

    /// <summary>Attempts that are counted and whose hash has not been compared yet.</summary>
    internal ImmutableArray<AttemptCharge> InFlight { get; init; } = [];

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>The method was set up again, or a stronger proof was given: counting starts anew. Charges in flight still get their verdict.</summary>
    internal AttemptBudget Reopened() => this with { Failures = 0, PausedUntil = null, Closed = false };

    internal void Write(FieldWriter fields)
    {
        fields.Number(1, Failures);
        fields.Time(2, PausedUntil);
        fields.Flag(3, Closed);
        fields.Number(4, LastCharge);
        foreach (AttemptCharge charge in InFlight)
        {
            fields.Part(5, charge.Write);
        }

        fields.Unknown(Unknown);
    }

    internal static AttemptBudget Read(FieldReader fields)
    {
        AttemptBudget budget = Fresh;
        while (fields.Next())
        {
            budget = fields.Number switch
            {
                1 => budget with { Failures = Math.Max(0, fields.Int()) },
                2 => budget with { PausedUntil = fields.Time() },
                3 => budget with { Closed = fields.Flag() },
                4 => budget with { LastCharge = fields.Long() },
                5 => budget with { InFlight = budget.InFlight.Add(AttemptCharge.Read(new FieldReader(fields.Value))) },
                _ => budget with { Unknown = budget.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return budget;
    }
}
