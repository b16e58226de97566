using System.Text;

namespace AccountRecovery;

internal sealed class SecurityInfoService(RecordRunner runner, TicketSigner signer, ChallengeIds challenges, SecurityCodeCheck check, RecoveryPolicy policy) : ISecurityInfo
{
    public async ValueTask<SecurityInfoView> GetAsync(AccountId account, CancellationToken ct = default)
    {
        Arguments.Check(account);
        return SecurityInfoView.Of((await runner.ReadAsync(account, ct).ConfigureAwait(false)).Record?.Contacts ?? ContactPart.None);
    }

    public async ValueTask<ChangeOutcome> AddAsync(AccountId account, NewContact contact, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        ArgumentNullException.ThrowIfNull(contact);
        var given = ProofsGiven.Open(signer, account, proofs, caller);
        if (!ContactAddress.TryRead(contact.Channel, contact.Typed, contact.Country, out string? address, out string? country, out AddressFault fault))
        {
            return new ChangeOutcome.Invalid(fault);
        }

        ChallengeId challenge = challenges.Draw(account, caller, ReceiptVerb.AddContact);
        byte[] input = [(byte)contact.Channel, .. Encoding.UTF8.GetBytes(address)];
        var ask = new AddAsk(contact.Channel, address, country, given, challenge.Value, ReceiptAsk.For(ReceiptVerb.AddContact, caller, input), CallerTrace.Of(caller));
        var fresh = RecordSecret.Generate();
        AddAnswer answer = await runner.RunAsync<AddAnswer>(
            account,
            loaded => SecurityInfoRules.Add(loaded.Record, ask, fresh, policy, loaded.Now),
            why => new AddAnswer.Busy(why),
            ct).ConfigureAwait(false);
        return answer switch
        {
            AddAnswer.Sent it => new ChangeOutcome.CodeSent(ContactView.Of(it.Contact), challenge, OwnDomains.Has(policy, it.Contact.Channel, it.Contact.Address)) { Replayed = it.Replayed },
            AddAnswer.Refused it => new ChangeOutcome.Refused(it.Why, it.Until),
            AddAnswer.Busy it => new ChangeOutcome.Busy(it.Why),
            _ => throw new InvalidOperationException("The family is closed."),
        };
    }

    public ValueTask<VerifyOutcome> ConfirmAsync(
        AccountId account, ChallengeId challenge, string? typed, Caller caller, Ticket? proof = null, CancellationToken ct = default)
    {
        Arguments.Check(account, caller);
        return check.VerifyAsync(account, challenge, typed, ProofPurpose.ConfirmContact, caller, proof, ct);
    }
}
