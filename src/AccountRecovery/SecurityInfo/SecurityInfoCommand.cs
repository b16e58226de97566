using System.Diagnostics;

namespace AccountRecovery;

/// <summary>What can be done with the contacts of an account. Confirming one is verifying its code.</summary>
internal abstract record SecurityInfoCommand
{
    private SecurityInfoCommand(ProofsGiven given, ReceiptAsk? receipt, CallerTrace from)
    {
        (Given, Receipt, From) = (given, receipt, from);
    }

    /// <summary>What the caller brings.</summary>
    internal ProofsGiven Given { get; init; }

    /// <summary>What makes a repeated call the same call.</summary>
    internal ReceiptAsk? Receipt { get; init; }

    /// <summary>Who asks.</summary>
    internal CallerTrace From { get; init; }

    // A record prints its members, and an address is the person's.
    public sealed override string ToString() => GetType().Name;

    /// <summary>Adds a contact, or the notice address of a wait.</summary>
    /// <param name="Channel">How messages will reach it.</param>
    /// <param name="Address">The address as it will be kept.</param>
    /// <param name="Country">A phone number's country.</param>
    /// <param name="IsForNotices">Whether it is a notice address.</param>
    /// <param name="Challenge">The handle of the flow that it begins.</param>
    /// <param name="Given">What the caller brings.</param>
    /// <param name="Receipt">What makes a repeated call the same call.</param>
    /// <param name="From">Who asks.</param>
    internal sealed record Add(Channel Channel, string Address, string? Country, bool IsForNotices, long Challenge, ProofsGiven Given, ReceiptAsk? Receipt, CallerTrace From)
        : SecurityInfoCommand(Given, Receipt, From)
    {
        // Not public, so that no serializer and no destructuring log shows it either.
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        internal string Address { get; init; } = Address;
    }

    /// <summary>Removes one contact; the last one as all of them.</summary>
    internal sealed record Remove(int Contact, ProofsGiven Given, ReceiptAsk? Receipt, CallerTrace From) : SecurityInfoCommand(Given, Receipt, From);

    /// <summary>Undoes the removal of the contact whose code was typed.</summary>
    internal sealed record Undo(ProofsGiven Given, ReceiptAsk? Receipt, CallerTrace From) : SecurityInfoCommand(Given, Receipt, From);

    /// <summary>Removes all contacts, and begins the wait.</summary>
    internal sealed record RemoveAll(ProofsGiven Given, ReceiptAsk? Receipt, CallerTrace From) : SecurityInfoCommand(Given, Receipt, From);

    /// <summary>Cancels the wait.</summary>
    internal sealed record Cancel(ProofsGiven Given, ReceiptAsk? Receipt, CallerTrace From) : SecurityInfoCommand(Given, Receipt, From);

    /// <summary>Freezes a recovery by the recovery code.</summary>
    internal sealed record Freeze(ProofsGiven Given, ReceiptAsk? Receipt, CallerTrace From) : SecurityInfoCommand(Given, Receipt, From);
}
