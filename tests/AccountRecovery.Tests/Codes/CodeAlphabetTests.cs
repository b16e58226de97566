namespace AccountRecovery;

public sealed class CodeAlphabetTests
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    [Theory]
    [InlineData("digits", "0123456789", 3.3219)]
    [InlineData("crockford32", "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 5)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5)]
    [InlineData("01", "01", 1)]
    public void TryParse_NameOrSymbols_IsRead(string text, string symbols, double bits)
    {
        Assert.True(CodeAlphabet.TryParse(text, out CodeAlphabet? alphabet));

        Assert.Equal(symbols, alphabet.Symbols);
        Assert.Equal(bits, alphabet.BitsPerSymbol, tolerance: 0.0001);
        Assert.Equal(text, alphabet.ToString());
    }

    [Fact]
    public void TryParse_SymbolsOfAKnownAlphabet_GiveThatAlphabet()
    {
        Assert.True(CodeAlphabet.TryParse(CodeAlphabet.Digits.Symbols, out CodeAlphabet? digits));
        Assert.True(CodeAlphabet.TryParse(CodeAlphabet.Crockford32.Symbols, out CodeAlphabet? crockford));

        Assert.Same(CodeAlphabet.Digits, digits);
        Assert.Same(CodeAlphabet.Crockford32, crockford);
    }

    [Theory]
    [InlineData("ABCDEF", 'a', 0)]
    [InlineData("abcdef", 'F', 5)]
    [InlineData("abCD01", 'c', -1)]
    [InlineData("abCD01", 'A', -1)]
    [InlineData(Alphanumeric, 'a', 26)]
    [InlineData(Alphanumeric, 'A', 0)]
    [InlineData("digits", 'O', -1)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 'O', 14)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", '0', -1)]
    [InlineData("crockford32", 'o', 0)]
    [InlineData("crockford32", 'O', 0)]
    [InlineData("crockford32", 'i', 1)]
    [InlineData("crockford32", 'I', 1)]
    [InlineData("crockford32", 'l', 1)]
    [InlineData("crockford32", 'L', 1)]
    [InlineData("crockford32", 'u', -1)]
    [InlineData("crockford32", 'U', -1)]
    [InlineData("crockford32", '\u0130', -1)]
    [InlineData("crockford32", '\u0131', -1)]
    [InlineData("crockford32", '\u212A', -1)]
    public void ValueOf_Letter_FoldsOnlyWhereTheAlphabetHasOneCase(string text, char typed, int value)
    {
        Assert.True(CodeAlphabet.TryParse(text, out CodeAlphabet? alphabet));

        Assert.Equal(value, alphabet.ValueOf(typed));
    }

    [Fact]
    public void C3_Distinct_symbols_stay_distinct()
    {
        foreach (string text in (string[])["digits", "crockford32", "abcdef", Alphanumeric])
        {
            Assert.True(CodeAlphabet.TryParse(text, out CodeAlphabet? alphabet));

            Assert.Equal(Enumerable.Range(0, alphabet.Symbols.Length), alphabet.Symbols.Select(alphabet.ValueOf));
        }
    }
}
