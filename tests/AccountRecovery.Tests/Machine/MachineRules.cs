using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>What the rules say to a command.</summary>
/// <param name="IsAccepted">Whether it was done, or was done already.</param>
/// <param name="Why">Why not.</param>
/// <param name="Next">What is written; null for nothing.</param>
internal readonly record struct Ruling(bool IsAccepted, Refusal Why, AccountRecord? Next)
{
    /// <summary>Tickets that last longer than the moment: the grant, and what redeeming proves.</summary>
    internal ImmutableArray<TicketFacts> Gives { get; init; } = [];
}

/// <summary>The rules as the walk asks them: one for commands and one for time, so that a broken twin takes the place of either.</summary>
internal sealed record MachineRules(Func<AccountRecord, Instant, AccountRecord> Advance, Func<AccountRecord?, MachineCommand, Instant, Ruling> Decide)
{
    internal static readonly RecoveryPolicy Policy = new(new AccountRecoveryOptions { Site = "Shop" }, keepEvents: false, Enum.GetValues<ContactChannel>());

    /// <summary>The rules of the library, with the policy that nobody has changed.</summary>
    internal static readonly MachineRules Real = Under(Policy);

    /// <summary>One secret for all records: the walk compares shapes, and what is typed is known to it.</summary>
    internal static readonly RecordSecret Secret = RecordSecret.Generate();

    private static readonly ImmutableArray<byte> SetSalt = [.. new byte[CodeTags.SaltSize]];

    /// <summary>The rules of the library, with a wait of another length.</summary>
    internal static MachineRules Lasting(Duration wait) => Under(
        new RecoveryPolicy(new AccountRecoveryOptions { Site = "Shop", Wait = wait.ToTimeSpan() }, keepEvents: false, Enum.GetValues<ContactChannel>()));

    internal static MachineRules Under(RecoveryPolicy policy) => new(
        (record, now) => new RecordTimeline(AccountRecoveryTimeline.Rules, policy).Advance(record, now).Record!,
        (record, command, now) => Ask(record, command, policy, now));

