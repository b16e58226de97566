using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace AccountRecovery;

/// <summary>A recovery code or a recovery key as the record stores it. A spent code is kept, so that it can be distinguished from a wrong code.</summary>
/// <param name="Number">The number of the code within the account, from 1.</param>
/// <param name="Salt">16 random bytes.</param>
/// <param name="Tag">The keyed hash of the code.</param>
/// <param name="IssuedAt">When the code was issued; for a recovery key, when it was typed back.</param>
internal sealed record SavedCode(int Number, ImmutableArray<byte> Salt, ImmutableArray<byte> Tag, Instant IssuedAt)
{
    internal Instant? SpentAt { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal const int SaltSize = CodeTags.SaltSize;

    internal static SavedCode Of(RecoveryMethod method, int number, ReadOnlySpan<byte> symbols, ImmutableArray<byte> salt, RecordSecret secret, Instant now) =>
        new(number, salt, [.. CodeTags.Keyed(secret, method, salt.AsSpan(), symbols)], now);

    /// <summary>Whether these symbols are the code. Compares in fixed time.</summary>
    internal bool Is(RecoveryMethod method, ReadOnlySpan<byte> symbols, RecordSecret secret) =>
        CryptographicOperations.FixedTimeEquals(CodeTags.Keyed(secret, method, Salt.AsSpan(), symbols), Tag.AsSpan());

    internal void Write(FieldWriter fields)
    {
        fields.Number(1, Number);
        fields.Bytes(2, Salt.AsSpan());
        fields.Bytes(3, Tag.AsSpan());
        fields.Time(4, IssuedAt);
        fields.Time(5, SpentAt);
        fields.Unknown(Unknown);
    }

    internal static SavedCode Read(FieldReader fields)
    {
        var code = new SavedCode(0, [], [], default);
        while (fields.Next())
        {
            code = fields.Number switch
            {
                1 => code with { Number = fields.Int() },
                2 => code with { Salt = [.. fields.Value] },
                3 => code with { Tag = [.. fields.Value] },
                4 => code with { IssuedAt = fields.Time() },
                5 => code with { SpentAt = fields.Time() },
                _ => code with { Unknown = code.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return code;
    }
}
