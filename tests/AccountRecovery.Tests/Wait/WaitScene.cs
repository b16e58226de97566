using NodaTime;

namespace AccountRecovery;

/// <summary>What owners and thieves do with removals, waits and recoveries, in one call each.</summary>
internal static class WaitScene
{
    internal const string Elsewhere = "mira.elsewhere@example.org";

    /// <summary>How long a wait runs where no option says otherwise.</summary>
    internal static readonly Duration Length = RecoveryPolicy.DefaultWait;

    /// <summary>Somebody else, in a session of the owner's account.</summary>
    internal static readonly Caller Thief = new() { Session = "thief", Source = "198.51.100.66", Device = "Safari on iOS" };

    /// <summary>An owner's recovery, in a session that begins with it.</summary>
    internal static readonly Caller Finder = new() { Session = "recovering" };

    /// <summary>What there is to do for each action of the host.</summary>
    internal static readonly AccountAction[] Sensitive = [AccountAction.ChangeSecuritySettings, AccountAction.UsePaymentOptions, AccountAction.SensitiveAction];

    /// <summary>"I don't have any of these", from a session, with further tickets where there are any.</summary>
    internal static async Task<ChangeOutcome> RemoveAllAsync(this TestHost host, Caller? caller = null, params RecoveryTicket[] more)
    {
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession, caller: caller);
        return await host.ThenDrainAsync(host.SecurityInfo.RemoveAllAsync(TestHost.Alice, (caller ?? TestHost.Owner).Having([session, .. more])));
    }

    /// <summary>Begins the wait, and says when it is over.</summary>
    internal static async Task<Instant> StartWaitAsync(this TestHost host, Caller? caller = null, params RecoveryTicket[] more) =>
        Assert.IsType<ChangeOutcome.WaitStarted>(await host.RemoveAllAsync(caller, more)).Until;

    /// <summary>Somebody without a session asks for a code at an address and types what came there: the ticket, or null where nothing came.</summary>
    internal static async Task<RecoveryTicket?> ProveByAsync(this TestHost host, string address, ProofPurpose purpose, Caller? caller = null)
    {
        caller ??= TestHost.Stranger;
        host.Clock.Advance(SendLimits.Spacing);
        int before = host.Mail.Sent.Count;
        ChallengeId challenge = await host.AskAsync(address, purpose, caller: caller);
        string? code = host.Mail.Sent.Skip(before).LastOrDefault(message => message.RevealAddress() == address && message.Kind == MessageKind.SecurityCode)?.RevealCode();
        return code is null
            ? null
            : (await host.SecurityCodes.VerifyAsync(TestHost.Alice, challenge, code, purpose, caller) as VerifyOutcome.Verified)?.Proof;
    }

    /// <summary>The owner cancels the wait by a code that comes to a leaving contact; no session.</summary>
    internal static async Task<ChangeOutcome> CancelAsync(this TestHost host, string address)
    {
        RecoveryTicket? proof = await host.ProveByAsync(address, ProofPurpose.CancelWait);
        Assert.NotNull(proof);
        return await host.ThenDrainAsync(host.SecurityInfo.CancelWaitAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));
    }

    /// <summary>Removes a contact by a code of another, or of itself.</summary>
    internal static async Task<ChangeOutcome> RemoveByAsync(this TestHost host, ContactId contact, ContactId by, Caller? caller = null)
    {
        RecoveryTicket code = await host.ProveByIdAsync(by, ProofPurpose.ChangeSecuritySettings, caller);
        return await host.ThenDrainAsync(host.SecurityInfo.RemoveAsync(TestHost.Alice, contact, (caller ?? TestHost.Owner).Having(code)));
    }

    /// <summary>A code of a contact, for whoever is in a session of the account.</summary>
    internal static async Task<RecoveryTicket> ProveByIdAsync(this TestHost host, ContactId contact, ProofPurpose purpose, Caller? caller = null)
    {
        caller ??= TestHost.Owner;
        host.Clock.Advance(SendLimits.Spacing);
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, purpose, caller));
        await host.DrainAsync();
        VerifyOutcome outcome = await host.SecurityCodes.VerifyAsync(TestHost.Alice, sent.Challenge, host.LastCode(), purpose, caller);
        return Assert.IsType<VerifyOutcome.Verified>(outcome).Proof!;
    }

    /// <summary>Sets the notice address of a wait and confirms it.</summary>
    internal static async Task<ContactId> SetNoticeAsync(this TestHost host, string address = Elsewhere, Caller? caller = null)
    {
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: caller);
        ChangeOutcome outcome = await host.SecurityInfo.SetNoticeAddressAsync(TestHost.Alice, NewContact.Email(address), (caller ?? TestHost.Owner).Having(password));
        ContactId confirmed = await host.ConfirmLastAsync(Assert.IsType<ChangeOutcome.CodeSent>(outcome), address);
        await host.DrainAsync();
        return confirmed;
    }

    internal static Task<CompleteOutcome> CompleteAsync(this TestHost host, Caller caller, params RecoveryTicket[] proofs) =>
        host.ThenDrainAsync(host.Recovery.CompleteAsync(TestHost.Alice, caller.Having(proofs)));

    /// <summary>What a call answers, when its messages are sent: a clock that moves on before would send some twice.</summary>
    internal static async Task<T> ThenDrainAsync<T>(this TestHost host, ValueTask<T> call)
    {
        T outcome = await call;
        await host.DrainAsync();
        return outcome;
    }

    /// <summary>Lets time pass with a sweep at its end.</summary>
    internal static async Task SweepAtAsync(this TestHost host, Instant at)
    {
        host.Clock.Set(at);
        if ((await host.DueWork.RunAsync(10)).ClockSuspect)
        {
            // The manual clock jumps, which a sweep tells once.
            Assert.False((await host.DueWork.RunAsync(10)).ClockSuspect);
        }

        await host.DrainAsync();
    }

    /// <summary>Every reminder of a wait, first to last.</summary>
    internal static Instant[] Reminders(Instant since, Instant until)
    {
        List<Instant> found = [];
        for (Instant? at = WaitReminders.After(since, until, since); at is { } next; at = WaitReminders.After(since, until, next))
        {
            found.Add(next);
            Assert.InRange(found.Count, 1, 20);
        }

        return [.. found];
    }

    /// <summary>What an address was told of, in that order.</summary>
    internal static RecoveryEventKind[] NoticesTo(this TestHost host, string address) =>
        [.. host.Mail.Sent.Where(message => message.Kind == MessageKind.Notice && message.RevealAddress() == address).Select(message => message.About!.Value)];

    /// <summary>Why something is not allowed in a session that begins now, or began at the given time.</summary>
    internal static async Task<AccessDenial> DenialAsync(this TestHost host, AccountAction action, Instant? began = null, AccessFacts? facts = null) =>
        (await host.Access.EvaluateAsync(TestHost.Alice, action, (facts ?? AccessFacts.None) with { SessionBegan = began ?? host.Clock.GetCurrentInstant() })).Denial;

    internal static async Task<AccountState> StateAsync(this TestHost host) => (await host.OpenAsync())!.State;

    /// <summary>Where every contact stands, in the order in which they were added.</summary>
    internal static async Task<ContactState[]> StatesAsync(this TestHost host) => [.. (await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts.Select(contact => contact.State)];

    /// <summary>Redeems the recovery code in the finder's session.</summary>
    internal static async Task<RedeemOutcome.Redeemed> RedeemCodeAsync(this TestHost host, string code, Caller? caller = null) =>
        Assert.IsType<RedeemOutcome.Redeemed>(await host.ThenDrainAsync(host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, caller ?? Finder)));

    /// <summary>With a grant: new credentials, and a new contact.</summary>
    internal static async Task<ContactId> SetUpAgainAsync(this TestHost host, RecoveryTicket grant, string address, Caller? caller = null)
    {
        caller ??= Finder;
        Assert.IsType<CredentialsOutcome.Done>(await host.ThenDrainAsync(host.Recovery.CredentialsSetAsync(TestHost.Alice, caller.Having(grant))));
        ChangeOutcome outcome = await host.AddAsync(NewContact.Email(address), [grant], caller: caller);
        return await host.ConfirmLastAsync(Assert.IsType<ChangeOutcome.CodeSent>(outcome), address);
    }
}
