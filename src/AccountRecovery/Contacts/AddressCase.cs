namespace AccountRecovery;

/// <summary>Folds ASCII case. Two addresses are treated as the same address if they differ in ASCII case only.</summary>
internal static class AddressCase
{
    /// <summary>Returns the text with A to Z replaced by a to z, and all other characters unchanged.</summary>
    internal static string Lower(string text) => string.Create(text.Length, text, static (lower, text) =>
    {
        for (int i = 0; i < lower.Length; i++)
        {
            lower[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
        }
    });
}
