using System.Collections.Immutable;
using NodaTime;

namespace AccountRecovery;

/// <summary>Where a walk is: an account's record, and what is known beside it.</summary>
/// <param name="Record">The record; null for none.</param>
/// <param name="Now">The instant; the record is brought to it.</param>
/// <param name="TwoStep">Whether the account has a second step.</param>
internal sealed record MachineState(AccountRecord? Record, Instant Now, bool TwoStep)
{
    /// <summary>Tickets that last: the grant, and what redeeming proves.</summary>
    internal ImmutableArray<TicketFacts> Held { get; init; } = [];

    /// <summary>Whether the owner has set new credentials: what others knew is worth nothing.</summary>
    internal bool HasNewCredentials { get; init; }

    /// <summary>Whether sign-ins are remembered. Where they are not, the walk never asks the person by itself, and has fewer states.</summary>
    internal bool KeepsSignIns { get; init; }

    /// <summary>The rules by which a start is made.</summary>
    internal MachineRules Rules { get; init; } = MachineRules.Real;

    /// <summary>How the walk came here.</summary>
    internal Trail? Trail { get; init; }

    internal AccountState State => Record?.State ?? AccountState.None;

    internal bool IsFrozen => Record?.IsFrozen == true;

    /// <summary>The same a moment or a year later.</summary>
    internal MachineState At(Instant now, MachineRules rules)
    {
        AccountRecord record = Emptied(rules.Advance(Record!, now));
        return this with { Record = record, Now = now, Held = Good(Held, record, now), Trail = new Trail(Trail, $"+{now - Now}") };
    }

    /// <summary>After a command.</summary>
    internal MachineState After(MachineCommand command, Ruling ruling, Hands by) => this with
    {
        Record = Emptied(ruling.Next ?? Record!),
        Held = Good(Held.AddRange(ruling.Gives), ruling.Next ?? Record!, Now),
        HasNewCredentials = HasNewCredentials || (command.Verb == Verb.SetCredentials && by.IsOwner),
        Trail = new Trail(Trail, by, command),
    };

    private static ImmutableArray<TicketFacts> Good(ImmutableArray<TicketFacts> held, AccountRecord record, Instant now) =>
        held.IsEmpty ? held : held.RemoveAll(ticket => ticket.Epoch != record.Epoch || now >= ticket.Expires);

    // Queues, receipts, flows and counts are other tests' matter: without them no step finds anything full, and shapes meet.
    private AccountRecord Emptied(AccountRecord record)
    {
        AccountRecord next = record with
        {
            Events = EventQueue.Empty,
            Messages = MessageQueue.Empty,
            Receipts = [],
            SecurityCodes = SecurityCodePart.None,
        };
        return KeepsSignIns
            ? next
            : next with
            {
                Access = next.Access.SignedInAt is null ? next.Access : next.Access with { SignedInAt = null },
                Contacts = next.Contacts.Items.Any(contact => contact.ShownAt is not null)
                    ? next.Contacts.Move(contact => contact with { ShownAt = null })
                    : next.Contacts,
            };
    }
}

/// <summary>The steps that led to a state, last first. Holds no record, so that states can be let go.</summary>
internal sealed class Trail(Trail? before, string step)
{
    private readonly Hands? _by;
    private readonly MachineCommand? _command;

    internal Trail(Trail? before, Hands by, MachineCommand command)
        : this(before, string.Empty)
    {
        (_by, _command) = (by, command);
    }

    public override string ToString() => $"{before}{Environment.NewLine}  {(_command is null ? step : $"{_by!.Name}: {_command}")}";
}
