using System.Reflection;
using NodaTime;

namespace AccountRecovery;

/// <summary>The rules, each broken in one place by the least that can be: what the walks and laws have to catch.</summary>
internal static class MachineTwins
{
    private static readonly MachineRules Real = MachineRules.Real;

    /// <summary>The wait is a microsecond short.</summary>
    internal static readonly MachineRules ShortWait = MachineRules.Under(new RecoveryPolicy(
        new AccountRecoveryOptions { Site = "Shop", Wait = (WaitScene.Length - ContactScene.Grain).ToTimeSpan() }, keepEvents: false, Enum.GetValues<ContactChannel>()));

    /// <summary>The wait is over a microsecond before its length.</summary>
    internal static readonly MachineRules EndsEarly = Real with
    {
        Advance = (record, now) => record.Access.Wait is { } wait && now == wait.Until - ContactScene.Grain ? Real.Advance(record, wait.Until) with { Latest = now } : Real.Advance(record, now),
    };

    /// <summary>The wait ends when somebody looks, and not when it was said to.</summary>
    internal static readonly MachineRules EndsWhenSeen = Real with
    {
        Advance = (record, now) => Real.Advance(record, now) is { Access.Reentry: { IsAfterWait: true } ended } next && record.Access.Wait is not null
            ? next with { Access = next.Access with { Reentry = ended with { Since = now } } }
            : Real.Advance(record, now),
    };

    /// <summary>A session cancels the wait.</summary>
    internal static readonly MachineRules SessionCancels = Real with
    {
        Decide = (record, command, now) => command.Verb == Verb.Cancel
            && record?.Contacts.Items.FirstOrDefault(contact => contact.State == ContactState.Leaving) is { } leaving
            && command.Tickets is [{ Kind: ProofKind.HostSession } session]
                ? Real.Decide(record, command with { Tickets = [session with { Kind = ProofKind.ContactCode, Contact = leaving.Number }] }, now)
                : Real.Decide(record, command, now),
    };

    /// <summary>A skip lasts 24 hours and a microsecond.</summary>
    internal static readonly MachineRules LongSkip = Real with
    {
        Decide = (record, command, now) => Real.Decide(record, command, now) is { Next: { Access.Prompt: { SkippedUntil: { } until } prompt } next } ruling && command.Verb == Verb.Skip
            ? ruling with { Next = next with { Access = next.Access with { Prompt = prompt with { SkippedUntil = until + ContactScene.Grain } } } }
            : Real.Decide(record, command, now),
    };

    /// <summary>A contact is settled as soon as it is confirmed.</summary>
    internal static readonly MachineRules YoungIsSettled = Real with
    {
        Decide = (record, command, now) => On(record, before => before with { Contacts = before.Contacts.Move(Settled) }, (next, before) => next with
        {
            Contacts = next.Contacts.Move(contact => before.Contacts.Find(contact.Number) is { } was ? contact with { SettlesAtOnce = was.SettlesAtOnce } : contact),
        }, command, now),
    };

    /// <summary>Whatever is added settles at once.</summary>
    internal static readonly MachineRules SettlesAnything = Real with
    {
        Decide = (record, command, now) => Real.Decide(record, command, now) is { Next: { Contacts.Pending: { } pending } next } ruling && command.Verb == Verb.Add
            ? ruling with { Next = next with { Contacts = next.Contacts.Put(pending with { SettlesAtOnce = true }) } }
            : Real.Decide(record, command, now),
    };

    /// <summary>Freezing is written down, and nothing looks at it.</summary>
    internal static readonly MachineRules FreezeIsIgnored = Real with
    {
        Decide = (record, command, now) => command.Verb is Verb.Freeze or Verb.Release
            ? Real.Decide(record, command, now)
            : On(record, before => before with { Access = before.Access with { FrozenAt = null } }, (next, before) => next with
            {
                Access = next.Access with { FrozenAt = before.Access.FrozenAt },
            }, command, now),
    };

    /// <summary>A removal is undone after its 720 hours, too.</summary>
    internal static readonly MachineRules LateUndo = Real with
    {
        Advance = (record, now) =>
        {
            AccountRecord next = Real.Advance(record with { Contacts = record.Contacts.Move(contact => contact.State == ContactState.Removed ? contact with { Until = null } : contact) }, now);
            return next with
            {
                Contacts = next.Contacts.Move(contact => contact.State == ContactState.Removed && record.Contacts.Find(contact.Number) is { } was ? contact with { Until = was.Until } : contact),
            };
        },
    };

    /// <summary>A young contact removes an older one.</summary>
    internal static readonly MachineRules YoungRemovesOlder = Real with
    {
        Decide = (record, command, now) => command.Verb == Verb.Remove
            ? On(record, before => before with { Contacts = before.Contacts.Move(contact => contact.VerifiedAt is null ? contact : contact with { VerifiedAt = before.Contacts.Verified.Min(other => other.VerifiedAt) }) }, (next, before) => next with
            {
                Contacts = next.Contacts.Move(contact => before.Contacts.Find(contact.Number) is { } was ? contact with { VerifiedAt = was.VerifiedAt } : contact),
            }, command, now)
            : Real.Decide(record, command, now),
    };

    internal static MachineRules Of(string name) => (MachineRules)typeof(MachineTwins).GetField(name, BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    // The rule sees another record than there is, and what it makes of that is put right again.
    private static Ruling On(
        AccountRecord? record, Func<AccountRecord, AccountRecord> seen, Func<AccountRecord, AccountRecord, AccountRecord> restored, MachineCommand command, Instant now)
    {
        Ruling ruling = Real.Decide(record is null ? null : seen(record), command, now);
        return ruling.Next is { } next && record is not null ? ruling with { Next = restored(next, record) } : ruling;
    }

    private static Contact? Settled(Contact contact) => contact with { SettlesAtOnce = true };
}