    private static Ruling Ask(AccountRecord? record, MachineCommand command, RecoveryPolicy policy, Instant now)
    {
        CallerTrace from = CallerTrace.None;
        RecoveryCall Change(RecoveryAction action, RecoveryMethod method = RecoveryMethod.SecurityCodes) =>
            new(action, method, TestHost.Alice, command.Given, from) { Typed = command.Typed };
        RecoveryCall Typed(RecoveryAction action, RecoveryMethod method) =>
            new(action, method, TestHost.Alice, new ProofsGiven([], command.Given.TwoStep), from) { Typed = command.Typed, Purpose = ProofPurpose.Recover };
        RecoveryCall issue = Change(RecoveryAction.Generate);
        return command.Verb switch
        {
            Verb.Add or Verb.SetNotice => Of(record, new SecurityInfoCommand.Add(
                Change(RecoveryAction.Add), ContactChannel.Email, command.Address, Country: null, command.Verb == Verb.SetNotice, new ChallengeId(1)), policy, now),
            Verb.Remove => Of(record, new SecurityInfoCommand.Remove(Change(RecoveryAction.Remove), command.Contact), policy, now),
            Verb.RemoveAll => Of(record, new SecurityInfoCommand.RemoveAll(Change(RecoveryAction.RemoveAll)), policy, now),
            Verb.Undo => Of(record, new SecurityInfoCommand.Undo(Change(RecoveryAction.UndoRemoval)), policy, now),
            Verb.Cancel => Of(record, new SecurityInfoCommand.Cancel(Change(RecoveryAction.CancelWait)), policy, now),
            Verb.Freeze => Of(record, new SecurityInfoCommand.Freeze(Change(RecoveryAction.Freeze)), policy, now),
            Verb.Confirm => Type(record, command, ProofPurpose.ConfirmContact, policy, now),
            Verb.Answer => Type(record, command, ProofPurpose.AnswerPrompt, policy, now),
            Verb.SignIn => Of(PromptRules.SignIn(record, command.Facts, from, policy, now)),
            Verb.Skip => Of(PromptRules.Skip(record, command.Given, from, policy, now)),
            Verb.Complete => Of(CompletionRules.Complete(record, Change(RecoveryAction.Complete) with { Purpose = ProofPurpose.Recover }, policy, now)),
            Verb.MakeCode => Of(RecoveryCodeIssueRules.Issue(record, issue, command.Drawn!, Secret, policy, now)),
            Verb.RevokeCode => Of(RecoveryCodeIssueRules.Revoke(record, issue, policy, now)),
            Verb.RedeemCode => Of(RecoveryCodeRules.Redeem(record, Typed(RecoveryAction.Redeem, RecoveryMethod.RecoveryCode), replacement: null, policy, now), it =>
            [
                new TicketFacts(ProofKind.RecoveryCode, ProofPurpose.Recover, it.Epoch, it.At, it.At + policy.TicketLifetime),
                Grant(it.Epoch, it.At),
            ]),
            Verb.BeginKey => Of(RecoveryKeyIssueRules.Begin(record, issue, command.Acknowledged, command.Drawn!, policy, now)),
            Verb.ConfirmKey => Of(RecoveryKeyRules.Confirm(record, Typed(RecoveryAction.Confirm, RecoveryMethod.RecoveryKey), policy, now), _ => []),
            Verb.RedeemKey => Of(
                RecoveryKeyRules.Redeem(record, Typed(RecoveryAction.Redeem, RecoveryMethod.RecoveryKey), policy, now),
                it => [new TicketFacts(ProofKind.RecoveryKey, ProofPurpose.Recover, it.Epoch, it.At, it.At + policy.TicketLifetime)]),
            Verb.DisableKey => Of(RecoveryKeyIssueRules.Disable(record, issue, policy, now)),
            Verb.MakeBackup => Of(BackupCodeIssueRules.Issue(record, issue, Set(record), policy, now)),
            Verb.RevokeBackup => Of(BackupCodeIssueRules.Revoke(record, issue, policy, now)),
            Verb.SetCredentials => Of(CredentialRules.CredentialsSet(record, Change(RecoveryAction.SetCredentials), policy, now)),
            Verb.Reopen => Of(CredentialRules.Reopen(record, from, policy, now)),
            Verb.Release => Of(CredentialRules.Release(record, from, policy, now)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Verb, "No such command."),
        };
    }

    private static TicketFacts Grant(long epoch, Instant at) => new(ProofKind.ReentryGrant, ProofPurpose.ChangeSecuritySettings, epoch, at, at + Reentry.GrantLifetime);

    private static PreparedSet Set(AccountRecord? record) =>
        new(record?.Secret ?? Secret, CodeFormat.BackupCode, CodeTags.KeyedScheme, string.Empty, SetSalt, [[.. new byte[CodeTags.Size]]]) { MakesRecord = record is null };

    // A code is sent and typed at once: the rules for both, and the code as it would be read from the message.
    private static Ruling Type(AccountRecord? record, MachineCommand command, ProofPurpose purpose, RecoveryPolicy policy, Instant now)
    {
        TicketFacts session = new(ProofKind.HostSession, purpose, record?.Epoch, now, now + policy.TicketLifetime);
        var call = new RecoveryCall(RecoveryAction.Send, RecoveryMethod.SecurityCodes, TestHost.Alice, new ProofsGiven([session], TwoStep: false), CallerTrace.None) { Purpose = purpose };
        Decision<SendOutcome> sent = SecurityCodeSendRules.Start(record, call, new ChallengeId(2), new ContactId(command.Contact), policy, now);
        if (sent.Next is not { } open)
        {
            return sent.Answer is SendOutcome.Refused { Why: var why } ? new Ruling(false, why, null) : throw Unexpected(sent.Answer);
        }

        string code = command.Typed ?? SecurityCodeDerivation.Code(open.Secret, open.SecurityCodes.Find(2)!).Reveal();
        Decision<AttemptResult<SecurityCodeAccepted>> verified = SecurityCodeRules.Verify(open, call with { Typed = code }, 2, policy, now);
        return verified.Answer switch
        {
            AttemptResult<SecurityCodeAccepted>.Accepted => new Ruling(true, Refusal.None, verified.Next),
            AttemptResult<SecurityCodeAccepted>.Refused { Why: var why } => new Ruling(false, why, verified.Next),
            _ => throw Unexpected(verified.Answer),
        };
    }

