using RecoveryCli;

namespace AccountRecovery.Samples;

public sealed class WordsTests
{
    public static TheoryData<Refusal> Refusals => [.. Enum.GetValues<Refusal>()];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_has_a_name_of_lower_case_words_and_a_sentence(Refusal why)
    {
        Assert.DoesNotContain(Words.Name(why), symbol => symbol is not ((>= 'a' and <= 'z') or '_'));
        Assert.EndsWith(".", Words.Say(why), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_terminal_would_obey_is_not_printed() => Assert.Equal("a?[2Jb\nc", Words.Plain("a\u001b[2Jb\nc"));
}
