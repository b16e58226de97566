using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace AccountRecovery;

/// <summary>A new code with its salt, drawn before the write that issues it: the rules know no randomness.</summary>
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

    /// <summary>The code as a record stores it: its keyed hash.</summary>
    internal SavedCode ToStore(RecoveryMethod method, int number, RecordSecret secret, Instant now) =>
        SavedCode.Of(method, number, Code.Symbols, Salt, secret, now);
}
