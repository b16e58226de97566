namespace AccountRecovery;

/// <summary>What one change requires, in each state of the account. No option means that the change is refused there.</summary>
internal sealed record ProofRow(Change Change)
{
    /// <summary>What the tickets for it are for.</summary>
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
