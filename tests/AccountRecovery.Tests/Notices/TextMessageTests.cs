using FsCheck.Fluent;
using static AccountRecovery.Messages;

namespace AccountRecovery;

public sealed class TextMessageTests
{
    // The longest that fits the longest purpose; "Write to security@shop.example." has 31.
    private const int MostForInstructions = 34;

    [Fact]
    public void A_code_is_one_text_message_when_the_site_has_20_ASCII_characters() => Holds.ForAll(
        from sample in Gen.Elements(AllCodes.Where(sample => sample.Channel == ContactChannel.Sms).ToArray())
        from site in Gen.ArrayOf(Gen.Choose(32, 126).Select(sign => (char)sign), 20)
        from device in Gen.ArrayOf(Gen.Choose(32, 126).Select(sign => (char)sign), 64)
        from instructions in Gen.Choose(0, MostForInstructions)
        select sample with
        {
            // Nine signs of ASCII cost two septets, so with those there is room for no instructions.
            Site = new string(site),
            Device = new string(device),
            ReportInstructions = instructions == 0 || site.Any(sign => "^{}\\[~]|".Contains(sign, StringComparison.Ordinal)) ? null : new string('o', instructions),
        },
        sample => TextMessageLength.Septets(sample.Body()) is <= 160);

    [Fact]
    public void The_longest_code_message_is_160_septets()
    {
        int Longest(int site, int instructions) => AllCodes.Where(sample => sample.Channel == ContactChannel.Sms)
            .Max(sample => TextMessageLength.Septets((sample with { Site = new string('s', site), ReportInstructions = new string('o', instructions), Device = new string('d', 64) }).Body())!.Value);

        Assert.Equal(160, Longest(20, MostForInstructions));
        Assert.Equal(161, Longest(21, MostForInstructions));
        Assert.Equal(161, Longest(20, MostForInstructions + 1));
    }

    [Fact]
    public void A_notice_is_one_text_message_under_the_same_conditions() => Assert.All(
        AllNotices.Where(sample => sample.Channel == ContactChannel.Sms),
        sample => Assert.True(TextMessageLength.IsOne((sample with { Site = new string('s', 20), ReportInstructions = new string('o', MostForInstructions), Device = new string('d', 64) }).Body())));

    [Fact]
    public void A_device_is_shown_up_to_the_last_septet_and_left_out_beyond() => Assert.All(
        All.Where(sample => sample.Channel == ContactChannel.Sms).Select(sample => sample with { ReportInstructions = null }),
        sample =>
        {
            string bare = (sample with { Device = null }).Body();
            int room = Math.Min(TextMessageLength.Most - bare.Length - " Device: \"\".".Length, OneLine.MaxLength);
            string Full(int length) => (sample with { Device = new string('d', length) }).Body();

            Assert.Contains($"\"{new string('d', room)}\"", Full(room), StringComparison.Ordinal);
            Assert.InRange(Full(room).Length, bare.Length + 1, 160);
            Assert.True(room == OneLine.MaxLength || Full(room).Length == 160);
            Assert.True(room == OneLine.MaxLength || Full(room + 1) == bare);
        });

    [Fact]
    public void A_device_beyond_ASCII_is_left_out() => Assert.All(
        All.Where(sample => sample.Channel == ContactChannel.Sms),
        sample => Assert.Equal((sample with { Device = null }).Body(), (sample with { Device = "Téléphone" }).Body()));

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("@£ü\n", 4)]
    [InlineData("[€]", 6)]
    [InlineData("`", null)]
    [InlineData("ë", null)]
    [InlineData("🙂", null)]
    public void Septets_OfText_IsWhatItCosts(string text, int? septets) => Assert.Equal(septets, TextMessageLength.Septets(text));

    [Fact]
    public void Of_ASCII_one_sign_is_not_in_the_alphabet_and_eight_cost_two()
    {
        string[] printable = [.. Enumerable.Range(32, 95).Select(sign => ((char)sign).ToString())];

        Assert.Equal(["`"], printable.Where(sign => TextMessageLength.Septets(sign) is null));
        Assert.Equal("[\\]^{|}~", string.Concat(printable.Where(sign => TextMessageLength.Septets(sign) == 2)));
    }
}
