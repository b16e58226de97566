namespace AccountRecovery;

/// <summary>Sentences one after another.</summary>
internal static class Sentences
{
    internal static string Join(params string?[] sentences) => string.Join(' ', sentences.Where(sentence => sentence is not null));

    /// <summary>The words with a capital at the front: ours, which begin with an ASCII letter or a digit.</summary>
    internal static string Begin(string words) => words[0] is >= 'a' and <= 'z' ? $"{(char)(words[0] - 'a' + 'A')}{words.AsSpan(1)}" : words;
}
