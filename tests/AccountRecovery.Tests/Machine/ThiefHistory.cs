using NodaTime;

namespace AccountRecovery;

/// <summary>
/// A thief who has session, password, second step, device and a mailbox of their own makes the account theirs, and the owner acts, too: by the services alone, on the store
/// under test. Half of the steps are time. It compares what is answered and stored with a model of three instants.
/// </summary>
internal sealed class ThiefHistory(TestHost host, ThiefStart start)
{
    private const string Elsewhere = "eve@example.net";

    private static readonly AccountId Alice = TestHost.Alice;
    private static readonly Caller Thief = WaitScene.Thief;

    private static readonly Duration[] Jumps =
    [
        ContactScene.Grain, Duration.FromMinutes(10), Duration.FromHours(24), Duration.FromHours(72), ContactScene.Month - ContactScene.Grain, ContactScene.Month, Duration.FromHours(1_500), Duration.FromDays(100),
    ];

    // What leads on, more often than what leads nowhere.
    private static readonly Verb[] OfThief =
    [
        Verb.Add, Verb.Add, Verb.Add, Verb.Confirm, Verb.Confirm, Verb.Confirm, Verb.Remove, Verb.Remove, Verb.RemoveAll, Verb.RemoveAll, Verb.RemoveAll,
        Verb.SetNotice, Verb.Cancel, Verb.Undo, Verb.MakeCode, Verb.RedeemCode, Verb.Complete, Verb.BeginKey, Verb.MakeBackup, Verb.SignIn,
    ];

    private static readonly Verb[] OfOwner = [Verb.Cancel, Verb.Undo, Verb.Remove, Verb.RedeemCode, Verb.SignIn];

    // They show no ticket that the host vouches for.
    private static readonly Verb[] Bare = [Verb.Confirm, Verb.Cancel, Verb.Undo, Verb.RedeemCode, Verb.SignIn];

    private AccountRecord _record = start.Record;
    private Instant? _requested;
    private Instant? _confirmed = start.HasThiefs ? start.Now : null;
    private bool _hasWaited;
    private bool _isWonBack;
    private string? _code;
    private (ChallengeId Flow, string Address)? _pending;
    private (Instant At, ProofPurpose Purpose, long Epoch, RecoveryTicket[] Tickets)? _vouched;

    /// <summary>Whether nothing of the owner's proves anything any more, and something of the thief's does.</summary>
    internal bool IsAllNew { get; private set; }

    /// <summary>The first thing that must not be; null in a library that is right.</summary>
    internal string? Fault { get; private set; }

    private Instant Now => host.Clock.GetCurrentInstant();

    internal async Task RunAsync((int What, int Pick)[] steps, bool ownerActs)
    {
        await host.DrainAsync();
        host.Clock.Set(start.Now);
        await host.PutAsync(start.Record);
        host.Mail.Clear();
        foreach ((int what, int pick) in steps)
        {
            if (what <= 4)
            {
                await PassAsync(what, pick);
            }
            else
            {
                await (ownerActs && what > 7 ? OwnerActsAsync(OfOwner[pick % OfOwner.Length]) : ThiefActsAsync(OfThief[pick % OfThief.Length], pick / OfThief.Length));
                _record = (await host.OpenAsync())!;
            }

            await LookAsync();
            if (_isWonBack || IsAllNew || Fault is not null)
            {
                return;
            }
        }
    }

    private async Task ThiefActsAsync(Verb verb, int pick)
    {
        RecoveryTicket[] everything = Bare.Contains(verb) ? [] : await EverythingAsync(verb == Verb.Complete ? ProofPurpose.Recover : ProofPurpose.ChangeSecuritySettings);
        string address = pick % 2 == 0 ? ThiefStart.Eve : Elsewhere;
        _ = verb switch
        {
            Verb.Add => Note(await host.SecurityInfo.AddAsync(Alice, NewContact.Email(address), Thief.Having(everything)), address),
            Verb.Confirm => await ConfirmAsync(),
            Verb.Remove => _record.Contacts.Items is { IsEmpty: false } contacts && Note(await host.SecurityInfo.RemoveAsync(Alice, contacts[pick % contacts.Length].Id, Thief.Having(everything))),
            Verb.RemoveAll => Note(await host.SecurityInfo.RemoveAllAsync(Alice, Thief.Having(everything))),
            Verb.SetNotice => Note(await host.SecurityInfo.SetNoticeAddressAsync(Alice, NewContact.Email(address), Thief.Having(everything)), address),
            Verb.Cancel => await CancelAsync(address),
            Verb.Undo => await UndoAsync(address),
            Verb.MakeCode => await MakeCodeAsync(everything),
            Verb.RedeemCode => await RedeemOwnAsync(),
            Verb.Complete => await host.Recovery.CompleteAsync(Alice, Thief.Having(everything)) is CompleteOutcome.Completed,
            Verb.BeginKey => await MakeKeyAsync(everything),
            Verb.MakeBackup => await host.Codes.GenerateAsync(Alice, Thief.Having(everything)) is IssueOutcome.Issued,
            _ => await host.Prompt.RecordSignInAsync(Alice, AccessFacts.None, Thief) is SignInOutcome.Recorded,
        };
    }

