namespace AccountRecovery;

/// <summary>What one change takes, in each standing. No way at all means that it is refused there.</summary>
internal sealed record ProofRow(Change Change, ProofWay[] None, ProofWay[] Established, ProofWay[] Waiting, ProofWay[] Reentry)
{
    internal ProofWay[] In(Standing standing) => standing switch
    {
        Standing.None => None,
        Standing.Established => Established,
        Standing.Waiting => Waiting,
        Standing.Reentry => Reentry,
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "No such standing."),
    };
}
