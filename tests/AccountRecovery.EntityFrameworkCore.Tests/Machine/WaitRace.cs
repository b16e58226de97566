using System.Collections.Concurrent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Eight applications change one account at the same moment; then what each was told, what the host was told and what is stored are compared.</summary>
internal sealed class WaitRace(CodeCrew crew, AccountId account)
{
    private static readonly RecoveryEventKind[] Compared =
    [
        RecoveryEventKind.WaitStarted, RecoveryEventKind.WaitCancelled, RecoveryEventKind.RemovalUndone, RecoveryEventKind.ContactAdded,
        RecoveryEventKind.ContactConfirmed, RecoveryEventKind.ContactRemoved, RecoveryEventKind.CodeRedeemed,
    ];

    private const int Undoes = 5;
    private const int Redeems = 6;

    /// <summary>Rounds in each of which somebody wins: who removes all and who cancels, who undoes, who redeems.</summary>
    internal static IReadOnlyList<HeadStart> HeadStarts { get; } = [new(0, Undoes: false, Redeems: false), new(Undoes, Undoes: true, Redeems: false), new(Redeems, Undoes: false, Redeems: true)];

    private readonly ConcurrentBag<RecoveryEventKind> _done = [];
    private readonly List<RecoveryEventKind> _earlier = [];
    private readonly List<string> _faults = [];
    private string _recovery = string.Empty;
    private RecoveryTicket? _settled;
    private RecoveryTicket? _undo;
    private ContactId _phone;
    private ChangeOutcome? _pending;
    private string _pendingCode = string.Empty;
    private long _before;

    /// <summary>What does not fit together; nothing in a library that is right.</summary>
    internal IReadOnlyList<string> Faults => _faults;

    /// <summary>How often something was done in both halves.</summary>
    internal int Total(RecoveryEventKind kind) => _earlier.Count(done => done == kind) + Count(kind);

