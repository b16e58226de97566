namespace AccountRecovery;

/// <summary>What a step of a history does.</summary>
internal enum StepKind
{
    Read,
    Write,
    Delete,
    List,
}
