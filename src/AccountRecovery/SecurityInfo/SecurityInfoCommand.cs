using System.Diagnostics;

namespace AccountRecovery;

/// <summary>What can be done with the contacts of an account. Confirming one is verifying its code.</summary>
/// <param name="Call">The call.</param>
internal abstract record SecurityInfoCommand(RecoveryCall Call)
{
    // A record prints its members, and an address is the person's.
    public sealed override string ToString() => GetType().Name;

    internal abstract T Match<T>(
        Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze);

    /// <summary>Adds a contact, or the notice address of a wait.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="Channel">How messages will reach it.</param>
    /// <param name="Address">The address as it will be kept.</param>
    /// <param name="Country">A phone number's country.</param>
    /// <param name="IsForNotices">Whether it is a notice address.</param>
    /// <param name="Challenge">The handle of the flow that it begins.</param>
    internal sealed record Add(RecoveryCall Call, ContactChannel Channel, string Address, string? Country, bool IsForNotices, ChallengeId Challenge) : SecurityInfoCommand(Call)
    {
        // Not public, so that no serializer and no destructuring log shows it either.
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal string Address { get; init; } = Address;

        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => add(this);
    }

    /// <summary>Removes one contact; the last one as all of them.</summary>
    internal sealed record Remove(RecoveryCall Call, int Contact) : SecurityInfoCommand(Call)
    {
        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => remove(this);
    }

    /// <summary>Undoes the removal of the contact whose code was typed.</summary>
    internal sealed record Undo(RecoveryCall Call) : SecurityInfoCommand(Call)
    {
        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => undo(this);
    }

    /// <summary>Removes all contacts, and begins the wait.</summary>
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

    /// <summary>Freezes a recovery by the recovery code.</summary>
    internal sealed record Freeze(RecoveryCall Call) : SecurityInfoCommand(Call)
    {
        internal override T Match<T>(
            Func<Add, T> add, Func<Remove, T> remove, Func<RemoveAll, T> removeAll, Func<Undo, T> undo, Func<Cancel, T> cancel, Func<Freeze, T> freeze) => freeze(this);
    }
}
