using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class PurposeInputTests
{
    private static Arbitrary<string[]> Parts => ArbMap.Default.ArbFor<NonNull<string>[]>()
        .Filter(parts => parts.All(part => part.Get.All(char.IsAscii)))
        .Convert(parts => parts.Select(part => part.Get).ToArray(), parts => [.. parts.Select(NonNull<string>.NewNonNull)]);

    [Fact]
    public void S14_Parts_do_not_run_together()
    {
        Assert.NotEqual(Written("a", "bc"), Written("ab", "c"));
        Assert.NotEqual(Written("a", ""), Written("", "a"));
        Assert.NotEqual(Written("a"), Written("a", ""));
        Assert.NotEqual(Written("a", "\0\0\0\u0001b"), Written("a", "", "b"));
    }

    [Fact]
    public void S14_Different_parts_are_different_input() => Holds.ForAll(
        Parts.Zip(Parts),
        two => Written(two.Item1).SequenceEqual(Written(two.Item2)) == two.Item1.SequenceEqual(two.Item2),
        tests: 2_000);

    [Fact]
    public void S14_Cutting_the_same_text_elsewhere_is_different_input() => Holds.ForAll(
        Parts.Filter(parts => parts.Sum(part => part.Length) > 1),
        parts =>
        {
            string text = string.Concat(parts);
            return Enumerable.Range(0, text.Length + 1).Select(at => Convert.ToHexString(Written(text[..at], text[at..]))).Distinct(StringComparer.Ordinal).Count() == text.Length + 1;
        });

    /// <summary>The twin that only joins its parts: the law above would tell.</summary>
    [Fact]
    public void S14_Joining_without_lengths_is_caught()
    {
        static byte[] Twin(params string[] parts) => Encoding.UTF8.GetBytes(string.Concat(parts));

        Assert.Equal(Twin("a", "bc"), Twin("ab", "c"));
    }

    [Fact]
    public void Written_LabelAndParts_EachHaveTheirLengthBefore()
    {
        var input = new PurposeInput(new byte[64], "label");
        input.Add("\u00E9");
        input.Add([7, 8]);
        input.Add(-1L);

        Assert.Equal("000000056C6162656C" + "00000002C3A9" + "000000020708" + "00000008FFFFFFFFFFFFFFFF", Convert.ToHexString(input.Written));
    }

    [Fact]
    public void S14_A_label_keeps_equal_parts_apart()
    {
        Span<byte> one = stackalloc byte[32];
        Span<byte> other = stackalloc byte[32];
        byte[] key = new byte[32];

        Derivation.Tag(key, new PurposeInput(new byte[64], "one"), one);
        Derivation.Tag(key, new PurposeInput(new byte[64], "other"), other);
        Assert.False(one.SequenceEqual(other));

        Derivation.Derive(key, new PurposeInput(new byte[64], "one"), other);
        Assert.False(one.SequenceEqual(other));
    }

    private static byte[] Written(params string[] parts)
    {
        var input = new PurposeInput(new byte[64 + parts.Sum(part => 4 + part.Length)], "test");
        foreach (string part in parts)
        {
            input.Add(part);
        }

        return input.Written.ToArray();
    }
}
