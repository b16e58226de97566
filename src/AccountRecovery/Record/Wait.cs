using NodaTime;

namespace AccountRecovery;

/// <summary>
/// The wait that begins when all contacts are removed. Its end is fixed when it begins; only a cancellation or a redeemed recovery code ends it sooner.
/// </summary>
/// <param name="Since">When the wait began.</param>
/// <param name="Until">First instant at which the wait is over (inclusive).</param>
internal sealed record Wait(Instant Since, Instant Until)
{
    /// <summary>The instant of the last reminder whose event was raised; null before the first reminder.</summary>
    internal Instant? LastTold { get; init; }

    /// <summary>
    /// First instant at which a reminder is due or the wait is over (inclusive). It is computed without the policy, from the stored end. If a restore has moved
    /// the end, this instant may be too early, but never too late.
    /// </summary>
    internal Instant Due => WaitReminders.After(Since, Until, LastTold ?? Since) ?? Until;

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>
    /// When the wait is over. If the database was restored after the wait began, the full length of the wait counts at least from the restore, because a
    /// cancellation after the backup is lost.
    /// </summary>
    internal Instant EndUnder(RecoveryPolicy policy) =>
        policy.RestoredAt is { } restored && Since < restored ? Instant.Max(Until, restored + (Until - Since)) : Until;

    /// <summary>When the next reminder is due; null if no reminder remains before the end.</summary>
    /// <remarks>
    /// After a restore the reminders follow the actual end, because they show people how long they can still cancel. No reminder comes before
    /// <see cref="Due"/>, which is the instant that the store lists.
    /// </remarks>
    internal Instant? NextReminder(RecoveryPolicy policy) =>
        WaitReminders.After(Since, EndUnder(policy), Instant.Max(LastTold ?? Since, Due - Duration.Epsilon));

    internal void Write(FieldWriter fields)
    {
        fields.Time(1, Since);
        fields.Time(2, Until);
        if (fields.Version == 1)
        {
            WaitOfVersion1.Write(fields, Since, LastTold);
        }
        else
        {
            fields.Time(4, LastTold);
        }

        fields.Unknown(Unknown);
    }

    internal static Wait Read(FieldReader fields)
    {
        var wait = new Wait(default, default);
        int? reminded = null;
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1:
                    wait = wait with { Since = fields.Time() };
                    break;
                case 2:
                    wait = wait with { Until = fields.Time() };
                    break;
                case 3:
                    reminded = fields.Int();
                    break;
                case 4:
                    wait = wait with { LastTold = fields.Time() };
                    break;
                default:
                    wait = wait with { Unknown = wait.Unknown.With(fields.Number, fields.Value) };
                    break;
            }
        }

        return reminded is { } count ? wait with { LastTold = WaitOfVersion1.LastTold(wait.Since, count, wait.LastTold) } : wait;
    }
}
