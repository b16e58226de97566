using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery.Argon2Internals;

/// <summary>Reads a PHC string from left to right. Each method reads one well-formed part or returns false; no method throws.</summary>
internal ref struct PhcReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    internal readonly bool AtEnd => _rest.IsEmpty;

    internal bool Take(ReadOnlySpan<char> literal)
    {
        bool taken = _rest.StartsWith(literal, StringComparison.Ordinal);
        if (taken)
        {
            _rest = _rest[literal.Length..];
        }

        return taken;
    }

    /// <summary>Reads <c>m=..,t=..,p=..</c>. The costs must be within the limits, with at least 8 KiB of memory for each lane.</summary>
    internal bool TakeCosts(Argon2Limits limits, [NotNullWhen(true)] out Argon2Parameters? parameters)
    {
        parameters = null;
        if (Take("m=") && TakeDecimal(limits.MinMemoryKiB, limits.MaxMemoryKiB, out int memoryKiB)
            && Take(",t=") && TakeDecimal(Argon2Parameters.MinPasses, limits.MaxPasses, out int passes)
            && Take(",p=") && TakeDecimal(Argon2Parameters.MinLanes, limits.MaxLanes, out int lanes)
            && memoryKiB >= Argon2Parameters.MinMemoryKiBPerLane * lanes)
        {
            parameters = new Argon2Parameters(memoryKiB, passes, lanes);
        }

        return parameters is not null;
    }

    /// <summary>Reads a sequence of Base64 symbols whose decoded length is in the given range. The method does not decode the symbols.</summary>
    internal bool TakeBase64(int minBytes, int maxBytes, out ReadOnlySpan<char> symbols)
    {
        // The window is one symbol longer than the longest allowed sequence, so that long text costs no extra work.
        ReadOnlySpan<char> window = _rest[..Math.Min(_rest.Length, Base64Unpadded.EncodedLength(maxBytes) + 1)];
        int end = window.IndexOfAny(',', '$');
        symbols = end < 0 ? window : window[..end];
        _rest = _rest[symbols.Length..];

        return Base64Unpadded.EncodedLength(minBytes) <= symbols.Length && symbols.Length <= Base64Unpadded.EncodedLength(maxBytes);
    }

    private bool TakeDecimal(int min, int max, out int value)
    {
        long read = 0;
        int digits = 0;
        while (digits < _rest.Length && char.IsAsciiDigit(_rest[digits]) && read <= max)
        {
            read = (read * 10) + (_rest[digits] - '0');
            digits++;
        }

        bool inRange = digits > 0 && read >= min && read <= max;
        bool canonical = digits == 1 || (digits > 1 && _rest[0] != '0');
        value = inRange ? (int)read : 0;
        _rest = _rest[digits..];
        return inRange && canonical;
    }
}
