namespace AccountRecovery;

/// <summary>What a rule decides: the answer, and the record to write; null writes nothing.</summary>
internal readonly record struct Decision<TAnswer>(TAnswer Answer, AccountRecord? Next)
{
    /// <summary>An answer that changes nothing.</summary>
    public static implicit operator Decision<TAnswer>(TAnswer answer) => new(answer, null);
}
