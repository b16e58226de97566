using NodaTime;

namespace AccountRecovery;

/// <summary>Creates the events for everything that happens to an account. The queue numbers them.</summary>
internal static class EventFor
{
    /// <summary>Creates an event about the account as a whole.</summary>
    internal static QueuedEvent Account(RecoveryEventKind kind, RecoveryMethod method, Instant at, CallerTrace from) => new(0, kind, method, at, from);

    /// <summary>Creates an event about a recovery code or a recovery key.</summary>
    internal static QueuedEvent Code(RecoveryEventKind kind, RecoveryMethod method, int number, Instant at, CallerTrace from) =>
        Account(kind, method, at, from) with { SetNumber = number };

    /// <summary>Creates an event about a set of backup codes.</summary>
    internal static QueuedEvent Set(RecoveryEventKind kind, CodeSet set, Instant at, CallerTrace from) =>
        Account(kind, RecoveryMethod.BackupCodes, at, from) with { Remaining = set.Remaining, SetNumber = set.Number };

    /// <summary>Creates an event about a contact, or about a change made with a contact's code.</summary>
    internal static QueuedEvent Contact(RecoveryEventKind kind, Contact contact, Instant at, CallerTrace from) =>
        Account(kind, RecoveryMethod.SecurityCodes, at, from) with { Contact = contact.Number, Channel = contact.Channel };

    /// <summary>Creates an event about all contacts together, such as the start of a wait or a prompt.</summary>
    internal static QueuedEvent Contacts(RecoveryEventKind kind, Instant at, CallerTrace from) => Account(kind, RecoveryMethod.SecurityCodes, at, from);

    /// <summary>Creates the event of a failed attempt. The queue counts similar attempts in one event.</summary>
    internal static QueuedEvent RefusedAttempt(RecoveryMethod method, bool attested, Instant at, CallerTrace from) =>
        Account(RecoveryEventKind.AttemptRefused, method, at, from) with { Attested = attested };
}
