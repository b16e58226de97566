namespace AccountRecovery;

/// <summary>The attempts at one method, counted separately for callers for whom the host vouches and for all other callers.</summary>
/// <param name="Anonymous">The budget of callers for whom the host does not vouch.</param>
/// <param name="Attested">The budget of callers for whom the host vouches.</param>
internal sealed record AttemptBudgets(AttemptBudget Anonymous, AttemptBudget Attested)
{
    internal static readonly AttemptBudgets Fresh = new(AttemptBudget.Fresh, AttemptBudget.Fresh);

    /// <summary>Returns the budget of one class of callers.</summary>
    internal AttemptBudget Of(bool attested) => attested ? Attested : Anonymous;

    internal AttemptBudgets With(bool attested, AttemptBudget budget) => attested ? this with { Attested = budget } : this with { Anonymous = budget };

    /// <summary>Restarts the count of failures in both budgets.</summary>
    internal AttemptBudgets Reopened() => new(Anonymous.Reopened(), Attested.Reopened());
}
