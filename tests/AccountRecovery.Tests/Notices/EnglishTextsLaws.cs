using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using NodaTime;
using static AccountRecovery.Messages;

namespace AccountRecovery;

public sealed class EnglishTextsLaws
{
    [Fact]
    public void A_subject_is_one_line_of_at_most_78_characters_without_the_code_and_without_strangers() => Holds.ForAll(
        from sample in Gen.Elements(All.Where(sample => sample.Channel == ContactChannel.Email).ToArray())
        from site in Gen.Choose(1, 80)
        from device in Hostile
        from source in Hostile
        select sample with { Site = new string('W', site), Device = device, Source = source },
        sample =>
        {
            string subject = sample.Write().Subject!;
            return subject.Length <= 78
                && !subject.Any(char.IsControl)
                && !Digits(subject).Contains("1234567", StringComparison.Ordinal)
                && subject == (sample with { Device = null, Source = null }).Write().Subject;
        });

    [Fact]
    public void An_email_has_a_subject_and_nothing_else_has_one() =>
        Assert.All(All, sample => Assert.Equal(sample.Channel == ContactChannel.Email, sample.Write().Subject is not null));

    [Fact]
    public void Every_body_names_the_site_what_happened_and_how_to_object() => Assert.All(All, sample =>
    {
        string body = sample.Body();
        Assert.Contains(Site, body, StringComparison.Ordinal);
        Assert.Contains(sample.Channel == ContactChannel.Voice ? "Write to security at shop dot example." : ReportInstructions, body, StringComparison.Ordinal);
        if (sample.Purpose is null)
        {
            NoticeWords words = NoticeWords.Of(sample.Facts);
            Assert.Contains(sample.Channel == ContactChannel.Sms ? words.TitleInText : words.Title[1..], body, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("to " + (sample.Channel == ContactChannel.Sms ? PurposeWords.InText(sample.Facts) : PurposeWords.Of(sample.Facts)), body, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Every_body_says_when_but_for_a_code_by_text_message_which_says_how_long() => Assert.All(All, sample => Assert.Contains(
        (sample.Purpose, sample.Channel) switch
        {
            (null, _) when sample.Count > 1 => "3 times, last on 22 November 2026, 17:42 UTC",
            (null, _) or (_, ContactChannel.Email) => "22 November 2026, 17:42 UTC",
            (_, ContactChannel.Voice) => "17:42 UTC and expires in 10 minutes",
            _ => "Valid 10 min.",
        },
        sample.Body(),
        StringComparison.Ordinal));

    [Fact]
    public void Without_a_way_to_object_a_text_still_says_what_to_do() => Assert.All(All, sample =>
    {
        string body = (sample with { ReportInstructions = null }).Body();
        Assert.Contains(sample switch { { Purpose: not null, Channel: ContactChannel.Sms } => "Tell nobody.", { Channel: ContactChannel.Sms } => "Not you?", _ => "If this was not you" }, body, StringComparison.Ordinal);
        Assert.DoesNotContain("security@", body, StringComparison.Ordinal);
    });

    [Fact]
    public void An_email_shows_device_and_place_and_a_text_message_the_device_where_it_fits() => Assert.All(All, sample =>
    {
        string body = sample.Body();
        bool fits = TextMessageLength.IsOne($"{(sample with { Device = null }).Body()} Device: \"{Device}\".");
        Assert.Equal(sample.Channel == ContactChannel.Email || (sample.Channel == ContactChannel.Sms && fits), body.Contains($"Device: \"{Device}\"", StringComparison.Ordinal));
        Assert.Equal(sample.Channel == ContactChannel.Email, body.Contains("Where: \"203.0.113.7\"", StringComparison.Ordinal));
    });

    [Fact]
    public void A_code_stands_in_an_email_on_its_own_line_in_a_text_message_first_and_in_a_call_twice() => Assert.All(AllCodes, sample =>
    {
        string body = sample.Body();
        switch (sample.Channel)
        {
            case ContactChannel.Email:
                Assert.Single(body.Split('\n'), line => line == Code);
                Assert.Contains("It expires in 10 minutes, at 17:52 UTC. Never tell it to anyone", body, StringComparison.Ordinal);
                break;
            case ContactChannel.Sms:
                Assert.StartsWith(Code, body, StringComparison.Ordinal);
                Assert.Contains("Tell nobody", body, StringComparison.Ordinal);
                break;
            default:
                Assert.Equal(3, body.Split("1, 2, 3. 4, 5, 6, 7.").Length);
                Assert.Contains("Never tell it to anyone", body, StringComparison.Ordinal);
                break;
        }
    });

    [Fact]
    public void A_notice_holds_nothing_that_reads_like_a_code_whatever_a_stranger_writes() => Holds.ForAll(
        from sample in Gen.Elements(AllNotices.ToArray())
        from device in Hostile
        from source in Hostile
        select sample with { Device = device, Source = source },
        sample => LongestNumber(sample.Body()) < 6);

    [Fact]
    public void A_stranger_adds_words_in_quotation_marks_to_a_text_and_nothing_else() => Holds.ForAll(
        from sample in Gen.Elements(All.ToArray())
        from device in Hostile
        from source in Hostile
        select sample with { Device = device, Source = source },
        sample =>
        {
            string bare = (sample with { Device = null, Source = null }).Body();
            string body = sample.Body();
            return sample.Channel switch
            {
                ContactChannel.Voice => body == bare,
                ContactChannel.Sms => body == bare || IsInsertedInto(bare, body),
                _ => body.Split('\n').Where(line => !IsQuoted(line, "Device: ", string.Empty) && !IsQuoted(line, "Where: ", string.Empty)).SequenceEqual(bare.Split('\n')),
            };
        },
        tests: 2_000);

    [Fact]
    public void A_contact_that_was_added_is_no_link_in_a_text_message() => Holds.ForAll(
        from sample in Gen.Elements(AllNotices.Where(sample => sample is { Contact: not null, Channel: ContactChannel.Sms }).ToArray())
        from contact in Hostile
        select sample with { Contact = contact, Device = null, ReportInstructions = null },
        sample => LinkIn(sample.Body().Replace("17:42", string.Empty, StringComparison.Ordinal)) is null);

    [Fact]
    public void A_contact_stays_within_its_line_of_an_email() => Holds.ForAll(
        from sample in Gen.Elements(AllNotices.Where(sample => sample is { Contact: not null, Channel: ContactChannel.Email }).ToArray())
        from contact in Hostile
        select sample with { Contact = contact },
        sample =>
        {
            string[] lines = sample.Body().Split('\n');
            return lines.Count(line => line.StartsWith("E-mail address: \"", StringComparison.Ordinal) || line.StartsWith("Phone number: \"", StringComparison.Ordinal)) <= 1
                && lines.Length is 9 or 10
                && lines.All(line => line.Count(sign => sign == '"') is 0 or 2 && !line.Any(IsHidden));
        });

    [Fact]
    public void A_call_speaks_letters_digits_and_pauses_and_nothing_else() => Holds.ForAll(
        from sample in Gen.Elements(All.Where(sample => sample.Channel == ContactChannel.Voice).ToArray())
        from site in Hostile
        from objection in Hostile
        from contact in Hostile
        select sample with { Site = "A" + site, ReportInstructions = objection, Contact = contact },
        sample => sample.Body().EnumerateRunes().All(rune =>
            Rune.IsLetterOrDigit(rune) || " .,?:'-".Contains(rune.ToString(), StringComparison.Ordinal)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("")]
    public void The_words_are_the_same_in_every_culture(string culture)
    {
        string[] Written() => [.. All.SelectMany(sample => new[] { sample.Write().Subject ?? "-", sample.Body() })];
        string[] here = Written();
        (CultureInfo before, CultureInfo other) = (CultureInfo.CurrentCulture, CultureUnderTest.Named(culture));

        CultureInfo.CurrentCulture = other;
        string[] there = Written();
        CultureInfo.CurrentCulture = before;

        Assert.Equal(here, there);
        Assert.All(there, text => Assert.True(Ascii.IsValid(text), text));
    }

    [Theory]
    [InlineData(600, "It expires in 10 minutes, ")]
    [InlineData(599, "It expires in 9 minutes, ")]
    [InlineData(120, "It expires in 2 minutes, ")]
    [InlineData(60, "It expires in 1 minute, ")]
    [InlineData(59, "It expires in less than a minute, ")]
    [InlineData(-1, "It expires in less than a minute, ")]
    public void A_lifetime_is_rounded_down_to_minutes(int seconds, string said) => Assert.Contains(
        said, new Messages.Sample(ContactChannel.Email) { Purpose = ProofPurpose.Recover, Lifetime = Duration.FromSeconds(seconds) }.Body(), StringComparison.Ordinal);

    [Fact]
    public void A_security_code_without_its_code_is_a_mistake() => Assert.Throws<ArgumentException>(() => new EnglishTexts().Write(
        new MessageFacts { Kind = MessageKind.SecurityCode, Channel = ContactChannel.Email, Site = Site, At = At }));

    [Fact]
    public void A_kind_of_a_later_version_gets_a_general_text()
    {
        string body = new Messages.Sample(ContactChannel.Email) { About = (RecoveryEventKind)999 }.Body();

        Assert.Contains("Something about how your account is recovered has changed.", body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_days_until_a_key_is_disabled_are_those_of_the_rule() => Assert.Contains(
        FormattableString.Invariant($"stops working after {RecoveryPolicy.ContactSettlesAfter.TotalDays} days"),
        new Messages.Sample(ContactChannel.Email) { About = RecoveryEventKind.KeyDisablingScheduled }.Body(),
        StringComparison.Ordinal);

    private static bool IsQuoted(string text, string before, string after) =>
        text.StartsWith(before + '"', StringComparison.Ordinal)
        && text.EndsWith('"' + after, StringComparison.Ordinal)
        && text[(before.Length + 1)..^(after.Length + 1)] is { Length: > 0 and <= 64 } words
        && (LinkIn(words) is null || System.Net.IPAddress.TryParse(words, out _))
        && !words.Any(sign => sign is '"' or '<' or '>' or '&' || IsHidden(sign));

    private static bool IsInsertedInto(string bare, string body)
    {
        int from = body.IndexOf(" Device: ", StringComparison.Ordinal);
        int length = body.Length - bare.Length;
        return from > 0 && length > 0 && body.Remove(from, length) == bare && IsQuoted(body.Substring(from, length), " Device: ", ".");
    }

    private static bool IsHidden(char sign) => sign is not ('\u200C' or '\u200D')
        && char.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // What telephones and mail programs make links of: something with a scheme, an at-sign or a dot inside, and a number of five digits or more.
    private static string? LinkIn(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isPoint = i > 0 && i + 1 < text.Length && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]);
            bool joins = i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]);
            if (text[i] is '@' or '/' or '#' || (text[i] is '.' or '。' or '．' or '｡' && joins && !isPoint) || (text[i] == ':' && joins))
            {
                return text[i..];
            }
        }

        bool isAddress = text.Split(' ').Any(word => word.Count(sign => sign == '.') > 2);
        return isAddress || DigitsBetweenLetters(text) > 4 ? text : null;
    }

    private static int DigitsBetweenLetters(string text)
    {
        (int longest, int digits) = (0, 0);
        foreach (Rune rune in text.EnumerateRunes())
        {
            digits = Rune.IsLetter(rune) ? 0 : digits + (Rune.IsDigit(rune) ? 1 : 0);
            longest = Math.Max(longest, digits);
        }

        return longest;
    }

    // Digits with nothing but spaces and dashes between them, as codes are shown.
    private static int LongestNumber(string text)
    {
        (int longest, int digits) = (0, 0);
        foreach (Rune rune in text.EnumerateRunes())
        {
            digits = Rune.IsDigit(rune) ? digits + 1 : rune.Value is ' ' or '-' or '\u00A0' or '\u2011' ? digits : 0;
            longest = Math.Max(longest, digits);
        }

        return longest;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsDigit));
}
