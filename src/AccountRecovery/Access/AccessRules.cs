using NodaTime;

namespace AccountRecovery;

/// <summary>Decides which action an account allows now. A pure function that writes nothing.</summary>
internal static class AccessRules
{
    internal static AccessResult Evaluate(AccountRecord? record, AccountAction action, AccessFacts facts, RecoveryPolicy policy, Instant now)
    {
        if (record?.Access is not { } access)
        {
            return AccessResult.Allowed;
        }

        if (record.IsFrozen)
        {
            return new AccessResult(AccessDenial.Frozen, null, [AccessStep.AskTheHost]);
        }

        // Until the host reports new credentials, a hijacker may know the old ones, so even a new session is refused.
        if (access.Reentry is { NeedsCredentials: true } reentry)
        {
            return now < reentry.GrantUntil
                ? new AccessResult(AccessDenial.CredentialsNotSet, reentry.GrantUntil, [AccessStep.SetNewCredentials])
                : new AccessResult(AccessDenial.CredentialsNotSet, null, [AccessStep.AskTheHost]);
        }

        if (action != AccountAction.SignIn && access.SessionsValidFrom is { } from && !(facts.SessionBegan >= from))
        {
            return new AccessResult(AccessDenial.SessionVoid, null, [AccessStep.SignInAgain]);
        }

        AccessResult answer = access switch
        {
            { Wait: { } wait } => InWait(record, wait.EndUnder(policy), action, facts),
            { Reentry: { } open } => InReentry(open, action),
            { Prompt: { } prompt } when action == AccountAction.SignIn => WhileAsked(record, prompt, now),
            _ => AccessResult.Allowed,
        };
        return answer.IsAllowed && action == AccountAction.UsePaymentOptions && access.PaymentsHeldUntil is { } until && now < until
            ? new AccessResult(AccessDenial.PaymentsHeld, until, [AccessStep.ComeBack])
            : answer;
    }

    // Ordinary use goes on. The answer to a sign-in says that the wait runs. With two-step verification on, the sign-in requires a trusted device or an app password.
    private static AccessResult InWait(AccountRecord record, Instant end, AccountAction action, AccessFacts facts)
    {
        AccessStep[] ways = record.RecoveryCode.Live is null ? [AccessStep.CancelWait] : [AccessStep.CancelWait, AccessStep.RedeemRecoveryCode];
        return action switch
        {
            AccountAction.UseServices => AccessResult.Allowed,
            AccountAction.SignIn when facts is { TwoStep: true, TrustedDevice: false, AppPassword: false } =>
                new AccessResult(AccessDenial.TrustedDeviceNeeded, end, [AccessStep.UseTrustedDevice, .. ways, AccessStep.ComeBack]),
            AccountAction.SignIn => new AccessResult(AccessDenial.None, end, ways),
            AccountAction.ChangeSecuritySettings or AccountAction.UsePaymentOptions or AccountAction.SensitiveAction => new AccessResult(AccessDenial.WaitRuns, end, [.. ways, AccessStep.ComeBack]),
        };
    }

    private static AccessResult InReentry(Reentry reentry, AccountAction action) => (action, reentry) switch
    {
        (AccountAction.UseServices, _) => AccessResult.Allowed,
        (AccountAction.SignIn, { IsAfterWait: true }) => new AccessResult(AccessDenial.None, null, [AccessStep.AddContact]),
        (AccountAction.SignIn, _) => AccessResult.Allowed,
        (_, { IsAfterWait: true }) => new AccessResult(AccessDenial.BeingSetUp, null, [AccessStep.AddContact]),
        (_, { HadContacts: true }) => new AccessResult(AccessDenial.BeingSetUp, null, [AccessStep.MakeRecoveryCode, AccessStep.AddContact]),
        _ => new AccessResult(AccessDenial.BeingSetUp, null, [AccessStep.MakeRecoveryCode]),
    };

    private static AccessResult WhileAsked(AccountRecord record, Prompt prompt, Instant now) => prompt switch
    {
        _ when prompt.IsOverdue(now) => new AccessResult(
            AccessDenial.PromptOverdue, null, [AccessStep.VerifyContact, AccessStep.AddContact, .. Saved(record), AccessStep.RemoveAllContacts]),
        _ when prompt.IsSkipped(now) => new AccessResult(AccessDenial.None, prompt.SkippedUntil, []),
        _ => new AccessResult(AccessDenial.None, prompt.OverdueFrom, [AccessStep.VerifyContact, AccessStep.AddContact, AccessStep.SkipPrompt]),
    };

    private static IEnumerable<AccessStep> Saved(AccountRecord record)
    {
        if (record.RecoveryCode.Live is not null)
        {
            yield return AccessStep.RedeemRecoveryCode;
        }

        if (record.RecoveryKey.Slot.Live is not null)
        {
            yield return AccessStep.RedeemRecoveryKey;
        }
    }
}
