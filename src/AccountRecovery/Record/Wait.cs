using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>The wait that removing all contacts has begun. Its end is fixed when it begins; only a cancel or a redeemed recovery code ends it sooner.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Until">First instant at which it is over (inclusive).</param>
internal sealed record Wait(Instant Since, Instant Until)
{
    /// <summary>Reminders told so far.</summary>
    internal int Reminded { get; init; }

    private static readonly ImmutableArray<int> ReminderDays = [7, 14, 21, 27, 29];

    /// <summary>When the next reminder is told; null when none is left before the end.</summary>
    internal Instant? NextReminder => Reminded < ReminderDays.Length && Since + Duration.FromDays(ReminderDays[Reminded]) is var at && at < Until ? at : null;

    /// <summary>First instant at which a reminder is told or the wait is over (inclusive).</summary>
    internal Instant Due => NextReminder ?? Until;

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>When it is over: in a restored database no sooner than in full from the restore, since a cancel after the backup is forgotten.</summary>
    internal Instant EndUnder(RecoveryPolicy policy) =>
        policy.VoidIssuedBefore is { } restored && Since < restored ? Instant.Max(Until, restored + (Until - Since)) : Until;

    internal void Write(FieldWriter fields)
    {
        fields.Time(1, Since);
        fields.Time(2, Until);
        fields.Number(3, Reminded);
        fields.Unknown(Unknown);
    }

    internal static Wait Read(FieldReader fields)
    {
        var wait = new Wait(default, default);
        while (fields.Next())
        {
            wait = fields.Number switch
            {
                1 => wait with { Since = fields.Time() },
                2 => wait with { Until = fields.Time() },
                3 => wait with { Reminded = fields.Int() },
                _ => wait with { Unknown = wait.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return wait;
    }
}
