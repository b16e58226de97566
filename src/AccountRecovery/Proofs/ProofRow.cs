namespace AccountRecovery;

/// <summary>The proofs that one change requires in each state of the account. A state without an option refuses the change.</summary>
internal sealed record ProofRow(Change Change)
{
    /// <summary>The purpose that tickets for this change must have.</summary>
    internal ProofPurpose Purpose { get; init; } = ProofPurpose.ChangeSecuritySettings;

    internal ProofOption[] None { get; init; } = [];

    internal ProofOption[] Established { get; init; } = [];

    internal ProofOption[] Waiting { get; init; } = [];

    internal ProofOption[] Reentry { get; init; } = [];

    internal ProofOption[] AfterWait { get; init; } = [];

    internal ProofOption[] In(AccountState state) => state switch
    {
        AccountState.None => None,
        AccountState.Established => Established,
        AccountState.Waiting => Waiting,
        AccountState.Reentry => Reentry,
        AccountState.AfterWait => AfterWait,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
