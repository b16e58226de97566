using System.Diagnostics;

namespace AccountRecovery;

/// <summary>A change to the contacts of an account. Confirming a contact is not one of these commands: it is done by verifying the contact's code.</summary>
/// <param name="Call">The call.</param>
internal abstract record SecurityInfoCommand(RecoveryCall Call)
{
    // The generated ToString of a record prints its members, and an address is personal data.
    public sealed override string ToString() => GetType().Name;

    internal abstract T Match<T>(
        Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze);

    /// <summary>Adds a contact, or the notice address of a wait.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="Channel">How messages will reach the contact.</param>
    /// <param name="Address">The address as the record will store it.</param>
    /// <param name="Country">The country of a phone number; otherwise null.</param>
    /// <param name="IsForNotices">Whether the address is the notice address of a wait.</param>
    /// <param name="Challenge">The handle of the challenge that begins.</param>
    internal sealed record Add(RecoveryCall Call, ContactChannel Channel, string Address, string? Country, bool IsForNotices, ChallengeId Challenge) : SecurityInfoCommand(Call)
    {
        // Not public, so that no serializer and no destructuring log shows the address.
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal string Address { get; init; } = Address;

        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => add(this);
    }

    /// <summary>Removes one contact. Removing the last contact is the same as removing all.</summary>
    internal sealed record Remove(RecoveryCall Call, int Contact) : SecurityInfoCommand(Call)
    {
        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => remove(this);
    }

    /// <summary>Undoes the removal of the contact whose code was verified.</summary>
    internal sealed record Undo(RecoveryCall Call) : SecurityInfoCommand(Call)
    {
        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => undo(this);
    }

    /// <summary>Removes all contacts, which begins the wait.</summary>
    internal sealed record RemoveAll(RecoveryCall Call) : SecurityInfoCommand(Call)
    {
        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => removeAll(this);
    }

    /// <summary>Cancels the wait.</summary>
    internal sealed record Cancel(RecoveryCall Call) : SecurityInfoCommand(Call)
    {
        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => cancel(this);
    }

    /// <summary>Freezes the account after a recovery by the recovery code.</summary>
    internal sealed record Freeze(RecoveryCall Call) : SecurityInfoCommand(Call)
    {
        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => freeze(this);
    }
}
