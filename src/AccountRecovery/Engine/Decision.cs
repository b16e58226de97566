namespace AccountRecovery;

/// <summary>What a rule decides: the answer, and the record to write; null writes nothing, unless it <see cref="Deletes"/>.</summary>
internal readonly record struct Decision<TAnswer>(TAnswer Answer, AccountRecord? Next)
{
    /// <summary>Whether the record is deleted; then there is no next one.</summary>
    internal bool Deletes { get; private init; }

    /// <summary>An answer that deletes the record.</summary>
    internal static Decision<TAnswer> Delete(TAnswer answer) => new(answer, null) { Deletes = true };

    /// <summary>An answer that changes nothing.</summary>
    public static implicit operator Decision<TAnswer>(TAnswer answer) => new(answer, null);
}
