using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>A day in which everything happens that is measured, with ids and codes that are easy to find again.</summary>
internal sealed class MeteredScene : IAsyncDisposable
{
    private static readonly AccountId Account = new("canary-account-5b1d");
    private static readonly AccountId Old = new("canary-account-77e0");
    private static readonly AccountId Reached = new("canary-account-e11a");
    private static readonly AccountId Broken = new("canary-account-c3c3");

    private static readonly string[] Given = ["canary-session-9f", "canary-correlation-04", "192.0.2.77", "Canary on Linux", "canary-key-1"];

    private static readonly Caller Owner = new()
    {
        Session = Given[0],
        CorrelationId = Given[1],
        Source = Given[2],
        Device = Given[3],
        IdempotencyKey = Given[4],
    };

    private const string Address = "canary-mailbox@example.com";

    private readonly RecordingSender _sender = new();
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);

    internal MeteredScene(Action<IServiceCollection>? services = null)
    {
        Host = new TestHost(
            options =>
            {
                options.ConfirmBackupCodes = true;
                options.AttemptCap = 10;
                options.Site = "Example";
            },
            listens: true,
            services: collection =>
            {
                collection.AddKeyedSingleton<IRecoverySender>(ContactChannel.Email, _sender);
                services?.Invoke(collection);
            });
        Spy = new TelemetrySpy(Host.Provider.GetRequiredService<RecoveryMeter>());
    }

    internal TestHost Host { get; }

    internal TelemetrySpy Spy { get; }

    /// <summary>What must be in nothing that is told.</summary>
    internal IEnumerable<string> Canaries =>
        [Account.Value, Old.Value, Broken.Value, Reached.Value, Address, .. Given, .. _codes, .. _codes.Select(code => code.Replace(" ", string.Empty, StringComparison.Ordinal))];

    /// <summary>The canaries that a text holds.</summary>
    internal IEnumerable<string> Leaks => Canaries.Where(canary => Spy.Texts.Any(text => text.Contains(canary, StringComparison.OrdinalIgnoreCase)));

    public async ValueTask DisposeAsync()
    {
        Spy.Dispose();
        await Host.DisposeAsync();
    }

    internal async Task RunAsync()
    {
        await Host.DueWork.RunAsync(10);
        string[] codes = await IssueAsync();
        await GenerateAsync();
        await Host.Codes.ConfirmAsync(Account, codes[0], Owner with { IdempotencyKey = null });
        await RedeemAsync(codes[1], Owner with { IdempotencyKey = "canary-key-2" });
        await RedeemAsync(codes[1], Owner with { IdempotencyKey = "canary-key-2" });
        await RedeemAsync("12x4 5678", Owner);
        await RedeemAsync(codes[1], Owner with { IdempotencyKey = null });
        await CloseAsync(codes);
        await Host.Codes.ImportAsync(Old, ["1357 2468", "9753 8642"], CodeFormat.BackupCode, Owner);
        await Host.Codes.ImportAsync(Old, ["1357 2468"], CodeFormat.BackupCode, Owner with { IdempotencyKey = "canary-key-3" });
        await Host.Codes.ImportAsync(Old, ["1357 246x"], CodeFormat.BackupCode, Owner with { IdempotencyKey = "canary-key-4" });
        _codes.UnionWith(["1357 2468", "9753 8642", "12x4 5678"]);
        await ReachAsync();
        Host.Sink.Refuses = happened => happened.Kind == RecoveryEventKind.CodesRevoked;
        await Host.Codes.RevokeAsync(Account, Owner);
        await Host.Codes.RevokeAsync(Account, Owner.Having(await VouchAsync()));
        await Host.DrainAsync();
        await FailAsync();
        Host.Clock.Advance(-Duration.FromDays(2));
        await RedeemAsync(codes[3], Owner with { IdempotencyKey = null });
        await Host.DueWork.RunAsync(10);
        Spy.Collect();
    }

    internal async Task<string[]> IssueAsync()
    {
        var issued = (IssueOutcome.AwaitingConfirmation)await GenerateAsync();
        string[] codes = [.. issued.Sheet.Codes.Select(code => code.Reveal())];
        _codes.UnionWith(codes);
        return codes;
    }

    internal Task<RedeemOutcome> RedeemAsync(string typed, Caller caller) => Host.Codes.RedeemAsync(Account, typed, caller).AsTask();

    private async Task<IssueOutcome> GenerateAsync() => await Host.Codes.GenerateAsync(Account, Owner.Having(await VouchAsync()));

    private ValueTask<RecoveryTicket> VouchAsync() => Host.Tickets.VouchAsync(Account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Owner);

    // An address is added, confirmed and used, by its owner and by a stranger.
    private async Task ReachAsync()
    {
        ISecurityInfo info = Host.Provider.GetRequiredService<ISecurityInfo>();
        ISecurityCodes codes = Host.Provider.GetRequiredService<ISecurityCodes>();
        ValueTask<RecoveryTicket> VouchAsync(ProofPurpose purpose) => Host.Tickets.VouchAsync(Reached, HostProof.HostPassword, purpose, Owner);
        RecoveryTicket password = await VouchAsync(ProofPurpose.ChangeSecuritySettings);
        await info.AddAsync(Reached, NewContact.Email("no address"), Owner.Having(password));
        _sender.FailNext();
        var added = (ChangeOutcome.CodeSent)await info.AddAsync(Reached, NewContact.Email(Address), Owner.Having(password));
        await Host.DueWork.DrainAsync();
        Host.Clock.Advance(Duration.FromSeconds(30));

        // The clock has jumped, which the first sweep tells and the second takes as it is.
        await Host.DueWork.RunAsync(10);
        await Host.DueWork.RunAsync(10);
        await Host.DueWork.DrainAsync();
        string code = _sender.Sent[0].RevealCode()!;
        _codes.UnionWith([code, added.Challenge.ToString()]);
        await info.ConfirmAsync(Reached, added.Challenge, "12", Owner);
        await info.ConfirmAsync(Reached, added.Challenge, code, Owner with { IdempotencyKey = "canary-key-5" });
        await codes.SendAsync(Reached, added.Contact.Id, ProofPurpose.Recover, Owner.Having(await VouchAsync(ProofPurpose.Recover)));
        await codes.SendAsync(Reached, added.Contact.Id, ProofPurpose.Recover, (Owner with { IdempotencyKey = null }).Having(await VouchAsync(ProofPurpose.Recover)));
        await codes.SendAsync(Reached, new ContactId(99), ProofPurpose.Recover, (Owner with { IdempotencyKey = null }).Having(await VouchAsync(ProofPurpose.Recover)));
        await codes.SendToMatchAsync(Reached, Address, ProofPurpose.Recover, Owner with { IdempotencyKey = "canary-key-6" });
        await codes.VerifyAsync(Reached, added.Challenge, code, ProofPurpose.Recover, Owner with { IdempotencyKey = null });
        await ChangeAsync(info, added.Contact.Id);
        await Host.DueWork.DrainAsync();
    }

    // All that is done with contacts besides: most of it is refused, and told all the same.
    private async Task ChangeAsync(ISecurityInfo info, ContactId contact)
    {
        Caller caller = Owner with { IdempotencyKey = null };
        RecoveryTicket session = await Host.Tickets.VouchAsync(Reached, HostProof.HostSession, ProofPurpose.ChangeSecuritySettings, caller);
        await Host.Recovery.CompleteAsync(Reached, caller);
        await info.RemoveAsync(Reached, contact, caller);
        await info.UndoRemovalAsync(Reached, caller.Having(session));
        await info.FreezeAsync(Reached, caller.Having(session));
        await info.RemoveAllAsync(Reached, caller.Having(session));
        await info.SetNoticeAddressAsync(Reached, NewContact.Email("no address"), caller);
        await info.CancelWaitAsync(Reached, caller.Having(session));
        await Host.Prompt.RecordSignInAsync(Reached, new AccessFacts(), caller);
        await Host.Prompt.SkipPromptAsync(Reached, caller);
        await Host.Recovery.CredentialsSetAsync(Reached, caller);
        await Host.Operations.ReopenAsync(Reached, caller);
        await Host.Operations.ReleaseAsync(Reached, caller);
        await Host.Operations.RepairClockAsync(Reached, caller);
        await Host.Data.EraseAsync(Reached, caller);
    }

    // Until a pause, then on and on until the method is closed.
    private async Task CloseAsync(string[] codes)
    {
        bool closed = false;
        foreach (string wrong in TestHost.WrongCodes(codes).Take(40).TakeWhile(_ => !closed))
        {
            _codes.Add(wrong);
            closed = await RedeemAsync(wrong, Owner with { IdempotencyKey = null }) is RedeemOutcome.Closed;
            Host.Clock.Advance(Duration.FromMinutes(10));
        }
    }

    // A record that does not open: its account is in the exception's message.
    private async Task FailAsync()
    {
        var unreadable = new StoredRecord(new Revision(1), TestHost.Start, new byte[100]);
        await Host.Store.TryWriteAsync(Broken, null, unreadable, CancellationToken.None);
        await Assert.ThrowsAsync<RecordUnreadableException>(() => Host.RedeemAsync("8642 8642", account: Broken));
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Host.Codes.RedeemAsync(Account, "8642 8642", Owner, cancellationToken: ended.Token).AsTask());

        // Again it has jumped.
        await Host.DueWork.RunAsync(10);
        await Host.DueWork.RunAsync(10);
    }
}
