namespace AccountRecovery.Races;

/// <summary>That a process dies when it comes to a moment for the n-th time.</summary>
/// <param name="At">The moment.</param>
/// <param name="Pass">The n-th time, from 1.</param>
internal sealed record Death(Moment At, int Pass);
