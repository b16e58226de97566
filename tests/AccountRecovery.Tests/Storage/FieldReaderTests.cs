using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

[Trait("Category", "NoText")]
public sealed class FieldReaderTests
{
    private static Arbitrary<byte[]> AnyBytes => ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes is not null);

    /// <summary>A genuine record's fields with some bytes replaced, dropped or repeated: what survives the outer shape and fails deep inside.</summary>
    private static Arbitrary<byte[]> Damaged => Arb.From(
        from record in Records.Any.Generator
        from places in Gen.Choose(0, int.MaxValue).ArrayOf(3)
        from values in Gen.Choose(0, 255).ArrayOf(3)
        from kinds in Gen.Choose(0, 3).ArrayOf(3)
        select Damage(Records.Fields(record), places, values, kinds),
        bytes => bytes.Length > 1 ? [bytes[..(bytes.Length / 2)], bytes[1..]] : []);

    [Fact]
    public void Random_bytes_are_a_record_or_a_format_exception() => Holds.ForAll(AnyBytes, ReadsOrRefuses, tests: 20_000);

    [Fact]
    [Trait("Category", "Slow")]
    public void Damaged_fields_are_a_record_or_a_format_exception() => Holds.ForAll(Damaged, ReadsOrRefuses, tests: 5_000);

    [Fact]
    public void What_is_accepted_once_is_accepted_again_after_a_rewrite() => Holds.ForAll(
        Damaged,
        bytes =>
        {
            byte[] rewritten;
            try
            {
                rewritten = Records.Fields(AccountRecord.Read(new FieldReader(bytes)));
            }
            catch (FormatException)
            {
                return true;
            }

            return Records.Fields(AccountRecord.Read(new FieldReader(rewritten))).SequenceEqual(rewritten);
        },
        tests: 3_000);

    [Fact]
    public void A_number_is_read_as_it_was_written() => Holds.ForAll(
        Gen.OneOf(
            Gen.Elements(0, -1, 1, 63, 64, -64, -65, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue),
            Gen.Choose(int.MinValue, int.MaxValue).Two().Select(halves => ((long)halves.Item1 << 32) | unchecked((uint)halves.Item2)),
            Gen.Choose(int.MinValue, int.MaxValue).Select(number => (long)number)),
        number =>
        {
            byte[] bytes = Records.Fields(fields => fields.Number(1, number));
            var reader = new FieldReader(bytes);
            return reader.Next() && reader.Number == 1 && reader.Long() == number && !reader.Next();
        },
        tests: 2_000);

    [Theory]
    [InlineData("00 00", "out of range")]                                    // field number 0
    [InlineData("01 02 00", "out of range")]                                 // longer than what is left
    [InlineData("01", "no end")]                                             // no length
    [InlineData("01 80", "no end")]
    [InlineData("80 80 80 80 08 00", "out of range")]                        // field number 2^31
    [InlineData("01 FF FF FF FF FF FF FF FF FF 01", "out of range")]         // length 2^64 - 1
    [InlineData("01 FF FF FF FF FF FF FF FF FF 02 00", "not a single number")]    // bits beyond the 64th
    [InlineData("01 80 80 80 80 80 80 80 80 80 80 00", "no end")]            // eleven bytes
    [InlineData("81 00 00", "not a single number")]                               // longer than need be
    [InlineData("01 80 00", "not a single number")]
    public void Next_NoField_IsRefused(string hex, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => ReadAll(hex)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("01 00")]                                                    // no byte
    [InlineData("01 02 02 02")]                                              // a byte after the end
    [InlineData("01 02 80 00")]                                              // longer than need be
    [InlineData("01 01 80")]                                                 // no end
    [InlineData("01 0A FF FF FF FF FF FF FF FF FF 7F")]                      // bits beyond the 64th
    public void Long_NoNumber_IsRefused(string hex)
    {
        byte[] bytes = Bytes(hex);

        Assert.Throws<FormatException>(() =>
        {
            var reader = new FieldReader(bytes);
            Assert.True(reader.Next());
            return reader.Long();
        });
    }

    [Theory]
    [InlineData(int.MaxValue, true)]
    [InlineData(int.MinValue, true)]
    [InlineData(int.MaxValue + 1L, false)]
    [InlineData(int.MinValue - 1L, false)]
    [InlineData(long.MinValue, false)]
    public void Int_OutOf32Bits_IsRefused(long number, bool fits)
    {
        byte[] bytes = Records.Fields(fields => fields.Number(1, number));

        Exception? refused = Record.Exception(() =>
        {
            var reader = new FieldReader(bytes);
            Assert.True(reader.Next());
            Assert.Equal(number, reader.Int());
        });

        Assert.Equal(fits, refused is null);
        Assert.True(fits || refused is FormatException);
    }

    [Theory]
    [InlineData("FF")]
    [InlineData("C3")]
    [InlineData("ED A0 80")]                                                 // half a surrogate pair
    [InlineData("C0 80")]
    public void Text_IllFormed_IsRefused(string hex)
    {
        byte[] bytes = Records.Fields(fields => fields.Bytes(1, Bytes(hex)));

        Assert.Throws<FormatException>(() =>
        {
            var reader = new FieldReader(bytes);
            Assert.True(reader.Next());
            return reader.Text();
        });
    }

    [Fact]
    public void T4_Any_stored_time_is_within_the_bounds()
    {
        foreach (long number in (long[])[long.MinValue, long.MaxValue, 0])
        {
            var reader = new FieldReader(Records.Fields(fields => fields.Number(1, number)));
            Assert.True(reader.Next());
            Assert.InRange(reader.Time(), Microseconds.Truncate(Instant.MinValue), Microseconds.Truncate(Instant.MaxValue));
        }
    }

    [Fact]
    public void Read_SecretOfWrongSizeOrMissing_IsRefused()
    {
        Assert.Throws<FormatException>(() => AccountRecord.Read(new FieldReader(Records.Fields(fields => fields.Bytes(1, new byte[31])))));
        Assert.Throws<FormatException>(() => AccountRecord.Read(new FieldReader([])));
    }

    private static bool ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            return AccountRecord.Read(new FieldReader(bytes)).Secret is not null;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    private static int ReadAll(string hex)
    {
        var reader = new FieldReader(Bytes(hex));
        int fields = 0;
        while (reader.Next())
        {
            fields++;
        }

        return fields;
    }

    private static byte[] Bytes(string hex) => [.. hex.Split(' ').Select(value => byte.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    private static byte[] Damage(byte[] bytes, int[] places, int[] values, int[] kinds)
    {
        List<byte> damaged = [.. bytes];
        for (int i = 0; i < places.Length && damaged.Count > 0; i++)
        {
            int at = places[i] % damaged.Count;
            switch (kinds[i])
            {
                case 0:
                    damaged[at] = (byte)values[i];
                    break;
                case 1:
                    damaged.RemoveAt(at);
                    break;
                case 2:
                    damaged.Insert(at, (byte)values[i]);
                    break;
                default:
                    damaged[at] ^= (byte)(1 << (values[i] % 8));
                    break;
            }
        }

        return [.. damaged];
    }
}
