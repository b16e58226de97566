namespace AccountRecovery;

/// <summary>The attempts at one method, counted apart for callers that the host vouches for and for everybody else.</summary>
/// <param name="Anonymous">Attempts by callers that nobody vouches for.</param>
/// <param name="Attested">Attempts by callers that the host vouches for.</param>
internal sealed record AttemptBudgets(AttemptBudget Anonymous, AttemptBudget Attested)
{
    internal static readonly AttemptBudgets Fresh = new(AttemptBudget.Fresh, AttemptBudget.Fresh);

    /// <summary>The budget of one class of callers.</summary>
    internal AttemptBudget Of(bool attested) => attested ? Attested : Anonymous;

    internal AttemptBudgets With(bool attested, AttemptBudget budget) => attested ? this with { Attested = budget } : this with { Anonymous = budget };

    /// <summary>Counting starts anew in both.</summary>
    internal AttemptBudgets Reopened() => new(Anonymous.Reopened(), Attested.Reopened());
}
