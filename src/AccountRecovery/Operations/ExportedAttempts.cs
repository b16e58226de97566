namespace AccountRecovery;

/// <summary>Attempts at one method, as an export tells of them.</summary>
/// <param name="Anonymous">Attempts by strangers.</param>
/// <param name="Attested">Attempts by callers the host vouched for.</param>
public sealed record ExportedAttempts(ExportedBudget Anonymous, ExportedBudget Attested)
{
    internal static ExportedAttempts Of(SavedCodeSlot slot) => new(ExportedBudget.Of(slot.Budgets.Anonymous), ExportedBudget.Of(slot.Budgets.Attested));
}
