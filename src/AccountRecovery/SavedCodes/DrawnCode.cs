using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace AccountRecovery;

/// <summary>A new code with its salt, drawn before the write that issues it, because the rules are pure and draw no random values.</summary>
internal sealed class DrawnCode
{
    private DrawnCode(PlainCode code, ImmutableArray<byte> salt)
    {
        (Code, Salt) = (code, salt);
    }

    internal PlainCode Code { get; }

    internal ImmutableArray<byte> Salt { get; }

    internal static DrawnCode Draw(CodeFormat format) =>
        new(CodeGenerator.DrawSet(format, 1)[0], [.. RandomNumberGenerator.GetBytes(SavedCode.SaltSize)]);

    /// <summary>Returns the code as a record stores it: its keyed hash.</summary>
    internal SavedCode ToStore(RecoveryMethod method, int number, RecordSecret secret, Instant now) =>
        SavedCode.Of(method, number, Code.Symbols, Salt, secret, now);
}
