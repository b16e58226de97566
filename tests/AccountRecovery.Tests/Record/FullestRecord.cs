using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>A record with as much in it as the rules let in: what the limits on queues and traces have to leave room for.</summary>
internal static class FullestRecord
{
    internal static readonly CallerTrace From = CallerTrace.Of(new Caller
    {
        CorrelationId = new string('c', 999),
        Source = new string('s', 999),
        Device = new string('d', 999),
        Culture = new string('q', 35),
    });

    internal static readonly RecoveryPolicy Policy = new(
        new AccountRecoveryOptions { Site = "Example" }, keepEvents: true, [ContactChannel.Email, ContactChannel.Sms, ContactChannel.Voice]);

    internal static readonly Instant Now = GoldenRecord.At(1);

    /// <summary>Two full sets, attempts under way, both saved codes, all contacts, sends, challenges and receipts; nothing waits yet.</summary>
    /// <param name="addressLength">Characters of each address.</param>
    internal static AccountRecord Quiet(int addressLength)
    {
        AccountRecord saved = GoldenRecord.Saved;
        BackupCodePart part = saved.BackupCodes;
        CodeSet set = part.Live! with { Codes = [.. Enumerable.Repeat(part.Live.Codes[1], BackupCodeService.MaxCodes)] };
        AttemptBudget budget = Enumerable.Range(0, 12).Aggregate(part.Budgets.Anonymous with { InFlight = [] }, (current, _) => AttemptRules.Charge(current, Policy, Now, From));
        AttemptBudget failed = AttemptRules.Fail(budget, budget.LastCharge) with { InFlight = [] };
        return saved with
        {
            Latest = Now,
            BackupCodes = part with { Live = set, Pending = set, Budgets = new AttemptBudgets(budget, budget) },
            RecoveryCode = saved.RecoveryCode with { Code = saved.RecoveryCode.Code! with { SpentAt = null } },
            RecoveryKey = saved.RecoveryKey with { Pending = null, PendingUntil = null },

            // Ten contacts besides those that a recovery has voided: it was set up again since, so neither that nor a wait nor a question nor a freeze is going on.
            Access = GoldenMachine.Record.Access with { Reentry = null, Wait = null, Prompt = null, FrozenAt = null, WaitStarts = [.. Enumerable.Repeat(Now, WaitRules.MostStarts)] },
            Contacts = Contacts(addressLength),
            SecurityCodes = new SecurityCodePart
            {
                Challenges = [.. Enumerable.Range(0, SendLimits.PerAccountAndDay).Select(n => Challenge(long.MaxValue - n, 11 + (n % ContactPart.Most)))],
                Sends = [.. Enumerable.Range(0, SendLimits.PerAccountAndDay).Select(n => new CodeSend(Now, 11 + (n % ContactPart.Most), IsAttested: true))],
                Budgets = new AttemptBudgets(failed, failed),
            },
            Events = EventQueue.Empty with { LastSequence = 100_000, FrozenThrough = 100_000, Holder = long.MinValue, HeldUntil = Now, Faults = 20 },
            Messages = MessageQueue.Empty with { LastNumber = 100_000 },
            Receipts = [.. Enumerable.Repeat(saved.Receipts[0], Receipts.Kept)],
        };
    }

    /// <summary>The same with both queues filled for as long as the recovery code could still tell of its redemption, to the last byte that the places allow.</summary>
    /// <param name="quiet">The record.</param>
    /// <param name="fill">Adds the n-th thing to one of the queues.</param>
    internal static AccountRecord Fill(AccountRecord quiet, Func<AccountRecord, int, AccountRecord> fill)
    {
        AccountRecord full = quiet;
        for (int n = 0; ; n++)
        {
            AccountRecord next = fill(full, n);
            if (!next.HasRoomReserved(3, Policy))
            {
                return TopUp(full);
            }

            full = next;
        }
    }

    /// <summary>Something that is told to the host and to nobody else.</summary>
    internal static AccountRecord AddEvent(AccountRecord record, CallerTrace from) => record with
    {
        Events = record.Events.Add(EventFor.Contact(RecoveryEventKind.SecurityCodeSent, record.Contacts.Items[0], Now, from) with { Attested = true }),
    };

    /// <summary>A notice that a mail server has kept waiting; none joins another.</summary>
    internal static AccountRecord AddNotice(AccountRecord record, CallerTrace from, int recipients)
    {
        ImmutableArray<Recipient> to = [.. record.Contacts.Items.Take(recipients).Select(contact => new Recipient(contact.Number, IsCounted: true))];
        var notice = new QueuedMessage(0, MessageKind.Notice, to, Now, Now + MessageQueue.NoticeLifetime, from)
        {
            About = RecoveryEventKind.CodeRedeemed,
            Method = RecoveryMethod.BackupCodes,
            Remaining = 9,
            Contact = 20,
            Faults = 9,
            NotBefore = Now,
            Holder = long.MinValue,
        };
        return record with { Messages = record.Messages.Add(notice) };
    }

    /// <summary>A security code that is being sent.</summary>
    internal static AccountRecord AddCode(AccountRecord record, CallerTrace from)
    {
        var code = new QueuedMessage(0, MessageKind.SecurityCode, [new Recipient(20, IsCounted: true)], Now, Now + Policy.SecurityCodeLifetime, from)
        {
            Challenge = long.MaxValue,
            Send = 5,
            Faults = 9,
            NotBefore = Now,
            Holder = long.MinValue,
        };
        return record with { Messages = record.Messages.Add(code) };
    }

    /// <summary>What a redeemed recovery code tells, at most; to everybody.</summary>
    internal static AccountRecord TellThree(AccountRecord record) => ((RecoveryEventKind[])[RecoveryEventKind.CodeRedeemed, RecoveryEventKind.CodesIssued, RecoveryEventKind.CodesRevoked])
        .Aggregate(record, (told, kind) => told.Raise(EventFor.Code(kind, RecoveryMethod.RecoveryCode, 99, Now, From) with { Remaining = 1, Attested = true }, Policy));

    // One more, with as long a trace as is left room for.
    private static AccountRecord TopUp(AccountRecord full) => Enumerable.Range(0, From.Size + 1).Reverse()
        .Select(length => AddEvent(full, new CallerTrace(new string('t', length), null, null)))
        .FirstOrDefault(next => next.HasRoomReserved(3, Policy)) ?? full;

    private static ContactPart Contacts(int addressLength)
    {
        string Address(int number) => $"{new string('a', 64)}.{number}@{new string('b', 254)}"[^addressLength..];
        return new ContactPart
        {
            Items =
            [
                .. Enumerable.Range(1, ContactPart.Most).Select(number => Contact(number, Address(number), ContactState.Voided) with { Until = Now + RecoveryPolicy.FreezePeriod, LeftAt = Now }),
                .. Enumerable.Range(1 + ContactPart.Most, ContactPart.Most).Select(number => Contact(number, Address(number), ContactState.Verified)),
            ],
            Numbered = 20,
        };
    }

    private static Contact Contact(int number, string address, ContactState state) =>
        new(number, ContactChannel.Email, address, state, Now - Duration.FromDays(100)) { VerifiedAt = Now - Duration.FromDays(99), ShownAt = Now - Duration.FromDays(1), SettlesAtOnce = true };

    private static Challenge Challenge(long id, int contact) =>
        new(id, contact, ProofPurpose.Recover, ContactChannel.Email, IsAttested: true, Now, Now + Policy.SecurityCodeLifetime) { Sends = 5, Tries = 4 };
}
