using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery.Races;

/// <summary>What the owners of accounts do, in this process: with a mailbox of their own, and a clock that goes with that of the races.</summary>
internal sealed class Owner : IAsyncDisposable
{
    internal static readonly Caller Caller = new() { Session = "owner" };

    private readonly string _mailbox = Directory.CreateTempSubdirectory("recovery-owner-").FullName;
    private readonly Application _application;
    private int _writes;

    internal Owner(Setup setup, Instant now)
    {
        _application = new Application(
            setup with { SendsTo = _mailbox, Clock = now.ToUnixTimeTicks() }, _ => { }, store => new CountingStore(store, () => Interlocked.Increment(ref _writes)));
    }

    /// <summary>Tries at a write so far, those that were in vain too.</summary>
    internal int Writes => Volatile.Read(ref _writes);

    internal ManualClock Clock => _application.Clock!;

    internal T Get<T>()
        where T : notnull => _application.Services.GetRequiredService<T>();

    internal ValueTask<RecoveryTicket> VouchAsync(string account, HostProof proof, ProofPurpose purpose) => Get<ITickets>().VouchAsync(new AccountId(account), proof, purpose, Caller);

    /// <summary>Adds a first contact by the password and, where there is one, another by the code of the first.</summary>
    internal async Task EstablishAsync(string account, bool hasTwo = false)
    {
        await AddAsync(account, $"{account}@example.com", await VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings));
        if (hasTwo)
        {
            await AddAsync(account, $"{account}@example.net", await ProveAsync(account, 1));
        }
    }

    /// <summary>Adds a contact by a proof, and confirms it.</summary>
    internal async Task AddAsync(string account, string address, RecoveryTicket proof)
    {
        ChangeOutcome outcome = await Get<ISecurityInfo>().AddAsync(new AccountId(account), NewContact.Email(address), Caller.Having(proof));
        ChallengeId flow = Assert.IsType<ChangeOutcome.CodeSent>(outcome).Challenge;
        string code = await LastCodeAsync(account);
        RecoveryTicket session = await VouchAsync(account, HostProof.HostSession, ProofPurpose.ConfirmContact);
        Assert.IsType<VerifyOutcome.Verified>(await Get<ISecurityInfo>().ConfirmAsync(new AccountId(account), flow, code, Caller.Having(session)));
    }

    /// <summary>Half a minute after whatever was sent before, the code of a contact.</summary>
    internal async Task<RecoveryTicket> ProveAsync(string account, int contact)
    {
        const ProofPurpose Purpose = ProofPurpose.ChangeSecuritySettings;
        Clock.Advance(SendLimits.Spacing);
        RecoveryTicket session = await VouchAsync(account, HostProof.HostSession, Purpose);
        SendOutcome sent = await Get<ISecurityCodes>().SendAsync(new AccountId(account), new ContactId(contact), Purpose, Caller.Having(session));
        ChallengeId flow = Assert.IsType<SendOutcome.Sent>(sent).Challenge;
        string code = await LastCodeAsync(account);
        VerifyOutcome typed = await Get<ISecurityCodes>().VerifyAsync(new AccountId(account), flow, code, Purpose, Caller.Having(session));
        return Assert.IsType<VerifyOutcome.Verified>(typed).Proof!;
    }

    /// <summary>Waits until what was committed here is sent.</summary>
    internal ValueTask DrainAsync() => Get<IDueWork>().DrainAsync();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Directory.Delete(_mailbox, recursive: true);
    }

    private async Task<string> LastCodeAsync(string account)
    {
        await DrainAsync();
        string code = Directory.GetFiles(_mailbox).SelectMany(SentLine.ReadAll).Last(line => line.Account == account && line.About is null).Code;
        return code;
    }

    private sealed class CountingStore(IRecoveryStore inner, Action count) : StoreWrapper(inner)
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            count();
            return Inner.TryWriteAsync(account, expected, next, cancellationToken);
        }
    }
}
