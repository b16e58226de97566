using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

public sealed class CodeGeneratorTests
{
    // Few enough codes that a set of 32 holds all of them, so that nearly every draw repeats one.
    private static readonly CodeFormat FiveBits = CodeFormat.Parse("01:5");
    private static readonly CodeFormat Hundred = CodeFormat.Parse("digits:2");

    private static int Draws => FullRun.Or(200_000, 10_000_000);

    [Theory]
    [InlineData("digits:4 4", 1)]
    [InlineData("digits:3 4", 10)]
    [InlineData("crockford32:5-5-5-5-5:check", 10)]
    [InlineData("crockford32:4-4-4-4-4-4-4:check", 10)]
    public void C1_Every_symbol_is_uniform_at_every_position(string notation, int share)
    {
        var format = CodeFormat.Parse(notation);

        bool skewed = SymbolStatistics.AreSkewed(format, Math.Max(100_000, Draws / share), () => CodeGenerator.Draw(format));

        Assert.False(skewed);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void C1_A_generator_that_takes_bytes_modulo_ten_is_caught()
    {
        // 256 is no multiple of 10: the symbols 0 to 5 come 26 times in 256, the others 25 times.
        static byte[] Twin() => [.. RandomNumberGenerator.GetBytes(8).Select(random => (byte)('0' + (random % 10)))];

        bool skewed = SymbolStatistics.AreSkewed(CodeFormat.BackupCode, Draws, Twin);

        Assert.True(skewed);
    }

    [Fact]
    public void C1_A_generator_that_drops_leading_zeros_is_caught()
    {
        static byte[] Twin() => Encoding.ASCII.GetBytes(RandomNumberGenerator.GetInt32(10_000_000, 100_000_000).ToString(CultureInfo.InvariantCulture));

        bool skewed = SymbolStatistics.AreSkewed(CodeFormat.BackupCode, 10_000, Twin);

        Assert.True(skewed);
    }

    /// <summary>Of n codes the lowest is above 21 x 10^8 / n once in 10^9 runs, and so is the highest below its mirror image: 210 from the ends in the full run.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void C1_Codes_reach_both_ends_of_the_space()
    {
        int bound = (int)(21 * 100_000_000L / Draws);
        int lowest = int.MaxValue;
        int highest = int.MinValue;

        for (int n = 0; n < Draws; n++)
        {
            int value = CodeGenerator.Draw(CodeFormat.BackupCode).Aggregate(0, (sum, symbol) => (sum * 10) + symbol - '0');
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        Assert.InRange(lowest, 0, bound);
        Assert.InRange(highest, 99_999_999 - bound, 99_999_999);
    }

    [Fact]
    public void C1_A_set_as_large_as_the_space_holds_every_code_once()
    {
        for (int set = 0; set < FullRun.Or(2_000, 100_000); set++)
        {
            PlainCode[] codes = CodeGenerator.DrawSet(FiveBits, 32);

            Assert.Equal(32, Distinct(codes));
        }
    }

    [Fact]
    public void C1_No_set_holds_a_code_twice()
    {
        for (int set = 0; set < FullRun.Or(5_000, 1_000_000); set++)
        {
            Assert.Equal(32, Distinct(CodeGenerator.DrawSet(Hundred, 32)));
            Assert.Equal(10, Distinct(CodeGenerator.DrawSet(CodeFormat.BackupCode, 10)));
        }
    }

    [Fact]
    public void C1_Sets_drawn_without_looking_for_repetitions_are_caught()
    {
        static PlainCode[] Twin() => [.. Enumerable.Range(0, 32).Select(_ => new PlainCode(Hundred, CodeGenerator.Draw(Hundred)))];

        int repeating = Enumerable.Range(0, 1_000).Count(_ => Distinct(Twin()) < 32);

        Assert.InRange(repeating, 900, 1_000);
    }

    [Theory]
    [InlineData("digits:4 4")]
    [InlineData("crockford32:5-5-5-5-5:check")]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:64")]
    public void Draw_AnyFormat_FillsItWithSymbolsThatFoldToThemselves(string notation)
    {
        var format = CodeFormat.Parse(notation);

        for (int n = 0; n < 1_000; n++)
        {
            byte[] code = CodeGenerator.Draw(format);
            byte[] folded = new byte[format.Length];

            NormalizationResult normalized = CodeNormalizer.Normalize(format, Encoding.ASCII.GetString(code), folded);

            Assert.True(normalized.IsCode);
            Assert.Equal(code, folded);
        }
    }

    private static int Distinct(PlainCode[] codes) => codes.Select(code => code.Reveal()).Distinct(StringComparer.Ordinal).Count();
}
