using NodaTime;

namespace AccountRecovery;

/// <summary>Makes the events of everything that happens to an account; the queue numbers them.</summary>
internal static class EventFor
{
    /// <summary>Something that happened to the account as a whole.</summary>
    internal static QueuedEvent Account(RecoveryEventKind kind, RecoveryMethod method, Instant at, CallerTrace from) => new(0, kind, method, at, from);

    /// <summary>Something that happened to a recovery code or a recovery key.</summary>
    internal static QueuedEvent Code(RecoveryEventKind kind, RecoveryMethod method, int number, Instant at, CallerTrace from) =>
        Account(kind, method, at, from) with { SetNumber = number };

    /// <summary>Something that happened to a set of backup codes.</summary>
    internal static QueuedEvent Set(RecoveryEventKind kind, CodeSet set, Instant at, CallerTrace from) =>
        Account(kind, RecoveryMethod.BackupCodes, at, from) with { Remaining = set.Remaining, SetNumber = set.Number };

    /// <summary>Something that happened to a contact, or was done by its code.</summary>
    internal static QueuedEvent Contact(RecoveryEventKind kind, Contact contact, Instant at, CallerTrace from) =>
        Account(kind, RecoveryMethod.SecurityCodes, at, from) with { Contact = contact.Number, Channel = contact.Channel };

    /// <summary>Something that happened to the contacts together: a wait, a prompt.</summary>
    internal static QueuedEvent Contacts(RecoveryEventKind kind, Instant at, CallerTrace from) => Account(kind, RecoveryMethod.SecurityCodes, at, from);

    /// <summary>A failed attempt; those that are alike are counted in one event.</summary>
    internal static QueuedEvent RefusedAttempt(RecoveryMethod method, bool attested, Instant at, CallerTrace from) =>
        Account(RecoveryEventKind.AttemptRefused, method, at, from) with { Attested = attested };
}
