using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>
/// Signs tickets and checks them. The signature covers the account and the session, but the ticket does not contain them, so it reveals neither to a stranger.
/// </summary>
internal sealed class TicketSigner(KeyRing keys)
{
    private const byte Version = 1;
    private const int BodySize = 1 + KeyId.Size + 1 + 1 + 1 + 8 + 8 + 8 + 4;
    private const int MacSize = 32;

    // One signing key for each root key, derived when the root key signs or checks its first ticket.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ConcurrentDictionary<KeyId, byte[]> _signing = new();

    internal RecoveryTicket Sign(AccountId account, string? session, TicketFacts facts)
    {
        byte[] bytes = new byte[BodySize + MacSize];
        bytes[0] = Version;
        keys.Active.Id.Write(bytes.AsSpan(1));
        bytes[9] = (byte)facts.Kind;
        bytes[10] = (byte)facts.Purpose;
        bytes[11] = facts.Epoch is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(12), facts.Epoch ?? 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(20), Microseconds.From(facts.Issued));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(28), Microseconds.From(facts.Expires));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(36), facts.Contact);
        Mac(keys.Active, account, session, bytes.AsSpan(0, BodySize), bytes.AsSpan(BodySize));
        return new RecoveryTicket(bytes);
    }

    /// <summary>Returns the facts of the ticket, or null if the ticket was not made for this account and session with a key of this key ring.</summary>
    internal TicketFacts? Open(AccountId account, string? session, RecoveryTicket ticket)
    {
        ReadOnlySpan<byte> bytes = ticket.Bytes;
        if (bytes.Length != BodySize + MacSize || bytes[0] != Version || !keys.TryGet(KeyId.Read(bytes[1..]), out RootKey? key))
        {
            return null;
        }

        Span<byte> expected = stackalloc byte[MacSize];
        Mac(key, account, session, bytes[..BodySize], expected);
        return CryptographicOperations.FixedTimeEquals(expected, bytes[BodySize..])
            ? new TicketFacts(
                (ProofKind)bytes[9],
                (ProofPurpose)bytes[10],
                bytes[11] == 0 ? null : BinaryPrimitives.ReadInt64BigEndian(bytes[12..]),
                Microseconds.ToInstant(BinaryPrimitives.ReadInt64BigEndian(bytes[20..])),
                Microseconds.ToInstant(BinaryPrimitives.ReadInt64BigEndian(bytes[28..])))
            {
                Contact = BinaryPrimitives.ReadInt32BigEndian(bytes[36..]),
            }
            : null;
    }

    private void Mac(RootKey key, AccountId account, string? session, ReadOnlySpan<byte> body, Span<byte> mac)
    {
        var input = new PurposeInput(stackalloc byte[1024], "AccountRecovery ticket");
        input.Add(account.Value);
        input.Add(session is null ? 0L : 1L);
        input.Add(session ?? string.Empty);
        input.Add(body);
        Derivation.Tag(_signing.GetOrAdd(key.Id, static (_, key) => SigningKey(key), key), input, mac);
    }

    private static byte[] SigningKey(RootKey key)
    {
        byte[] signing = new byte[Derivation.KeySize];
        key.Derive(new PurposeInput(stackalloc byte[64], "AccountRecovery ticket key"), signing);
        return signing;
    }
}
