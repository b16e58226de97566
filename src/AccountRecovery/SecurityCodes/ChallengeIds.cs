using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>
/// Draws the handles of challenges. A call with an idempotency key always gets the same handle, so a repeated call returns this handle whether or not the
/// account is known.
/// </summary>
internal sealed class ChallengeIds(KeyRing keys)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Lazy<byte[]> _key = new(() =>
    {
        byte[] derived = new byte[Derivation.KeySize];
        keys.Active.Derive(new PurposeInput(stackalloc byte[64], "AccountRecovery challenge handle"), derived);
        return derived;
    });

    internal ChallengeId Draw(AccountId account, Caller caller, ReceiptVerb verb)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        if (caller.GivenKey is not { } key)
        {
            RandomNumberGenerator.Fill(bytes);
            return new ChallengeId(BinaryPrimitives.ReadInt64BigEndian(bytes));
        }

        var input = new PurposeInput(stackalloc byte[1024], "AccountRecovery challenge");
        input.Add(account.Value);
        input.Add((long)verb);
        input.Add(caller.GivenSession is null ? 0L : 1L);
        input.Add(caller.GivenSession ?? string.Empty);
        input.Add(key);
        Derivation.Tag(_key.Value, input, bytes);
        return new ChallengeId(BinaryPrimitives.ReadInt64BigEndian(bytes));
    }
}
