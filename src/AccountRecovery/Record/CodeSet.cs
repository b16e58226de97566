using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace AccountRecovery;

/// <summary>One set of backup codes as the record stores it. All codes of a set have the same format, hash scheme and salt.</summary>
/// <param name="Number">The number of the set within the account, from 1. A code is valid only in its own set.</param>
/// <param name="Format">The format of the codes. It is stored, so that imported codes stay valid and older codes stay valid when the option changes.</param>
/// <param name="Scheme">The scheme by which the tags were computed.</param>
/// <param name="Cost">The cost parameters in the notation of the scheme; empty for the keyed hash.</param>
/// <param name="Salt">16 random bytes. They also identify the set in the derivation of the pepper.</param>
/// <param name="Codes">The codes.</param>
/// <param name="IssuedAt">When the set was issued.</param>
internal sealed record CodeSet(
    int Number, CodeFormat Format, string Scheme, string Cost, ImmutableArray<byte> Salt, ImmutableArray<StoredCode> Codes, Instant IssuedAt)
{
    internal bool Imported { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal int Remaining => Codes.Count(code => code.SpentAt is null);

    internal bool IsKeyed => Scheme == CodeTags.KeyedScheme;

    internal bool IsSameAs(ImmutableArray<byte> salt) => Salt.AsSpan().SequenceEqual(salt.AsSpan());

    /// <summary>Returns the index of the code with this tag, or -1. Compares every tag, each in fixed time. A tag of a wrong size matches no code.</summary>
    internal int Find(ReadOnlySpan<byte> tag)
    {
        int found = -1;
        for (int i = 0; i < Codes.Length; i++)
        {
            if (CryptographicOperations.FixedTimeEquals(Codes[i].Tag.AsSpan(), tag))
            {
                found = i;
            }
        }

        return found;
    }

    internal void Write(FieldWriter fields)
    {
        fields.Number(1, Number);
        fields.Text(2, Format.ToString());
        fields.Text(3, Scheme);
        fields.Text(4, Cost);
        fields.Bytes(5, Salt.AsSpan());
        foreach (StoredCode code in Codes)
        {
            fields.Part(6, code.Write);
        }

        fields.Time(7, IssuedAt);
        fields.Flag(8, Imported);
        fields.Unknown(Unknown);
    }

    internal static CodeSet Read(FieldReader fields)
    {
        var set = new CodeSet(0, CodeFormat.BackupCode, string.Empty, string.Empty, [], [], default);
        ImmutableArray<StoredCode>.Builder codes = ImmutableArray.CreateBuilder<StoredCode>();
        while (fields.Next())
        {
            if (fields.Number == 6)
            {
                codes.Add(StoredCode.Read(new FieldReader(fields.Value)));
                continue;
            }

            set = fields.Number switch
            {
                1 => set with { Number = fields.Int() },
                2 => set with { Format = CodeFormat.Parse(fields.Text()) },
                3 => set with { Scheme = fields.Text() },
                4 => set with { Cost = fields.Text() },
                5 => set with { Salt = [.. fields.Value] },
                7 => set with { IssuedAt = fields.Time() },
                8 => set with { Imported = fields.Flag() },
                _ => set with { Unknown = set.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return set with { Codes = codes.DrainToImmutable() };
    }
}
