using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>Accounts, calls and policies for the rules of backup codes, recovery codes and recovery keys.</summary>
internal static class CodeScene
{
    internal static readonly Instant Now = TestHost.Start;
    internal static readonly Instant Earlier = Now - Duration.FromHours(1);
    internal static readonly RecordSecret Secret = RecordSecret.Generate();
    internal static readonly CallerTrace From = CallerTrace.Of(TestHost.Owner);
    internal static readonly DrawnCode Code = DrawnCode.Draw(CodeFormat.RecoveryCode);
    internal static readonly DrawnCode Key = DrawnCode.Draw(CodeFormat.RecoveryKey);
    internal static readonly DrawnCode Backup = DrawnCode.Draw(CodeFormat.BackupCode);
    internal static readonly RecoveryPolicy Consumer = PolicyOf(_ => { });
    internal static readonly RecoveryPolicy Counting = PolicyOf(options => options.Profile = RecoveryProfile.Nist80063B4);

    /// <summary>With a live recovery code and a live recovery key, and nothing else.</summary>
    internal static readonly AccountRecord Account = AccountRecord.New(Secret, Earlier) with
    {
        Epoch = 7,
        RecoveryCode = SavedCodeSlot.Empty with { Code = Code.ToStore(RecoveryMethod.RecoveryCode, 3, Secret, Earlier), Numbered = 3 },
        RecoveryKey = RecoveryKeyPart.None with { Slot = SavedCodeSlot.Empty with { Code = Key.ToStore(RecoveryMethod.RecoveryKey, 5, Secret, Earlier), Numbered = 5 } },
    };

    /// <summary>The same with a live set of backup codes, the first, and a second one that is pending for a moment more.</summary>
    internal static readonly AccountRecord WithSets = Account with
    {
        BackupCodes = new BackupCodePart { Live = BackupSet(1), Pending = BackupSet(2), PendingUntil = Now, SetsNumbered = 2 },
    };

    /// <summary>A stranger types a backup code.</summary>
    internal static readonly RecoveryCall TypesBackup = Call(RecoveryAction.Redeem, RecoveryMethod.BackupCodes, Backup.Code.Reveal());

    /// <summary>A contact that was settled long ago.</summary>
    internal static readonly Contact Settled = new(1, ContactChannel.Email, ContactScene.Mira, ContactState.Verified, Earlier - (ContactScene.Month * 2))
    {
        VerifiedAt = Earlier - (ContactScene.Month * 2),
    };

    /// <summary>Five backup codes, whose slow hashes are <see cref="Tag"/> 1 to 5.</summary>
    internal static CodeSet BackupSet(int number) => new(
        number, CodeFormat.BackupCode, "slow", "1", [.. Tag(number)[..CodeTags.SaltSize]], [.. Enumerable.Range(1, 5).Select(n => new StoredCode([.. Tag(n)], null))], Earlier);

    internal static byte[] Tag(int number) => [.. Enumerable.Repeat((byte)number, CodeTags.Size)];

    internal static RecoveryPolicy PolicyOf(Action<AccountRecoveryOptions> configure)
    {
        var options = new AccountRecoveryOptions();
        configure(options);
        return new RecoveryPolicy(options, keepEvents: true, channels: []);
    }

    /// <summary>The policy after a restore at an instant.</summary>
    internal static RecoveryPolicy Restored(Instant at) => PolicyOf(options => options.RestoredAt = InstantPattern.ExtendedIso.Format(at));

    internal static RecoveryCall Call(RecoveryAction action, RecoveryMethod method, string? typed, params TicketFacts?[] given) =>
        new(action, method, TestHost.Alice, new ProofsGiven([.. given], TwoStep: false), From) { Typed = typed };

    /// <summary>The same call with an idempotency key, and the input that is to be the same.</summary>
    internal static RecoveryCall Keyed(this RecoveryCall call, ReceiptVerb verb, byte input = 1) => call with { Receipt = new ReceiptRequest(verb, "session-1", "key-1", [input]) };

    internal static TicketFacts Proof(ProofKind kind) =>
        new(kind, ProofPurpose.ChangeSecuritySettings, 7, Earlier, Now + RecoveryPolicy.DefaultTicketLifetime) { Contact = kind == ProofKind.ContactCode ? Settled.Number : 0 };

    /// <summary>The record with so many events that wait.</summary>
    internal static AccountRecord Queued(this AccountRecord record, int events) => record with
    {
        Events = Enumerable.Range(0, events).Aggregate(
            record.Events, (queue, _) => queue.Add(EventFor.Account(RecoveryEventKind.ClockRepaired, RecoveryMethod.None, Earlier, CallerTrace.None))),
    };

    /// <summary>A budget after so many failures, the last at an instant.</summary>
    internal static AttemptBudget Failed(int failures, RecoveryPolicy policy, Instant at) =>
        Enumerable.Range(1, failures).Aggregate(AttemptBudget.Fresh, (budget, n) => AttemptRules.Fail(AttemptRules.Charge(budget, policy, at, CallerTrace.None), n));
}
