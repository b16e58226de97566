using NodaTime;

namespace AccountRecovery;

/// <summary>The wait that removing all contacts has begun. Its end is fixed when it begins; only a cancel or a redeemed recovery code ends it sooner.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Until">First instant at which it is over (inclusive).</param>
internal sealed record Wait(Instant Since, Instant Until)
{
    /// <summary>The instant of the reminder that was told last; null before the first one.</summary>
    internal Instant? LastTold { get; init; }

    /// <summary>
    /// First instant at which a reminder is due or the wait is over (inclusive). It is found without a policy, and so it goes by the end that is written down: where a
    /// restore has moved the end, it may be too early, and is never too late.
    /// </summary>
    internal Instant Due => WaitReminders.After(Since, Until, LastTold ?? Since) ?? Until;

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>When it is over: in a restored database no sooner than in full from the restore, since a cancel after the backup is forgotten.</summary>
    internal Instant EndUnder(RecoveryPolicy policy) =>
        policy.RestoredAt is { } restored && Since < restored ? Instant.Max(Until, restored + (Until - Since)) : Until;

    /// <summary>When the next reminder is due; null when none is left before the end.</summary>
    /// <remarks>
    /// After a restore reminders go by the end that really comes, since they are what tells people how long they can still cancel. None of them comes before <see cref="Due"/>,
    /// which is what the store lists.
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
