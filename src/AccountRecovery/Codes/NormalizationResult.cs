namespace AccountRecovery;

/// <summary>What folding found: a fault and where, or none.</summary>
internal readonly record struct NormalizationResult(CodeFault Fault, int Position)
{
    internal bool IsCode => Fault == CodeFault.None;
}
