namespace AccountRecovery;

/// <summary>Argentina dials mobile numbers in two ways: <c>011 15 2345 6789</c> at home is <c>+54 9 11 2345 6789</c> from abroad.</summary>
internal static class ArgentineMobile
{
    private const int DialledLength = 12;

    /// <summary>A number as dialled at home, without its 0, as it stands after the country code.</summary>
    internal static string FromHome(string dialled)
    {
        // The area is 11, or has 3 or 4 digits; 15 follows it, and the two cannot both be read as a 15.
        int area = dialled.Length != DialledLength ? 0
            : dialled.StartsWith("1115", StringComparison.Ordinal) ? 2
            : dialled[3..5] == "15" ? 3
            : dialled[4..6] == "15" ? 4
            : 0;
        return area == 0 ? dialled : $"9{dialled[..area]}{dialled[(area + 2)..]}";
    }
}
