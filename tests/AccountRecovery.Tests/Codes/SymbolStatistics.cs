namespace AccountRecovery;

/// <summary>Counts symbols position by position and tells draws that are uniform from draws that are nearly so.</summary>
internal static class SymbolStatistics
{
    // Upper quantiles of the chi-square distribution at p = 1e-4.
    private const double CriticalFor10 = 33.72;
    private const double CriticalFor32 = 69.11;

    /// <summary>Whether at some position the symbols of a fixed number of codes deviate from uniform at p below 1e-4, and do so again when retried once.</summary>
    internal static bool AreSkewed(CodeFormat format, int codes, Func<byte[]> draw) =>
        Worst(format, codes, draw) > Critical(format) && Worst(format, codes, draw) > Critical(format);

    private static double Critical(CodeFormat format) => format.Alphabet.Symbols.Length switch
    {
        10 => CriticalFor10,
        32 => CriticalFor32,
        _ => throw new ArgumentException("No critical value for this alphabet.", nameof(format)),
    };

    private static double Worst(CodeFormat format, int codes, Func<byte[]> draw)
    {
        int[][] counts = [.. Enumerable.Range(0, format.Length).Select(_ => new int[128])];
        for (int n = 0; n < codes; n++)
        {
            byte[] code = draw();
            for (int position = 0; position < format.Length; position++)
            {
                counts[position][code[position]]++;
            }
        }

        double expected = (double)codes / format.Alphabet.Symbols.Length;
        return Enumerable.Range(0, format.Length)
            .Max(position => format.Alphabet.Symbols.Sum(symbol => Math.Pow(counts[position][symbol] - expected, 2) / expected));
    }
}
