using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>The part of the record that decides who may sign in and what they may do.</summary>
internal sealed record AccessPart
{
    internal static readonly AccessPart None = new();

    /// <summary>The state of re-entry; null unless the account is being set up again.</summary>
    internal Reentry? Reentry { get; init; }

    /// <summary>Sessions that began before this instant are void; null if no session is void.</summary>
    internal Instant? SessionsValidFrom { get; init; }

    /// <summary>First instant at which payment options may be used again (inclusive).</summary>
    internal Instant? PaymentsHeldUntil { get; init; }

    /// <summary>The wait; null unless all contacts were removed and the wait has not ended.</summary>
    internal Wait? Wait { get; init; }

    /// <summary>The instants at which waits began in the last 90 days, oldest first.</summary>
    internal ImmutableArray<Instant> WaitStarts { get; init; } = [];

    /// <summary>When a wait was last cancelled; null if none was cancelled.</summary>
    internal Instant? CancelledAt { get; init; }

    /// <summary>The question whether a contact still reaches the person; null unless the question is open.</summary>
    internal Prompt? Prompt { get; init; }

    /// <summary>When a sign-in was last recorded.</summary>
    internal Instant? SignedInAt { get; init; }

    /// <summary>When a recovery was frozen. From then on only reading is allowed, until an operator releases the account.</summary>
    internal Instant? FrozenAt { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which the wait ends or a reminder or another event is due (inclusive); null if there is no such instant.</summary>
    internal Instant? Due => new[] { Wait?.Due, Prompt is { IsOverdueTold: false } prompt ? prompt.OverdueFrom : null }.Min();

    internal void Write(FieldWriter fields)
    {
        if (Reentry is { } reentry)
        {
            fields.Part(1, reentry.Write);
        }

        fields.Time(2, SessionsValidFrom);
        fields.Time(3, PaymentsHeldUntil);
        if (Wait is { } wait)
        {
            fields.Part(4, wait.Write);
        }

        foreach (Instant start in WaitStarts)
        {
            fields.Time(5, start);
        }

        fields.Time(6, CancelledAt);
        if (Prompt is { } prompt)
        {
            fields.Part(7, prompt.Write);
        }

        fields.Time(8, SignedInAt);
        fields.Time(9, FrozenAt);
        fields.Unknown(Unknown);
    }

    internal static AccessPart Read(FieldReader fields)
    {
        AccessPart part = None;
        while (fields.Next())
        {
            part = fields.Number switch
            {
                1 => part with { Reentry = Reentry.Read(new FieldReader(fields.Value)) },
                2 => part with { SessionsValidFrom = fields.Time() },
                3 => part with { PaymentsHeldUntil = fields.Time() },
                4 => part with { Wait = Wait.Read(new FieldReader(fields.Value)) },
                5 => part with { WaitStarts = part.WaitStarts.Add(fields.Time()) },
                6 => part with { CancelledAt = fields.Time() },
                7 => part with { Prompt = Prompt.Read(new FieldReader(fields.Value)) },
                8 => part with { SignedInAt = fields.Time() },
                9 => part with { FrozenAt = fields.Time() },
                _ => part with { Unknown = part.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return part;
    }
}
