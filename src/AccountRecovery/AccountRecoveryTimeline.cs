using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>The rules for everything in a record that time changes, in the order in which they are applied. Their events come in the same order.</summary>
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
