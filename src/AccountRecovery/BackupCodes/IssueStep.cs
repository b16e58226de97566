namespace AccountRecovery;

/// <summary>A step in the issue of a set of backup codes: either an answer, or the request to hash the codes first.</summary>
/// <param name="Answer">The answer; null if the codes must be hashed first.</param>
/// <param name="Secret">The record's secret under which the codes are hashed; null if the account has no record yet and a new secret is needed.</param>
internal readonly record struct IssueStep(IssueResult? Answer, RecordSecret? Secret)
{
    public static implicit operator IssueStep(IssueResult answer) => new(answer, null);
}
