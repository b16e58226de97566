using NodaTime;

namespace AccountRecovery;

/// <summary>"Make sure you can receive a security code": the person was asked and has not answered yet.</summary>
/// <param name="First">When the person was first asked.</param>
internal sealed record Prompt(Instant First)
{
    /// <summary>How long the person can put the question off in total: 7 days.</summary>
    internal static readonly Duration OverdueAfter = Duration.FromHours(168);

    /// <summary>First instant at which the person is asked again (inclusive); null if the question is not put off.</summary>
    internal Instant? SkippedUntil { get; init; }

    /// <summary>Whether the event that the seven days are over was raised.</summary>
    internal bool IsOverdueTold { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>First instant at which signing in requires an answer (inclusive).</summary>
    internal Instant OverdueFrom => First + OverdueAfter;

    internal bool IsOverdue(Instant now) => now >= OverdueFrom;

    internal bool IsSkipped(Instant now) => SkippedUntil is { } until && now < until;

    internal void Write(FieldWriter fields)
    {
        fields.Time(1, First);
        fields.Time(2, SkippedUntil);
        fields.Flag(3, IsOverdueTold);
        fields.Unknown(Unknown);
    }

    internal static Prompt Read(FieldReader fields)
    {
        var prompt = new Prompt(default(Instant));
        while (fields.Next())
        {
            prompt = fields.Number switch
            {
                1 => prompt with { First = fields.Time() },
                2 => prompt with { SkippedUntil = fields.Time() },
                3 => prompt with { IsOverdueTold = fields.Flag() },
                _ => prompt with { Unknown = prompt.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return prompt;
    }
}
