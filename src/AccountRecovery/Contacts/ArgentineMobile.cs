namespace AccountRecovery;

/// <summary>Argentina has two ways to dial mobile numbers: <c>011 15 2345 6789</c> inside the country is <c>+54 9 11 2345 6789</c> from abroad.</summary>
internal static class ArgentineMobile
{
    private const int DialledLength = 12;

    /// <summary>Converts a number as dialled inside Argentina, without its leading 0, to the digits after the country code.</summary>
    internal static string FromHome(string dialled)
    {
        // The area code is 11, or has 3 or 4 digits, and the digits 15 follow it. They cannot follow both the third and the fourth digit.
        int area = dialled.Length != DialledLength ? 0
            : dialled.StartsWith("1115", StringComparison.Ordinal) ? 2
            : dialled[3..5] == "15" ? 3
            : dialled[4..6] == "15" ? 4
            : 0;
        return area == 0 ? dialled : $"9{dialled[..area]}{dialled[(area + 2)..]}";
    }
}
