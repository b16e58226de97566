namespace AccountRecovery;

/// <summary>Whether a change is allowed: the option that allows it, or the reason why it is refused.</summary>
internal readonly record struct ChangeVerdict(Refusal Why, ProofOption? Option);
