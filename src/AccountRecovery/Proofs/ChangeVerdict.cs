namespace AccountRecovery;

/// <summary>Whether a change is allowed: by which option, or why not.</summary>
internal readonly record struct ChangeVerdict(Refusal Why, ProofOption? Option);
