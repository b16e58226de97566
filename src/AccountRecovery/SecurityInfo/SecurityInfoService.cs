using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

internal sealed class SecurityInfoService(RecoveryCalls calls, ChallengeIds challenges, SecurityCodeCheck check, RecoveryPolicy policy) : ISecurityInfo
{
    public async ValueTask<SecurityInfoView> GetAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        AccountRecord? record = (await calls.ReadAsync(account, cancellationToken).ConfigureAwait(false)).Record;
        return record is null ? SecurityInfoView.Empty : SecurityInfoView.Of(record, policy);
    }

    public ValueTask<ChangeOutcome> AddAsync(AccountId account, NewContact contact, Caller caller, CancellationToken cancellationToken = default) =>
        AddAsync(Open(RecoveryAction.Add, account, caller), contact, caller, ReceiptVerb.AddContact, cancellationToken);

    public ValueTask<ChangeOutcome> SetNoticeAddressAsync(AccountId account, NewContact contact, Caller caller, CancellationToken cancellationToken = default) =>
        AddAsync(Open(RecoveryAction.SetNoticeAddress, account, caller), contact, caller, ReceiptVerb.SetNoticeAddress, cancellationToken);

    public ValueTask<ChangeOutcome> RemoveAsync(AccountId account, ContactId contact, Caller caller, CancellationToken cancellationToken = default) => RunAsync(
        new SecurityInfoCommand.Remove(
            Open(RecoveryAction.Remove, account, caller) with { Receipt = ReceiptRequest.For(ReceiptVerb.RemoveContact, caller, BitConverter.GetBytes(contact.Number)) },
            contact.Number),
        cancellationToken);

    public ValueTask<ChangeOutcome> RemoveAllAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default) => RunAsync(
        new SecurityInfoCommand.RemoveAll(Open(RecoveryAction.RemoveAll, account, caller) with { Receipt = ReceiptRequest.For(ReceiptVerb.RemoveAllContacts, caller, []) }), cancellationToken);

    public ValueTask<ChangeOutcome> UndoRemovalAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default) =>
        RunAsync(new SecurityInfoCommand.Undo(ByCode(RecoveryAction.UndoRemoval, account, caller, ReceiptVerb.UndoRemoval)), cancellationToken);

    public ValueTask<ChangeOutcome> CancelWaitAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default) =>
        RunAsync(new SecurityInfoCommand.Cancel(ByCode(RecoveryAction.CancelWait, account, caller, ReceiptVerb.CancelWait)), cancellationToken);

    public ValueTask<ChangeOutcome> FreezeAsync(AccountId account, Caller caller, CancellationToken cancellationToken = default) =>
        RunAsync(new SecurityInfoCommand.Freeze(ByCode(RecoveryAction.Freeze, account, caller, ReceiptVerb.FreezeRecovery)), cancellationToken);

    public ValueTask<VerifyOutcome> ConfirmAsync(AccountId account, ChallengeId challenge, string? typed, Caller caller, CancellationToken cancellationToken = default) =>
        check.VerifyAsync(RecoveryAction.Confirm, account, challenge, typed, ProofPurpose.ConfirmContact, caller, cancellationToken);

    private ValueTask<ChangeOutcome> AddAsync(RecoveryCall call, NewContact contact, Caller caller, ReceiptVerb verb, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contact);
        if (!ContactAddress.TryRead(contact.Channel, contact.Typed, contact.Country, out string? address, out string? country, out AddressFault fault))
        {
            return calls.MeasureAsync(call, () => ValueTask.FromResult<ChangeOutcome>(new ChangeOutcome.Invalid(fault)));
        }

        call = call with { Receipt = ReceiptRequest.For(verb, caller, [(byte)contact.Channel, .. Encoding.UTF8.GetBytes(address)]) };
        ChallengeId challenge = challenges.Draw(call.Account, caller, verb);
        return RunAsync(new SecurityInfoCommand.Add(call, contact.Channel, address, country, verb == ReceiptVerb.SetNoticeAddress, challenge), cancellationToken);
    }

    private RecoveryCall Open(RecoveryAction action, AccountId account, Caller caller) => calls.Open(action, RecoveryMethod.SecurityCodes, account, caller);

    // A call with the same tickets and the same idempotency key is a repetition.
    private RecoveryCall ByCode(RecoveryAction action, AccountId account, Caller caller, ReceiptVerb verb) =>
        Open(action, account, caller) with { Receipt = ReceiptRequest.For(verb, caller, SHA256.HashData([.. caller.Tickets.SelectMany(ticket => ticket.Bytes.ToArray())])) };

    private ValueTask<ChangeOutcome> RunAsync(SecurityInfoCommand command, CancellationToken cancellationToken)
    {
        var fresh = RecordSecret.Generate();
        return calls.RunAsync(
            command.Call,
            loaded => SecurityInfoRules.Decide(loaded.Record, command, fresh, policy, loaded.Now),
            why => new ChangeOutcome.Busy(why),
            cancellationToken);
    }
}
