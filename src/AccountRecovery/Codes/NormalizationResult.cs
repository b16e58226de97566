namespace AccountRecovery;

/// <summary>The result of normalizing typed input: the fault and its position, or no fault.</summary>
internal readonly record struct NormalizationResult(CodeFault Fault, int Position)
{
    internal bool IsCode => Fault == CodeFault.None;
}
