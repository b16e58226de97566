namespace AccountRecovery;

/// <summary>The attempts at one method in an export.</summary>
/// <param name="Anonymous">Attempts by strangers.</param>
/// <param name="Attested">Attempts by callers for whom the host vouched.</param>
public sealed record ExportedAttempts(ExportedBudget Anonymous, ExportedBudget Attested)
{
    internal static ExportedAttempts Of(SavedCodeSlot slot) => new(ExportedBudget.Of(slot.Budgets.Anonymous), ExportedBudget.Of(slot.Budgets.Attested));
}
