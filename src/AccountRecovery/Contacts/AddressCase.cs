namespace AccountRecovery;

/// <summary>ASCII case alone: two addresses that meet differ in nothing else.</summary>
internal static class AddressCase
{
    /// <summary>A to Z as a to z, everything else as it is.</summary>
    internal static string Lower(string text) => string.Create(text.Length, text, static (lower, text) =>
    {
        for (int i = 0; i < lower.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
        }
    });
}
