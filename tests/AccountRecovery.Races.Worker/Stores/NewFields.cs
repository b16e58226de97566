namespace AccountRecovery.Races;

/// <summary>The fields that the next version might add, one at every level of a record.</summary>
internal static class NewFields
{
    internal const ushort NextVersion = RecordSealer.FieldsVersion + 1;

    private const int Number = 100;

    internal static AccountRecord Add(AccountRecord record) => Change(record, Mark);

    /// <summary>Broken on purpose: what a version does that keeps only what it knows.</summary>
    internal static AccountRecord Drop(AccountRecord record) => Change(record, _ => UnknownFields.None);

    /// <summary>Whether every part that lasts still has the new field.</summary>
    internal static bool AreKept(AccountRecord record)
    {
        BackupCodePart part = record.BackupCodes;
        return IsMarked(record.Unknown) && IsMarked(part.Unknown) && IsMarked(part.Budgets.Anonymous.Unknown) && IsMarked(part.Budgets.Attested.Unknown)
            && part.Live is { } live && IsMarked(live.Unknown) && live.Codes.All(code => IsMarked(code.Unknown))
            && IsMarked(record.Events.Unknown);
    }

    private static AccountRecord Change(AccountRecord record, Func<UnknownFields, UnknownFields> change)
    {
        BackupCodePart part = record.BackupCodes;
        return record with
        {
            BackupCodes = part with
            {
                Live = part.Live is { } live ? Change(live, change) : null,
                Budgets = new AttemptBudgets(Change(part.Budgets.Anonymous, change), Change(part.Budgets.Attested, change)),
                Unknown = change(part.Unknown),
            },
            Events = record.Events with
            {
                Items = [.. record.Events.Items.Select(item => item with { From = Change(item.From, change), Unknown = change(item.Unknown) })],
                Unknown = change(record.Events.Unknown),
            },
            Receipts = [.. record.Receipts.Select(receipt => receipt with { Unknown = change(receipt.Unknown) })],
            Unknown = change(record.Unknown),
        };
    }

    private static CodeSet Change(CodeSet set, Func<UnknownFields, UnknownFields> change) => set with
    {
        Codes = [.. set.Codes.Select(code => code with { Unknown = change(code.Unknown) })],
        Unknown = change(set.Unknown),
    };

    private static AttemptBudget Change(AttemptBudget budget, Func<UnknownFields, UnknownFields> change) => budget with
    {
        InFlight = [.. budget.InFlight.Select(charge => charge with { From = Change(charge.From, change), Unknown = change(charge.Unknown) })],
        Unknown = change(budget.Unknown),
    };

    private static CallerTrace Change(CallerTrace trace, Func<UnknownFields, UnknownFields> change) => trace with { Unknown = change(trace.Unknown) };

    private static UnknownFields Mark(UnknownFields unknown) => IsMarked(unknown) ? unknown : unknown.With(Number, "new"u8);

    private static bool IsMarked(UnknownFields unknown) => unknown.Any(field => field.Number == Number);
}
