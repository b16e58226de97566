namespace AccountRecovery.House;

/// <summary>Turns of phrase that readers stumbled over. Each has a plain word: before the recovery, is notified, no longer, a person, requires.</summary>
public sealed class PlainEnglishTests
{
    // As they are written within a sentence: "Takes a lane" at the beginning of one says plainly what a method does.
    private static readonly string[] Stumbled = ["of before", "is told", "are told", "no more", "somebody", "Somebody", "takes"];

    [Fact]
    public void The_sources_have_none_of_the_phrases_that_readers_stumbled_over() => Assert.Empty(
        Repository.CodeIn(Repository.Source).SelectMany(file => File.ReadLines(file)
            .SelectMany(line => Found(line).Select(phrase => $"{Repository.Relative(file)}: \"{phrase}\" in {line.Trim()}"))));

    [Theory]
    [InlineData("/// <summary>The contacts of before.</summary>", "of before")]
    [InlineData("// Somebody else.", "Somebody")]
    [InlineData("\"It takes a code.\"", "takes")]
    [InlineData("// Mistakes are exceptions, and the host is notified.", null)]
    public void A_phrase_is_found_as_whole_words(string line, string? phrase) => Assert.Equal(phrase is null ? [] : [phrase], Found(line));

    private static IEnumerable<string> Found(string line)
    {
        string words = $" {string.Join(' ', new string([.. line.Select(c => char.IsLetter(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
        return Stumbled.Where(phrase => words.Contains($" {phrase} ", StringComparison.Ordinal));
    }
}
