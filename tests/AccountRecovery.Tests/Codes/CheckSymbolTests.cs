using System.Security.Cryptography;

namespace AccountRecovery;

public sealed class CheckSymbolTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(2, CheckSymbol.MaxLength - 1)];

    /// <summary>The sum is linear: if no single symbol turns the valid code of zeros into a valid one, none does so with any valid code.</summary>
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_single_wrong_symbol_is_caught(int length)
    {
        byte[] code = new byte[length];
        Assert.True(CheckSymbol.IsValid(code));

        for (int position = 0; position < length; position++)
        {
            for (byte wrong = 1; wrong < 32; wrong++)
            {
                code[position] = wrong;
                Assert.False(CheckSymbol.IsValid(code));
            }

            code[position] = 0;
        }
    }

    /// <summary>A swap of a and b adds the same difference at both places: by linearity, the code of zeros stands for all.</summary>
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_swap_of_any_two_symbols_is_caught(int length)
    {
        byte[] code = new byte[length];

        for (int first = 0; first < length; first++)
        {
            for (int second = first + 1; second < length; second++)
            {
                for (byte difference = 1; difference < 32; difference++)
                {
                    code[first] = code[second] = difference;
                    Assert.False(CheckSymbol.IsValid(code));
                }

                code[first] = code[second] = 0;
            }
        }
    }

    /// <summary>The same without linearity: every pair of places, every pair of symbols at them, the rest drawn at random.</summary>
    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_slip_in_random_codes_is_caught(int length)
    {
        byte[] code = Random(length);
        bool[] caught = [.. Pairs(length - 1).SelectMany(pair => Enumerable.Range(0, 32 * 32).Select(symbols => SwapIsCaught(code, pair, symbols)))];
        byte[] valid = Random(length);

        Assert.DoesNotContain(false, caught);
        Assert.All(Enumerable.Range(0, length), position => Assert.Equal(1, Accepted(valid, position)));
        Assert.All(Pairs(length).Where(pair => valid[pair.First] != valid[pair.Second]), pair => Assert.False(CheckSymbol.IsValid(Swapped(valid, pair))));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Of_32_last_symbols_exactly_one_is_valid(int length)
    {
        for (int n = 0; n < 200; n++)
        {
            byte[] code = Random(length);

            Assert.True(CheckSymbol.IsValid(code));
            Assert.Equal(1, Accepted(code, length - 1));
        }
    }

    [Fact]
    public void MaxLength_OneMore_WouldUseTheFirstWeightAgain()
    {
        // The generator has order 31: position 31 would weigh as much as position 0, and swapping the two would go unseen.
        Assert.Equal(31, CheckSymbol.MaxLength);
        Assert.False(CodeFormat.TryParse("crockford32:32:check", out _));
        Assert.True(CodeFormat.TryParse("crockford32:31:check", out _));
    }

    /// <summary>Pins the symbol itself: printed codes outlive versions. Computed elsewhere from x^5 + x^2 + 1.</summary>
    [Theory]
    [InlineData("1", 'J')]
    [InlineData("01", 'J')]
    [InlineData("Z", 'X')]
    [InlineData("0123456789ABCDEFGHJKMNPQ", '3')]
    [InlineData("0123456789ABCDEFGHJKMNPQRST", 'Y')]
    public void Compute_KnownCode_GivesKnownSymbol(string before, char expected)
    {
        string symbols = CodeAlphabet.Crockford32.Symbols;
        byte[] values = [.. before.Select(symbol => (byte)symbols.IndexOf(symbol, StringComparison.Ordinal))];

        Assert.Equal(expected, symbols[CheckSymbol.Compute(values)]);
    }

    /// <summary>A sum without weights, the obvious twin, does not see a swap: the test above would tell.</summary>
    [Fact]
    public void A_plain_sum_does_not_see_a_swap()
    {
        static bool Twin(byte[] values) => values.Aggregate(0, (sum, value) => sum ^ value) == 0;
        byte[] code = [1, 2, 3];

        Assert.True(Twin(code));
        Assert.True(Twin(Swapped(code, (0, 1))));
    }

    private static byte[] Random(int length)
    {
        byte[] values = [.. RandomNumberGenerator.GetBytes(length).Select(random => (byte)(random & 31))];
        values[^1] = (byte)CheckSymbol.Compute(values.AsSpan(0, length - 1));
        return values;
    }

    private static IEnumerable<(int First, int Second)> Pairs(int length) =>
        Enumerable.Range(0, length).SelectMany(first => Enumerable.Range(first + 1, Math.Max(0, length - first - 1)).Select(second => (first, second)));

    private static bool SwapIsCaught(byte[] code, (int First, int Second) pair, int symbols)
    {
        code[pair.First] = (byte)(symbols / 32);
        code[pair.Second] = (byte)(symbols % 32);
        code[^1] = (byte)CheckSymbol.Compute(code.AsSpan(0, code.Length - 1));
        bool valid = CheckSymbol.IsValid(code);
        (code[pair.First], code[pair.Second]) = (code[pair.Second], code[pair.First]);
        return valid && CheckSymbol.IsValid(code) == (symbols / 32 == symbols % 32);
    }

    private static byte[] Swapped(byte[] code, (int First, int Second) pair)
    {
        byte[] swapped = [.. code];
        (swapped[pair.First], swapped[pair.Second]) = (code[pair.Second], code[pair.First]);
        return swapped;
    }

    private static int Accepted(byte[] code, int position)
    {
        byte[] tried = [.. code];
        return Enumerable.Range(0, 32).Count(value =>
        {
            tried[position] = (byte)value;
            return CheckSymbol.IsValid(tried);
        });
    }
}
