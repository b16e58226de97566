using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

public sealed class SheetLabelTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \u00A0")]
    [InlineData("\u202E \u2066")]
    [InlineData("two\nlines")]
    [InlineData("two\rlines")]
    [InlineData("two\u2028lines")]
    [InlineData("two\u2029lines")]
    [InlineData("two\u0085lines")]
    [InlineData("a\0b")]
    [InlineData("a\u001B[2J")]
    [InlineData("a\tb")]
    [InlineData("a\uFFFF")]
    public void Site_and_account_that_are_no_line_of_text_are_refused(string text)
    {
        ArgumentException site = Assert.Throws<ArgumentException>(() => new SheetLabel { Site = text });
        ArgumentException account = Assert.Throws<ArgumentException>(() => new SheetLabel { Site = "Example", Account = text });

        Assert.Equal(("Site", "Account"), (site.ParamName, account.ParamName));
        Assert.All([site, account], refused => Assert.Contains("128", refused.Message, StringComparison.Ordinal));
    }

    // Not as data of the theory: the runner would mend them.
    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new SheetLabel { Site = "a\uD800b" });
        Assert.Throws<ArgumentException>(() => new SheetLabel { Site = "Example", Account = "a\uDC00" });
        Assert.Throws<ArgumentException>(() => new SheetLabel { Site = "Example", Account = "a\uD83E" });
    }

    [Fact]
    public void Site_and_account_have_1_to_128_characters()
    {
        foreach (int length in (int[])[1, 128])
        {
            string text = new('a', length);
            Assert.Equal((text, text), new SheetLabel { Site = text, Account = text } is var label ? (label.Site, label.Account) : default);
        }

        Assert.Throws<ArgumentException>(() => new SheetLabel { Site = new string('a', 129) });
        Assert.Throws<ArgumentException>(() => new SheetLabel { Site = "Example", Account = new string('a', 129) });
        Assert.Throws<ArgumentNullException>(() => new SheetLabel { Site = null! });
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("/login")]
    [InlineData("ftp://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://alice:secret@example.com/")]
    [InlineData("https://example.com/?token=1")]
    [InlineData("https://example.com/#1")]
    public void An_address_that_is_no_plain_web_address_is_refused_without_repeating_it(string address)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new SheetLabel { Site = "Example", Url = new Uri(address, UriKind.RelativeOrAbsolute) });

        Assert.Equal("Url", refused.ParamName);
        Assert.DoesNotContain(address, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_has_at_most_512_characters()
    {
        Uri Long(int length) => new("https://example.com/" + new string('a', length - 20));

        Assert.Equal(512, new SheetLabel { Site = "Example", Url = Long(512) }.Url!.AbsoluteUri.Length);
        Assert.Throws<ArgumentException>(() => new SheetLabel { Site = "Example", Url = Long(513) });
    }

    [Fact]
    public void A_label_takes_any_text_or_refuses_it_as_an_argument() => Holds.ForAll(
        Gen.Choose(char.MinValue, char.MaxValue).Select(code => (char)code).ArrayOf().Select(symbols => new string(symbols)),
        text =>
        {
            try
            {
                var label = new SheetLabel { Site = text };
                return Sheets.Styles.All(style => Sheets.Set(1).Write(style, label).Length > 0) && !text.Any(char.IsControl);
            }
            catch (ArgumentException refused)
            {
                return refused.ParamName == "Site";
            }
        });

    [Fact]
    public void The_zone_is_UTC_unless_given_and_never_null()
    {
        Assert.Equal(DateTimeZone.Utc, Sheets.Plain.Zone);
        Assert.Throws<ArgumentNullException>(() => Sheets.Plain with { Zone = null! });
    }
}
