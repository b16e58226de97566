namespace AccountRecovery;

/// <summary>Whether a change is allowed: by which way, or why not.</summary>
internal readonly record struct ChangeVerdict(Refusal Why, ProofWay? Way);
