using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>Everything in a record that time changes, in the order in which it is applied, which is the order of its events.</summary>
internal static class AccountRecoveryTimeline
{
    internal static readonly ImmutableArray<TimeRule> Rules =
    [
        BackupCodeAdvance.Time,
        RecoveryKeyAdvance.Time,
        ContactAdvance.Time,
        WaitRules.Time,
        PromptRules.Time,
        MessageAdvance.Time,
        SecurityCodeRules.Time,
        CredentialRules.Time,
    ];
}
