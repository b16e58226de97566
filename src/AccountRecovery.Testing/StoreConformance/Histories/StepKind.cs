namespace AccountRecovery;

/// <summary>The call that a step of a history makes.</summary>
internal enum StepKind
{
    Read,
    Write,
    Delete,
    List,
}