    private async Task OwnerActsAsync(Verb verb)
    {
        bool isDone = verb switch
        {
            Verb.Cancel => await CancelAsync(ContactScene.Mira),
            Verb.Undo => await UndoAsync(ContactScene.Mira),
            Verb.Remove => await ThrowOutAsync(),
            Verb.RedeemCode => start.Paper is not null && await host.RecoveryCodes.RedeemAsync(Alice, start.Paper, WaitScene.Finder) is RedeemOutcome.Redeemed,
            _ => await host.Prompt.RecordSignInAsync(Alice, AccessFacts.None, TestHost.Owner) is SignInOutcome.Recorded,
        };

        // A fresh proof of an old contact, or the recovery code: what follows is the owner's own doing.
        _isWonBack = isDone && verb is Verb.Remove or Verb.RedeemCode;
    }

    private async Task LookAsync()
    {
        if ((await host.SecurityInfo.GetAsync(Alice)).WaitUntil is { } until)
        {
            Expect(until == _requested + WaitScene.Length, $"ends at {until}, requested at {_requested}");
        }

        if (_record.State == AccountState.AfterWait)
        {
            Expect(_hasWaited || Now >= _requested + WaitScene.Length, $"over at {Now}, requested at {_requested}");
            _hasWaited = true;
        }

        bool isThiefs = _record.Contacts.Verified.Any(IsThiefs);
        _confirmed = isThiefs ? _confirmed ?? Now : _confirmed;
        IsAllNew = !_isWonBack
            && (isThiefs || (_code is not null && _record.RecoveryCode.Code is not null))
            && !_record.Contacts.Items.Any(contact => !IsThiefs(contact) && contact.State is ContactState.Verified or ContactState.Leaving)
            && (_code is not null || _record.RecoveryCode.Live is null);
        Expect(!IsAllNew || _hasWaited || Now >= _confirmed + ContactScene.Month, $"all new at {Now}, confirmed at {_confirmed}");
    }

    // The next end, a microsecond before it, that of the wait, or somewhere else; every third time with a sweep.
    private async Task PassAsync(int what, int pick)
    {
        _vouched = null;
        Instant next = MachineShape.Of(new MachineState(_record, Now, TwoStep: true)).Boundaries.Where(at => at > Now + ContactScene.Grain).DefaultIfEmpty(Now + ContactScene.Month).Min();
        host.Clock.Set(what switch
        {
            0 => next,
            1 => next - ContactScene.Grain,
            2 when _record.Access.Wait is { } wait && wait.Until > Now + ContactScene.Grain => pick % 2 == 0 ? wait.Until : wait.Until - ContactScene.Grain,
            _ => Now + Jumps[pick % Jumps.Length],
        });
        if (pick % 3 == 0)
        {
            await host.SweepAtAsync(Now);
            _record = (await host.OpenAsync())!;
        }
    }

    private async Task<bool> ConfirmAsync()
    {
        await host.DrainAsync();
        return _pending is { } pending && await host.SecurityInfo.ConfirmAsync(Alice, pending.Flow, host.Mail.LastCodeTo(pending.Address), Thief) is VerifyOutcome.Verified;
    }

    private async Task<bool> CancelAsync(string address)
    {
        bool isDone = await AskAsync(address, ProofPurpose.CancelWait) is { } proof && await host.SecurityInfo.CancelWaitAsync(Alice, TestHost.Stranger.Having(proof)) is ChangeOutcome.Done;
        _requested = isDone ? null : _requested;
        return isDone;
    }

    private async Task<bool> UndoAsync(string address) =>
        await AskAsync(address, ProofPurpose.UndoRemoval) is { } proof && Note(await host.SecurityInfo.UndoRemovalAsync(Alice, TestHost.Stranger.Having(proof)));

