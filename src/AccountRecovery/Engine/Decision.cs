namespace AccountRecovery;

/// <summary>
/// The decision of a rule: the answer, and the record to write. If the record is null, nothing is written, unless the decision <see cref="Deletes"/> the record.
/// </summary>
internal readonly record struct Decision<TAnswer>(TAnswer Answer, AccountRecord? Next)
{
    /// <summary>Whether the record is deleted. If it is, there is no record to write.</summary>
    internal bool Deletes { get; private init; }

    /// <summary>A decision that deletes the record.</summary>
    internal static Decision<TAnswer> Delete(TAnswer answer) => new(answer, null) { Deletes = true };

    /// <summary>A decision that changes nothing.</summary>
    public static implicit operator Decision<TAnswer>(TAnswer answer) => new(answer, null);
}
