namespace AccountRecovery;

/// <summary>What becomes of one call in a state of the account.</summary>
internal enum Fate
{
    /// <summary>It answers, and writes nothing.</summary>
    Reads,

    /// <summary>It is refused, and nothing is written.</summary>
    Refused,

    /// <summary>To a stranger it looks like every other time, and nothing comes of it.</summary>
    Nothing,

    /// <summary>It does what it is for.</summary>
    Done,
}

/// <summary>One way to call a public service, and what becomes of it while the wait runs and while the account is frozen.</summary>
/// <param name="Name">The service and the method, and which case of it.</param>
/// <param name="InWait">What becomes of it in the wait.</param>
/// <param name="Frozen">What becomes of it while the account is frozen.</param>
/// <param name="Call">The call, with everything that can be brought to it.</param>
internal sealed record EntryPoint(string Name, Fate InWait, Fate Frozen, Func<EntryScene, Task<object?>> Call)
{
    internal string Method => Name.Split('(')[0];

    internal static EntryPoint Of<T>(string name, Fate inWait, Fate frozen, Func<EntryScene, ValueTask<T>> call) => new(name, inWait, frozen, async scene => await call(scene));

    internal static Fate FateOf(object? outcome, bool isChanged) => outcome switch
    {
        null or RecoveryExport or AccessResult or RecoveryTicket or BackupCodeStatus or RecoveryCodeStatus or RecoveryKeyStatus or SecurityInfoView or DueWorkReport or RecoveryHealthReport => Fate.Reads,
        SendOutcome.Sent when !isChanged => Fate.Nothing,
        IssueOutcome.Refused or RevokeOutcome.Refused or ImportOutcome.Refused or ConfirmOutcome.Refused or RedeemOutcome.Refused or BeginKeyOutcome.Refused
            or DisableKeyOutcome.Refused or ChangeOutcome.Refused or VerifyOutcome.Refused or SendOutcome.Refused or SignInOutcome.Denied or SkipOutcome.Refused
            or CredentialsOutcome.Refused or CompleteOutcome.Refused or CompleteOutcome.NeedsMore or EraseOutcome.Refused or RepairOutcome.NotNeeded or ReopenOutcome.NotNeeded => Fate.Refused,
        _ => Fate.Done,
    };
}
