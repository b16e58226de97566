namespace AccountRecovery;

/// <summary>How far the issue of a set of backup codes is: answered, or to be hashed first.</summary>
/// <param name="Answer">The answer; null while the codes are to be hashed.</param>
/// <param name="Secret">The secret to hash under; null for a new one.</param>
internal readonly record struct IssueStep(IssueResult? Answer, RecordSecret? Secret)
{
    public static implicit operator IssueStep(IssueResult answer) => new(answer, null);
}
