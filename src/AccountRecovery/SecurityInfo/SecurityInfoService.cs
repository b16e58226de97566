using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

internal sealed class SecurityInfoService(RecordRunner runner, TicketSigner signer, ChallengeIds challenges, SecurityCodeCheck check, RecoveryPolicy policy) : ISecurityInfo
{
    public async ValueTask<SecurityInfoView> GetAsync(AccountId account, CancellationToken ct = default)
    {
        Arguments.Check(account);
        AccountRecord? record = (await runner.ReadAsync(account, ct).ConfigureAwait(false)).Record;
        return record is null ? SecurityInfoView.Empty : SecurityInfoView.Of(record, policy);
    }

    public ValueTask<ChangeOutcome> AddAsync(AccountId account, NewContact contact, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) =>
        AddAsync(account, contact, proofs, caller, ReceiptVerb.AddContact, ct);

    public ValueTask<ChangeOutcome> SetNoticeAddressAsync(AccountId account, NewContact contact, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) =>
        AddAsync(account, contact, proofs, caller, ReceiptVerb.SetNoticeAddress, ct);

    public ValueTask<ChangeOutcome> RemoveAsync(AccountId account, ContactId contact, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        ReceiptAsk? receipt = ReceiptAsk.For(ReceiptVerb.RemoveContact, caller, BitConverter.GetBytes(contact.Number));
        return RunAsync(account, new SecurityInfoCommand.Remove(contact.Number, ProofsGiven.Open(signer, account, proofs, caller), receipt, CallerTrace.Of(caller)), default, ct);
    }

    public ValueTask<ChangeOutcome> RemoveAllAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        ReceiptAsk? receipt = ReceiptAsk.For(ReceiptVerb.RemoveAllContacts, caller, []);
        return RunAsync(account, new SecurityInfoCommand.RemoveAll(ProofsGiven.Open(signer, account, proofs, caller), receipt, CallerTrace.Of(caller)), default, ct);
    }

    public ValueTask<ChangeOutcome> UndoRemovalAsync(AccountId account, Ticket proof, Caller caller, CancellationToken ct = default)
    {
        (ProofsGiven given, ReceiptAsk? receipt) = ByCode(account, proof, caller, ReceiptVerb.UndoRemoval);
        return RunAsync(account, new SecurityInfoCommand.Undo(given, receipt, CallerTrace.Of(caller)), default, ct);
    }

    public ValueTask<ChangeOutcome> CancelWaitAsync(AccountId account, Ticket proof, Caller caller, CancellationToken ct = default)
    {
        (ProofsGiven given, ReceiptAsk? receipt) = ByCode(account, proof, caller, ReceiptVerb.CancelWait);
        return RunAsync(account, new SecurityInfoCommand.Cancel(given, receipt, CallerTrace.Of(caller)), default, ct);
    }

    public ValueTask<ChangeOutcome> FreezeAsync(AccountId account, Ticket proof, Caller caller, CancellationToken ct = default)
    {
        (ProofsGiven given, ReceiptAsk? receipt) = ByCode(account, proof, caller, ReceiptVerb.FreezeRecovery);
        return RunAsync(account, new SecurityInfoCommand.Freeze(given, receipt, CallerTrace.Of(caller)), default, ct);
    }

    public ValueTask<VerifyOutcome> ConfirmAsync(
        AccountId account, ChallengeId challenge, string? typed, Caller caller, Ticket? proof = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        return check.VerifyAsync(account, challenge, typed, ProofPurpose.ConfirmContact, caller, proof, ct);
    }

    private ValueTask<ChangeOutcome> AddAsync(AccountId account, NewContact contact, IReadOnlyList<Ticket> proofs, Caller caller, ReceiptVerb verb, CancellationToken ct)
    {
        Arguments.Check(account, caller);
        ArgumentNullException.ThrowIfNull(contact);
        var given = ProofsGiven.Open(signer, account, proofs, caller);
        if (!ContactAddress.TryRead(contact.Channel, contact.Typed, contact.Country, out string? address, out string? country, out AddressFault fault))
        {
            return ValueTask.FromResult<ChangeOutcome>(new ChangeOutcome.Invalid(fault));
        }

        ChallengeId challenge = challenges.Draw(account, caller, verb);
        ReceiptAsk? receipt = ReceiptAsk.For(verb, caller, [(byte)contact.Channel, .. Encoding.UTF8.GetBytes(address)]);
        bool isForNotices = verb == ReceiptVerb.SetNoticeAddress;
        return RunAsync(
            account,
            new SecurityInfoCommand.Add(contact.Channel, address, country, isForNotices, challenge.Value, given, receipt, CallerTrace.Of(caller)),
            challenge,
            ct);
    }

    private (ProofsGiven Given, ReceiptAsk? Receipt) ByCode(AccountId account, Ticket proof, Caller caller, ReceiptVerb verb)
    {
        Arguments.Check(account, caller);
        ArgumentNullException.ThrowIfNull(proof);
        return (ProofsGiven.Open(signer, account, [proof], caller), ReceiptAsk.For(verb, caller, SHA256.HashData(proof.Bytes)));
    }

    private async ValueTask<ChangeOutcome> RunAsync(AccountId account, SecurityInfoCommand command, ChallengeId challenge, CancellationToken ct)
    {
        var fresh = RecordSecret.Generate();
        SecurityInfoAnswer answer = await runner.RunAsync<SecurityInfoAnswer>(
            account,
            loaded => SecurityInfoRules.Decide(loaded.Record, command, fresh, policy, loaded.Now),
            why => new SecurityInfoAnswer.Busy(why),
            ct).ConfigureAwait(false);
        ChangeOutcome outcome = answer switch
        {
            SecurityInfoAnswer.Sent { Contact: var contact } => new ChangeOutcome.CodeSent(
                ContactView.Of(contact), challenge, OwnDomains.Has(policy, contact.Channel, contact.Address)),
            SecurityInfoAnswer.Done it => new ChangeOutcome.Done(it.View),
            SecurityInfoAnswer.WaitStarted it => new ChangeOutcome.WaitStarted(it.Until),
            SecurityInfoAnswer.Refused it => new ChangeOutcome.Refused(it.Why, it.Until),
            SecurityInfoAnswer.Busy it => new ChangeOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
        return outcome with { Replayed = answer.Replayed };
    }
}
