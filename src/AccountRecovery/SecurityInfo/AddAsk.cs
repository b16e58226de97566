using System.Diagnostics;

namespace AccountRecovery;

/// <summary>A wish to add a contact that was found to be an address.</summary>
/// <param name="Channel">How messages will reach it.</param>
/// <param name="Address">The address as it will be kept.</param>
/// <param name="Country">A phone number's country.</param>
/// <param name="Given">What the caller brings.</param>
/// <param name="Challenge">The handle of the flow that it begins.</param>
/// <param name="Receipt">What makes a repeated call the same call.</param>
/// <param name="From">Who asks.</param>
internal sealed record AddAsk(Channel Channel, string Address, string? Country, ProofsGiven Given, long Challenge, ReceiptAsk? Receipt, CallerTrace From)
{
    // Not public, so that no serializer and no destructuring log shows it either.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Address { get; init; } = Address;

    // A record prints its members, and the address is the person's.
    public override string ToString() => nameof(AddAsk);
}
