using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>The attempts at one method by one class of callers: the count of failures, and the pause or the closing that follows from it.</summary>
internal sealed record AttemptBudget
{
    internal static readonly AttemptBudget Fresh = new();

    /// <summary>The number of attempts charged in a row without a success. It stops at <see cref="int.MaxValue"/>.</summary>
    internal int Failures { get; init; }

    /// <summary>First instant at which the next attempt may be charged (inclusive); null if there is no pause.</summary>
    internal Instant? PausedUntil { get; init; }

    /// <summary>Whether no attempt is charged until the method is set up again.</summary>
    internal bool Closed { get; init; }

    internal long LastCharge { get; init; }

    /// <summary>The attempts that are charged, but whose code has not been compared yet.</summary>
    internal ImmutableArray<AttemptCharge> InFlight { get; init; } = [];

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>
    /// Restarts the count of failures, after the method was set up again or a stronger proof was given. Attempts that are charged already are still concluded.
    /// </summary>
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
