namespace AccountRecovery;

/// <summary>Joins sentences, and writes their first letter as a capital.</summary>
internal static class Sentences
{
    internal static string Join(params string?[] sentences) => string.Join(' ', sentences.Where(sentence => sentence is not null));

    /// <summary>Begins the words with a capital letter. The words are the library's own and begin with an ASCII letter or a digit.</summary>
    internal static string Begin(string words) => words[0] is >= 'a' and <= 'z' ? $"{(char)(words[0] - 'a' + 'A')}{words.AsSpan(1)}" : words;
}
