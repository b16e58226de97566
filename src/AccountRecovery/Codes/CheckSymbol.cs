namespace AccountRecovery;

/// <summary>The check symbol: one of 32 symbols, chosen so that a weighted sum over GF(32) is zero.</summary>
/// <remarks>
/// Position i has the weight a^i, where a is a generator of GF(32), so all weights are distinct and none is zero.
/// One wrong symbol changes the sum by weight x difference. A swap of two symbols changes it by (difference of weights) x (difference of symbols).
/// In a field neither product is zero, so the check detects every single wrong symbol and every swap of any two symbols.
/// </remarks>
internal static class CheckSymbol
{
    /// <summary>The number of distinct non-zero weights, and so the length of the longest code.</summary>
    internal const int MaxLength = 31;

    // x^5 + x^2 + 1, primitive over GF(2): x generates all 31 non-zero elements.
    private const int Polynomial = 0b100101;

    private static readonly byte[] PowersOfGenerator = Powers();
    private static readonly byte[] Logarithms = Invert(PowersOfGenerator);

    /// <summary>The value of the check symbol for the values before it.</summary>
    internal static int Compute(ReadOnlySpan<byte> values) => Divide(Sum(values), PowersOfGenerator[values.Length]);

    /// <summary>Whether the check symbol, which is the last value, fits the values before it.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> values) => Sum(values) == 0;

    private static int Sum(ReadOnlySpan<byte> values)
    {
        int sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum ^= Multiply(PowersOfGenerator[i], values[i]);
        }

        return sum;
    }

    private static int Multiply(int left, int right) =>
        left == 0 || right == 0 ? 0 : PowersOfGenerator[(Logarithms[left] + Logarithms[right]) % MaxLength];

    private static int Divide(int dividend, int divisor) =>
        dividend == 0 ? 0 : PowersOfGenerator[(Logarithms[dividend] + MaxLength - Logarithms[divisor]) % MaxLength];

    private static byte[] Powers()
    {
        byte[] powers = new byte[MaxLength];
        int power = 1;
        for (int i = 0; i < MaxLength; i++)
        {
            powers[i] = (byte)power;
            power <<= 1;
            power ^= power > 31 ? Polynomial : 0;
        }

        return powers;
    }

    private static byte[] Invert(byte[] powers)
    {
        byte[] logarithms = new byte[32];
        for (int i = 0; i < powers.Length; i++)
        {
            logarithms[powers[i]] = (byte)i;
        }

        return logarithms;
    }
}
