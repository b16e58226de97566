using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>Somebody in the walk: what the host vouches for, whose messages they read, and which codes they have.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Vouched">What the host vouches for when they ask.</param>
/// <param name="Addresses">Addresses that they read, in the order in which they add them.</param>
internal sealed record Hands(string Name, ImmutableArray<ProofKind> Vouched, ImmutableArray<string> Addresses)
{
    internal static readonly ImmutableArray<ProofKind> Everything = [ProofKind.HostSession, ProofKind.HostPassword, ProofKind.HostTwoStep, ProofKind.TrustedDevice];

    /// <summary>Whoever can do everything, and all that the host can do: nothing that is possible is left out.</summary>
    internal static readonly Hands Anyone = new("anyone", Everything, [ContactScene.Mira, ContactScene.Work, "third@example.org", "fourth@example.edu"]) { IsHost = true };

    /// <summary>The owner of an account that somebody else is after.</summary>
    internal static readonly Hands Owner = new("owner", Everything, [ContactScene.Mira, ContactScene.Work]) { IsHost = true, MostContacts = 2 };

    /// <summary>The code that they make; who made one is told by its salt.</summary>
    internal DrawnCode Code { get; } = DrawnCode.Draw(CodeFormat.RecoveryCode);

    internal DrawnCode Key { get; } = DrawnCode.Draw(CodeFormat.RecoveryKey);

    /// <summary>Whether operators do what they ask: after a review, they know who is who.</summary>
    internal bool IsHost { get; init; }

    /// <summary>Whether new credentials are theirs, and shut out everybody who knew the old ones.</summary>
    internal bool IsOwner => IsHost;

    /// <summary>Contacts that they keep the number below, so that the walk ends.</summary>
    internal int MostContacts { get; init; } = 3;

    /// <summary>Somebody who is after another's account, with what the host takes for the owner.</summary>
    internal static Hands Attacker(params ProofKind[] vouched) => new("attacker", [.. vouched], ["eve@example.com", "eve@example.net"]) { MostContacts = 2 };

    internal bool Reads(Contact contact) => Addresses.Contains(contact.Address);

    internal bool Made(SavedCode? code) => code is not null && (code.Salt.SequenceEqual(Code.Salt) || code.Salt.SequenceEqual(Key.Salt));
}
