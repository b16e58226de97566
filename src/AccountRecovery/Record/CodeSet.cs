using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace AccountRecovery;

/// <summary>One set of codes as it is stored: how they look, how they are hashed, one salt for all.</summary>
/// <param name="Number">Which set of the account it is, from 1: a code is valid only in its own.</param>
/// <param name="Format">How its codes look; kept, so that imported codes and a changed option go on working.</param>
/// <param name="Scheme">How its tags were made.</param>
/// <param name="Cost">At what cost, in the scheme's own words; empty for the keyed hash.</param>
/// <param name="Salt">16 random bytes, which also name the set in the pepper.</param>
/// <param name="Codes">The codes.</param>
/// <param name="IssuedAt">When they were made.</param>
internal sealed record CodeSet(
    int Number, CodeFormat Format, string Scheme, string Cost, ImmutableArray<byte> Salt, ImmutableArray<StoredCode> Codes, Instant IssuedAt)
{
    internal bool Imported { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal int Remaining => Codes.Count(code => code.SpentAt is null);

    internal bool IsKeyed => Scheme == CodeTags.KeyedScheme;

    internal bool IsSameAs(ImmutableArray<byte> salt) => Salt.AsSpan().SequenceEqual(salt.AsSpan());

    /// <summary>The index of the code with this tag, or -1. Every tag is compared, each in fixed time; a tag of a wrong size matches nothing.</summary>
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
