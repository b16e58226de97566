namespace AccountRecovery;

/// <summary>What one change requires, in each standing. No way at all means that it is refused there.</summary>
internal sealed record ProofRow(Change Change)
{
    /// <summary>What the tickets for it are for.</summary>
    internal ProofPurpose Purpose { get; init; } = ProofPurpose.ChangeSecuritySettings;

    internal ProofWay[] None { get; init; } = [];

    internal ProofWay[] Established { get; init; } = [];

    internal ProofWay[] Waiting { get; init; } = [];

    internal ProofWay[] Reentry { get; init; } = [];

    internal ProofWay[] AfterWait { get; init; } = [];

    internal ProofWay[] In(Standing standing) => standing switch
    {
        Standing.None => None,
        Standing.Established => Established,
        Standing.Waiting => Waiting,
        Standing.Reentry => Reentry,
        Standing.AfterWait => AfterWait,
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "No such standing."),
    };
}