    /// <summary>Runs one: whoever removes all, adds, confirms, removes one, undoes and redeems; then, where a wait runs, whoever cancels it and all others once more.</summary>
    /// <param name="undoes">Whether one of them undoes a removal.</param>
    /// <param name="redeems">Whether one of them redeems the recovery code.</param>
    /// <param name="headStart">Who has done it before the others begin; in the wait, whoever cancels. Null for nobody.</param>
    /// <param name="unguarded">Where those meet whose store looks at no revision.</param>
    internal async Task RunAsync(bool undoes, bool redeems, HeadStart? headStart = null, Meeting? unguarded = null)
    {
        await PrepareAsync();
        Instant at = crew.Now;
        unguarded?.Arm();
        await TogetherAsync(
            headStart?.Call,
            app => RemoveAllAsync(app, CodeCrew.Owner),
            app => RemoveAllAsync(app, new Caller { Session = "session-2" }),
            app => RemoveAllAsync(app, new Caller { Session = "session-3" }),
            async app => Note(await app.SecurityInfo().AddAsync(account, NewContact.Email(WaitScene.Away), CodeCrew.Owner.Having(_settled!))),
            async app => Note(await app.SecurityInfo().ConfirmAsync(account, ((ChangeOutcome.CodeSent)_pending!).Challenge, _pendingCode, CodeCrew.Owner)),
            async app => Note(undoes ? await app.SecurityInfo().UndoRemovalAsync(account, CodeCrew.Stranger.Having(_undo!)) : await RemovePhoneAsync(app)),
            async app => _ = redeems ? Note(await app.RecoveryCodes().RedeemAsync(account, _recovery, CodeCrew.Stranger)) : await RemoveAllAsync(app, CodeCrew.Owner),
            app => RemoveAllAsync(app, new Caller { Session = "session-4" }));
        bool began = Count(RecoveryEventKind.WaitStarted) > 0;
        await CompareAsync(at, AccountState.Established);
        if ((await crew.OpenAsync(account)).State != AccountState.Waiting)
        {
            Expect(began || undoes || redeems, "No wait has begun, and nothing was in its way.");
            return;
        }

        _undo = undoes && (await crew.OpenAsync(account)).Contacts.Has(ContactState.Removed)
            ? await crew.ProveAsStrangerAsync(account, WaitScene.Work, ProofPurpose.UndoRemoval)
            : _undo;
        RecoveryTicket first = await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.CancelWait);
        RecoveryTicket second = await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.CancelWait);
        _before = (await crew.OpenAsync(account)).Events.LastSequence;
        _earlier.AddRange(_done);
        _done.Clear();
        Instant then = crew.Now;
        await TogetherAsync(
            headStart is null ? null : 0,
            app => CancelAsync(app, first),
            app => CancelAsync(app, second),
            app => CancelAsync(app, first),
            app => RemoveAllAsync(app, CodeCrew.Owner),
            async app => Note(await app.SetNoticeAsync(account, WaitScene.Away)),
            async app => _ = undoes ? Note(await app.SecurityInfo().UndoRemovalAsync(account, CodeCrew.Stranger.Having(_undo!))) : await CancelAsync(app, second),
            async app => _ = redeems ? Note(await app.RecoveryCodes().RedeemAsync(account, _recovery, CodeCrew.Stranger)) : await RemoveAllAsync(app, CodeCrew.Owner),
            app => RemoveAllAsync(app, CodeCrew.Owner));
        Expect(!_done.IsEmpty, "Nothing came of any call in the wait.");
        await CompareAsync(then, AccountState.Waiting);
    }

    private async Task PrepareAsync()
    {
        ContactId mail = await crew.AddFirstAsync(account);
        _settled = await crew.ProveAsync(account, mail, ProofPurpose.ChangeSecuritySettings);
        _phone = await crew.AddByAsync(account, NewContact.Phone(CodeCrew.Phone), _settled);
        ContactId work = await crew.AddByAsync(account, NewContact.Email(WaitScene.Work), _settled);
        crew.Advance(Duration.FromSeconds(1));
        Assert.IsType<ChangeOutcome.Done>(await crew[0].SecurityInfo().RemoveAsync(account, work, CodeCrew.Owner.Having(_settled)));
        _recovery = await crew.MakeRecoveryCodeAsync(account, _settled);
        _undo = await crew.ProveAsStrangerAsync(account, WaitScene.Work, ProofPurpose.UndoRemoval);
        _pending = await crew[0].SecurityInfo().AddAsync(account, NewContact.Email(WaitScene.Other), CodeCrew.Owner.Having(_settled));
        await crew.DrainAsync();
        _pendingCode = crew.LastCode(account);
        _before = (await crew.OpenAsync(account)).Events.LastSequence;
    }

    private async Task TogetherAsync(int? first, params Func<RecoveryApp, Task>[] calls)
    {
        if (first is { } ahead)
        {
            await calls[ahead](crew[ahead]);
        }

        int[] together = [.. Enumerable.Range(0, calls.Length).Where(n => n != first)];
        using var barrier = new Barrier(together.Length);
        Task Begin(int n)
        {
            barrier.SignalAndWait();
            return calls[n](crew[n]);
        }

        await Task.WhenAll(together.Select(n =>
            Task.Factory.StartNew(() => Begin(n), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    private async Task<bool> RemoveAllAsync(RecoveryApp app, Caller caller) => Note(await app.RemoveAllAsync(account, caller));

    private async Task<ChangeOutcome> RemovePhoneAsync(RecoveryApp app) => await app.SecurityInfo().RemoveAsync(account, _phone, CodeCrew.Owner.Having(_settled!));

    private async Task<bool> CancelAsync(RecoveryApp app, RecoveryTicket proof) =>
        Note(await app.SecurityInfo().CancelWaitAsync(account, CodeCrew.Stranger.Having(proof)), RecoveryEventKind.WaitCancelled);

    private bool Note(ChangeOutcome outcome, RecoveryEventKind? done = null)
    {
        RecoveryEventKind? kind = outcome switch
        {
            ChangeOutcome.WaitStarted it => it.Until == crew.Now + WaitScene.Wait ? RecoveryEventKind.WaitStarted : RecoveryEventKind.None,
            ChangeOutcome.CodeSent => RecoveryEventKind.ContactAdded,
            ChangeOutcome.Done it => done ?? (it.View.Contacts.Any(contact => contact.State == ContactState.Removed && contact.Id == _phone)
                ? RecoveryEventKind.ContactRemoved
                : RecoveryEventKind.RemovalUndone),
            _ => null,
        };
        return Note(kind);
    }

    private bool Note(VerifyOutcome outcome) => Note(outcome is VerifyOutcome.Verified ? RecoveryEventKind.ContactConfirmed : null);

    private bool Note(RedeemOutcome outcome) => Note(outcome is RedeemOutcome.Redeemed ? RecoveryEventKind.CodeRedeemed : null);

    private bool Note(RecoveryEventKind? kind)
    {
        if (kind is { } done)
        {
            _done.Add(done);
        }

        return kind is not null;
    }

    /// <summary>Which call goes ahead, and what the round is about.</summary>
    internal sealed record HeadStart(int Call, bool Undoes, bool Redeems);

    private int Count(RecoveryEventKind kind) => _done.Count(done => done == kind);

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _faults.Add($"{account}: {otherwise}");
        }
    }

    private async Task CompareAsync(Instant at, AccountState state)
    {
        await crew.SettleAsync(account);
        RecoveryEvent[] all = crew.Told(account);
        Expect(all.Length == 0 || all[^1].Sequence == all.Length, "Events are missing.");
        RecoveryEvent[] told = [.. all.Where(it => it.Sequence > _before && Compared.Contains(it.Kind) && !IsOfCode(it))];
        foreach (RecoveryEventKind kind in Compared)
        {
            int count = told.Count(it => it.Kind == kind);
            Expect(count == Count(kind), $"{kind}: {Count(kind)} done, {count} told.");
        }

        // In the order in which they were told they are a way that one application alone could have gone.
        foreach (RecoveryEvent happened in told)
        {
            state = After(state, happened.Kind) ?? state;
            Expect(happened.At == at, $"{happened.Kind} at {happened.At}, not {at}.");
        }

        AccountRecord record = await crew.OpenAsync(account);
        Expect(record.State == state, $"{record.State} stored, {state} told.");
        Expect(record.Access.Wait is not { } wait || wait.Until == wait.Since + WaitScene.Wait, "The wait has another end.");
        Expect(_done.CountBy(done => done).All(of => of.Value == 1 || of.Key == RecoveryEventKind.ContactAdded), $"More than once: {string.Join(", ", _done)}.");
        Fits(record);
        foreach (RecoveryEventKind kind in (RecoveryEventKind[])[RecoveryEventKind.WaitStarted, RecoveryEventKind.WaitCancelled])
        {
            int notices = crew.Notices(account, kind, CodeCrew.Mira);
            Expect(Count(kind) == 0 || notices == 1, $"{notices} notices of {kind} to one contact.");
        }
    }

    // Which contacts there are, in each state.
    private void Fits(AccountRecord record)
    {
        bool Has(ContactState state) => record.Contacts.Has(state);
        bool fits = record.State switch
        {
            AccountState.Established => Has(ContactState.Verified) && !Has(ContactState.Leaving) && !Has(ContactState.Notice) && record.Access.Wait is null,
            AccountState.Waiting => Has(ContactState.Leaving) && !Has(ContactState.Verified) && record.Access.Reentry is null,
            AccountState.Reentry => Has(ContactState.Voided) && !Has(ContactState.Verified) && !Has(ContactState.Leaving) && !Has(ContactState.Removed) && record.Access.Wait is null,
            _ => false,
        };
        Expect(fits, $"{record.State} with {string.Join(", ", record.Contacts.Items.Select(contact => contact.State))}.");
    }

    private AccountState? After(AccountState before, RecoveryEventKind kind)
    {
        (AccountState[] from, AccountState? to) = kind switch
        {
            RecoveryEventKind.WaitStarted => ((AccountState[])[AccountState.Established], (AccountState?)AccountState.Waiting),
            RecoveryEventKind.WaitCancelled => ([AccountState.Waiting], AccountState.Established),
            RecoveryEventKind.RemovalUndone => ([AccountState.Established, AccountState.Waiting], null),
            RecoveryEventKind.ContactAdded => ([AccountState.Established, AccountState.Waiting], null),
            RecoveryEventKind.CodeRedeemed => ([AccountState.Established, AccountState.Waiting], AccountState.Reentry),
            _ => ([AccountState.Established], null),
        };
        Expect(from.Contains(before), $"{kind} in {before}.");
        return to;
    }

    private static bool IsOfCode(RecoveryEvent told) => told is { Kind: RecoveryEventKind.CodeRedeemed, Method: not RecoveryMethod.RecoveryCode };
}