    private async Task<bool> MakeCodeAsync(RecoveryTicket[] everything)
    {
        var made = await host.RecoveryCodes.GenerateAsync(Alice, Thief.Having(everything), _code) as IssueOutcome.Issued;
        _code = made?.Sheet.Codes[0].Reveal() ?? _code;
        return made is not null;
    }

    private async Task<bool> RedeemOwnAsync() =>
        _code is not null
        && await host.RecoveryCodes.RedeemAsync(Alice, _code, Thief) is RedeemOutcome.Redeemed { Grant: { } grant }
        && await host.Recovery.CredentialsSetAsync(Alice, Thief.Having(grant)) is CredentialsOutcome.Done;

    private async Task<bool> MakeKeyAsync(RecoveryTicket[] everything) =>
        await host.RecoveryKeys.BeginAsync(Alice, acknowledged: true, Thief.Having(everything)) is BeginKeyOutcome.AwaitingConfirmation begun
        && await host.RecoveryKeys.ConfirmAsync(Alice, begun.Sheet.Codes[0].Reveal(), Thief) is ConfirmOutcome.Confirmed;

    private async Task<bool> ThrowOutAsync() =>
        _record.Contacts.Verified.FirstOrDefault(IsThiefs) is { } thiefs
        && _record.Contacts.Verified.FirstOrDefault(contact => contact.Address == ContactScene.Mira) is { } mine
        && await ProveAsync(mine, ProofPurpose.ChangeSecuritySettings, TestHost.Owner) is { } proof
        && Note(await host.SecurityInfo.RemoveAsync(Alice, thiefs.Id, TestHost.Owner.Having(proof)));

    // What the host vouches for, again once it may be void, and the code of a contact of the thief's, if there is one.
    private async Task<RecoveryTicket[]> EverythingAsync(ProofPurpose purpose)
    {
        if (_vouched is not { } vouched || vouched.Purpose != purpose || vouched.Epoch != _record.Epoch || Now >= vouched.At + Duration.FromMinutes(5))
        {
            List<RecoveryTicket> tickets = [];
            foreach (HostProof proof in Enum.GetValues<HostProof>())
            {
                tickets.Add(await host.VouchAsync(purpose, proof, caller: Thief));
            }

            _vouched = vouched = (Now, purpose, _record.Epoch, [.. tickets]);
        }

        return _record.Contacts.Verified.FirstOrDefault(IsThiefs) is { } own && await ProveAsync(own, purpose, Thief) is { } code ? [.. vouched.Tickets, code] : vouched.Tickets;
    }

    private async Task<RecoveryTicket?> ProveAsync(Contact contact, ProofPurpose purpose, Caller caller)
    {
        host.Clock.Advance(SendLimits.Spacing);
        return await TypeAsync(await host.SendAsync(contact.Id, purpose, caller), contact.Address, purpose, caller);
    }

    private async Task<RecoveryTicket?> AskAsync(string address, ProofPurpose purpose)
    {
        host.Clock.Advance(SendLimits.Spacing);
        return await TypeAsync(await host.SecurityCodes.SendToMatchAsync(Alice, address, purpose, TestHost.Stranger), address, purpose, TestHost.Stranger);
    }

    private async Task<RecoveryTicket?> TypeAsync(SendOutcome outcome, string address, ProofPurpose purpose, Caller caller)
    {
        if (outcome is not SendOutcome.Sent sent)
        {
            return null;
        }

        await host.DrainAsync();
        return (await host.SecurityCodes.VerifyAsync(Alice, sent.Challenge, host.Mail.LastCodeTo(address), purpose, caller) as VerifyOutcome.Verified)?.Proof;
    }

    private bool Note(ChangeOutcome outcome, string? address = null)
    {
        switch (outcome)
        {
            case ChangeOutcome.WaitStarted started:
                Expect(started.Until == Now + WaitScene.Length, $"begins at {Now} and ends at {started.Until}");
                _requested = Now;
                return true;
            case ChangeOutcome.CodeSent sent:
                _pending = (sent.Challenge, address!);
                return true;
            default:
                return outcome is ChangeOutcome.Done;
        }
    }

    private static bool IsThiefs(Contact contact) => contact.Address is ThiefStart.Eve or Elsewhere;

    private void Expect(bool holds, string otherwise) => Fault ??= holds ? null : otherwise;
}
