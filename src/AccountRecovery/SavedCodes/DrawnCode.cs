using System.Collections.Immutable;
using System.Security.Cryptography;

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
        new(CodeGenerator.DrawSet(format, 1)[0], [.. RandomNumberGenerator.GetBytes(CodeTags.SaltSize)]);
}
