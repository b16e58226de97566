using NodaTime;

namespace AccountRecovery;

/// <summary>All data about one account's recovery that its owner may see. Without codes, and without the hashes with which codes could be tested.</summary>
/// <param name="Account">The account.</param>
/// <param name="At">When the data was read.</param>
/// <param name="Latest">The latest instant at which anything was decided about the account.</param>
/// <param name="Epoch">A number that is raised whenever tickets become void.</param>
/// <param name="SetsNumbered">The number of sets of backup codes that the account has had, 0 or more.</param>
/// <param name="Live">The set in force; null if there is none.</param>
/// <param name="Pending">A new set that is not confirmed yet; null if there is none.</param>
/// <param name="PendingUntil">First instant at which the pending set has expired (inclusive); null if there is none.</param>
/// <param name="Anonymous">Attempts at the backup codes by strangers.</param>
/// <param name="Attested">Attempts at the backup codes by callers for whom the host vouched.</param>
/// <param name="RecoveryCode">The status of the recovery code.</param>
/// <param name="RecoveryCodeAttempts">Attempts at the recovery code, if they are counted.</param>
/// <param name="RecoveryKey">The status of the recovery key.</param>
/// <param name="RecoveryKeyAttempts">Attempts at the recovery key, if they are counted.</param>
/// <param name="Access">The access state: what a recovery or a wait has left, and what the person is asked.</param>
/// <param name="Contacts">The e-mail addresses and phone numbers, including contacts that no longer protect the account but are not deleted yet.</param>
/// <param name="SecurityCodes">Security codes that were sent, and attempts at them.</param>
/// <param name="Messages">Messages that are not sent yet, oldest first.</param>
/// <param name="Events">Events that are not delivered to the host yet, oldest first.</param>
/// <param name="Receipts">The number of calls of the last day that can be repeated with their idempotency key. A keyed hash is stored for each, which reveals nothing alone.</param>
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
    /// <summary>Returns the export as JSON for the person: instants in ISO 8601 and UTC, kinds by name. <c>docs/formats.md</c> lists the field names.</summary>
    /// <returns>One JSON object without line breaks.</returns>
    public string ToJson() => ExportJson.Write(this);

    /// <summary>Compares the values, not the references.</summary>
    /// <param name="other">The other export.</param>
    /// <returns>Whether both exports have the same values.</returns>
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