    private static Ruling Of(AccountRecord? record, SecurityInfoCommand command, RecoveryPolicy policy, Instant now)
    {
        Decision<ChangeOutcome> decided = SecurityInfoRules.Decide(record, command, Secret, policy, now);
        return decided.Answer is ChangeOutcome.Refused { Why: var why } ? new Ruling(false, why, decided.Next) : Done(decided, decided.Answer is ChangeOutcome.Busy);
    }

    private static Ruling Of(Decision<SignInOutcome> decided) => decided.Answer is SignInOutcome.Denied
        ? new Ruling(false, Refusal.PromptOverdue, decided.Next)
        : Done(decided, decided.Answer is SignInOutcome.Busy);

    private static Ruling Of(Decision<SkipOutcome> decided) =>
        decided.Answer is SkipOutcome.Refused { Why: var why } ? new Ruling(false, why, decided.Next) : Done(decided, decided.Answer is SkipOutcome.Busy);

    private static Ruling Of(Decision<CompleteOutcome> decided) => decided.Answer switch
    {
        CompleteOutcome.Refused { Why: var why } => new Ruling(false, why, decided.Next),
        CompleteOutcome.NeedsMore => new Ruling(false, Refusal.MoreProofNeeded, decided.Next),
        _ => Done(decided, decided.Answer is CompleteOutcome.Busy),
    };

    private static Ruling Of(Decision<IssueResult> decided) =>
        decided.Answer is IssueResult.Refused { Why: var why } ? new Ruling(false, why, decided.Next) : Done(decided, decided.Answer is not IssueResult.Issued);

    private static Ruling Of(Decision<IssueStep> decided) => Of(new Decision<IssueResult>(decided.Answer.Answer!, decided.Next));

    private static Ruling Of(Decision<RevokeOutcome> decided) =>
        decided.Answer is RevokeOutcome.Refused { Why: var why } ? new Ruling(false, why, decided.Next) : Done(decided, decided.Answer is RevokeOutcome.Busy);

    private static Ruling Of(Decision<DisableKeyOutcome> decided) =>
        decided.Answer is DisableKeyOutcome.Refused { Why: var why } ? new Ruling(false, why, decided.Next) : Done(decided, decided.Answer is DisableKeyOutcome.Busy);

    private static Ruling Of(Decision<CredentialsOutcome> decided) =>
        decided.Answer is CredentialsOutcome.Refused { Why: var why } ? new Ruling(false, why, decided.Next) : Done(decided, decided.Answer is CredentialsOutcome.Busy);

    private static Ruling Of(Decision<AttemptResult<SavedCodeAccepted>> decided, Func<SavedCodeAccepted, ImmutableArray<TicketFacts>> gives) => decided.Answer switch
    {
        AttemptResult<SavedCodeAccepted>.Accepted it => new Ruling(true, Refusal.None, decided.Next) { Gives = gives(it.Facts) },
        AttemptResult<SavedCodeAccepted>.Refused { Why: var why } => new Ruling(false, why, decided.Next),
        _ => throw Unexpected(decided.Answer),
    };

    private static Ruling Of(Decision<ReopenResult> decided) => decided.Answer switch
    {
        ReopenResult.Reopened it => new Ruling(true, Refusal.None, decided.Next) { Gives = [Grant(it.Epoch, it.At)] },
        ReopenResult.TooSoon or ReopenResult.NotNeeded or ReopenResult.NoRecord => new Ruling(false, Refusal.NotInThisState, decided.Next),
        _ => throw Unexpected(decided.Answer),
    };

    private static Ruling Done<T>(Decision<T> decided, bool isUnexpected) => isUnexpected ? throw Unexpected(decided.Answer) : new Ruling(true, Refusal.None, decided.Next);

    // The walk empties the queues and the counts between two steps, so nothing is ever full or paused.
    private static InvalidOperationException Unexpected(object? answer) => new($"Nothing is full in the walk: {answer}");
}
