using NodaTime;

namespace AccountRecovery;

/// <summary>All that is kept about one account's recovery and may be told to its owner. No codes, and nothing to test codes with: those are kept as secrets.</summary>
/// <param name="Account">The account.</param>
/// <param name="At">When it was read.</param>
/// <param name="Latest">The latest instant at which anything was decided about the account.</param>
/// <param name="Epoch">Raised whenever tickets become void.</param>
/// <param name="SetsNumbered">Sets of backup codes that the account has had, 0 or more.</param>
/// <param name="Live">The set whose codes may be redeemed; null when there is none.</param>
/// <param name="Pending">A new set that waits to be typed back; null when there is none.</param>
/// <param name="PendingUntil">First instant at which the pending set is gone (inclusive).</param>
/// <param name="Anonymous">Attempts by strangers.</param>
/// <param name="Attested">Attempts by callers the host vouched for.</param>
/// <param name="RecoveryCode">The recovery code.</param>
/// <param name="RecoveryCodeAttempts">Attempts at it, where they are counted.</param>
/// <param name="RecoveryKey">The recovery key.</param>
/// <param name="RecoveryKeyAttempts">Attempts at it, where they are counted.</param>
/// <param name="Access">What a recovery has left: whom it keeps out, and until when.</param>
/// <param name="Contacts">The e-mail addresses and phone numbers, those included that are void and not gone yet.</param>
/// <param name="SecurityCodes">Security codes that were sent, and attempts at them.</param>
/// <param name="Messages">What is to be sent and was not yet, oldest first.</param>
/// <param name="Events">What happened and was not delivered to the host yet, oldest first.</param>
/// <param name="Receipts">How many of the last day's calls could be repeated with their key. Of each a keyed hash is kept, which says nothing by itself.</param>
public sealed record RecoveryExport(
    AccountId Account,
    Instant At,
    Instant Latest,
    long Epoch,
    int SetsNumbered,
    ExportedCodeSet? Live,
    ExportedCodeSet? Pending,
    Instant? PendingUntil,
    ExportedBudget Anonymous,
    ExportedBudget Attested,
    RecoveryCodeStatus RecoveryCode,
    ExportedAttempts RecoveryCodeAttempts,
    RecoveryKeyStatus RecoveryKey,
    ExportedAttempts RecoveryKeyAttempts,
    ExportedAccess Access,
    IReadOnlyList<ExportedContact> Contacts,
    ExportedSecurityCodes SecurityCodes,
    IReadOnlyList<ExportedMessage> Messages,
    IReadOnlyList<RecoveryEvent> Events,
    int Receipts)
{
    /// <summary>The same as JSON, to be handed to the person: instants in ISO 8601 and UTC, kinds by name. The names of its fields are in <c>docs/formats.md</c>.</summary>
    /// <returns>One object, without line breaks.</returns>
    public string ToJson() => ExportJson.Write(this);

    /// <summary>Compares the values, not the references.</summary>
    /// <param name="other">The other export.</param>
    /// <returns>Whether both say the same.</returns>
    public bool Equals(RecoveryExport? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Account, At, Latest, Epoch, SetsNumbered, Receipts);

    internal static RecoveryExport Of(AccountId account, AccountRecord record, RecoveryPolicy policy, Instant now)
    {
        BackupCodePart codes = record.BackupCodes;
        return new RecoveryExport(
            account,
            now,
            record.Latest,
            record.Epoch,
            codes.SetsNumbered,
            codes.Live is { } live ? ExportedCodeSet.Of(live, policy) : null,
            codes.Pending is { } pending ? ExportedCodeSet.Of(pending, policy) : null,
            codes.PendingUntil,
            ExportedBudget.Of(codes.Budgets.Anonymous),
            ExportedBudget.Of(codes.Budgets.Attested),
            RecoveryCodeStatus.Of(record),
            ExportedAttempts.Of(record.RecoveryCode),
            RecoveryKeyStatus.Of(record, policy),
            ExportedAttempts.Of(record.RecoveryKey.Slot),
            ExportedAccess.Of(record.Access, policy),
            [.. record.Contacts.Items.Select(contact => new ExportedContact(contact))],
            ExportedSecurityCodes.Of(record.SecurityCodes, now),
            [.. record.Messages.Items.Select(ExportedMessage.Of)],
            [.. record.Events.Items.Select(item => item.ToEvent(account, record.Secret))],
            record.Receipts.Length);
    }
}
