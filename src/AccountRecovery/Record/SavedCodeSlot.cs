namespace AccountRecovery;

/// <summary>The state of one recovery code or recovery key: the code, how many codes were numbered so far, and the attempts, if they are counted.</summary>
internal sealed record SavedCodeSlot
{
    internal static readonly SavedCodeSlot Empty = new();

    /// <summary>The code. A spent code is kept until it is replaced, revoked or voided.</summary>
    internal SavedCode? Code { get; init; }

    /// <summary>The number of codes that were numbered so far.</summary>
    internal int Numbered { get; init; }

    internal AttemptBudgets Budgets { get; init; } = AttemptBudgets.Fresh;

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    /// <summary>The code, if it can still be redeemed; otherwise null.</summary>
    internal SavedCode? Live => Code is { SpentAt: null } live ? live : null;

    /// <summary>Puts a code in force and restarts the count of failures.</summary>
    internal SavedCodeSlot Put(SavedCode code) => this with
    {
        Code = code,
        Budgets = Budgets.Reopened(),
    };

    internal void Write(FieldWriter fields)
    {
        if (Code is { } code)
        {
            fields.Part(1, code.Write);
        }

        fields.Number(2, Numbered);
        fields.Part(3, Budgets.Anonymous.Write);
        fields.Part(4, Budgets.Attested.Write);
        fields.Unknown(Unknown);
    }

    internal static SavedCodeSlot Read(FieldReader fields)
    {
        SavedCodeSlot slot = Empty;
        while (fields.Next())
        {
            slot = fields.Number switch
            {
                1 => slot with { Code = SavedCode.Read(new FieldReader(fields.Value)) },
                2 => slot with { Numbered = fields.Int() },
                3 => slot with { Budgets = slot.Budgets with { Anonymous = AttemptBudget.Read(new FieldReader(fields.Value)) } },
                4 => slot with { Budgets = slot.Budgets with { Attested = AttemptBudget.Read(new FieldReader(fields.Value)) } },
                _ => slot with { Unknown = slot.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return slot;
    }
}
