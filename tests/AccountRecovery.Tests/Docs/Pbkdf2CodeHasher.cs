using System.Globalization;
using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

public sealed class Pbkdf2CodeHasher : ICodeHasher
{
    // OWASP Password Storage Cheat Sheet: at least 210,000 for PBKDF2-HMAC-SHA512.
    private const int Iterations = 210_000;

    // What this server is willing to spend on a stored hash, whoever wrote it.
    private const int MaxIterations = 2_000_000;

    public string Scheme => "pbkdf2-sha512";

    public string PreferredCost => Write(Iterations);

    public bool Accepts(string cost) => TryParse(cost, out _);

    public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag)
    {
        if (!TryParse(cost, out int iterations))
        {
            throw new ArgumentException("The cost is malformed or out of bounds.", nameof(cost));
        }

        // PBKDF2 has no place for a pepper, so the code goes through HMAC under it first.
        Span<byte> peppered = stackalloc byte[HMACSHA512.HashSizeInBytes];
        try
        {
            HMACSHA512.HashData(pepper, code, peppered);
            Rfc2898DeriveBytes.Pbkdf2(peppered, salt, tag, iterations, HashAlgorithmName.SHA512);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(peppered);
        }
    }

    private static string Write(int iterations) => string.Create(CultureInfo.InvariantCulture, $"i={iterations}");

    // A cost has one text: number parsing alone would let leading zeros pass.
    private static bool TryParse(string cost, out int iterations)
    {
        iterations = 0;
        return cost is ['i', '=', .. string number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out iterations)
            && iterations is >= Iterations and <= MaxIterations
            && cost == Write(iterations);
    }
}
