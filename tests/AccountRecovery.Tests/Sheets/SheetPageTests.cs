using System.Xml.Linq;
using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class SheetPageTests
{
    [Fact]
    public void A_page_is_well_formed_with_the_label_as_text_and_no_markup_that_a_harmless_label_does_not_give() => Holds.ForAll(
        from sheet in Sheets.All from label in Sheets.Labels select (sheet, label),
        given =>
        {
            XDocument page = Read(given.sheet, given.label);
            bool shows = given.label.Account is not null && (given.label.ShowsAccount ?? given.sheet.Method != RecoveryMethod.RecoveryCode);
            var harmless = new SheetLabel { Site = new string('a', Sheets.Shown(given.label.Site).Length), Account = "a", ShowsAccount = shows };
            string site = Sheets.Shown(given.label.Site);
            return Markup(page).SequenceEqual(Markup(Read(given.sheet, harmless)))
                && page.Descendants("title").Single().Value.EndsWith($" for {site}", StringComparison.Ordinal)
                && page.Descendants("h1").Single().Value == page.Descendants("title").Single().Value
                && page.Descendants("bdi").Select(text => text.Value).SequenceEqual(shows ? [site, Sheets.Shown(given.label.Account!)] : [site]);
        });

    [Fact]
    public void A_page_asks_for_nothing_from_outside_and_runs_nothing() => Assert.All((CodeSheet[])[Sheets.Set(32), Sheets.RecoveryCode, Sheets.RecoveryKey], sheet =>
    {
        XDocument page = Read(sheet, Sheets.Plain);
        string[] allowed = ["html", "head", "meta", "title", "style", "body", "main", "h1", "bdi", "dl", "div", "dt", "dd", "ol", "li", "span", "code", "p"];
        string[] attributes = ["lang", "charset", "http-equiv", "name", "content", "class", "translate"];

        Assert.Empty(page.Descendants().Select(element => element.Name.LocalName).Except(allowed));
        Assert.Empty(page.Descendants().Attributes().Select(attribute => attribute.Name.LocalName).Except(attributes));
        Assert.DoesNotContain("url(", page.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", page.ToString(), StringComparison.Ordinal);
    });

    [Fact]
    public void A_page_says_what_browsers_and_robots_have_to_know()
    {
        string page = Sheets.Set(10).Write(SheetStyle.Page, Sheets.Plain);
        XDocument read = XDocument.Parse(page);

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />", page, StringComparison.Ordinal);
        Assert.Equal("Backup codes for Example", read.Descendants("title").Single().Value);
        Assert.Equal(("noindex", "no-referrer", "light"), (Meta("robots"), Meta("referrer"), Meta("color-scheme")));
        Assert.Contains("color-scheme: light", read.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.Contains("@page", read.Descendants("style").Single().Value, StringComparison.Ordinal);

        string Meta(string name) => read.Descendants("meta").Single(meta => (string?)meta.Attribute("name") == name).Attribute("content")!.Value;
    }

    [Fact]
    public void Codes_stand_in_order_each_with_a_box_where_it_is_a_set()
    {
        XDocument set = Read(Sheets.Set(32), Sheets.Plain);
        XDocument key = Read(Sheets.RecoveryKey, Sheets.Plain);

        Assert.Equal(Sheets.Set(32).Codes(), set.Descendants("li").Select(item => item.Element("code")!.Value));
        Assert.Equal(32, set.Descendants("li").Elements("span").Count(box => (string?)box.Attribute("class") == "box"));
        Assert.Equal(Sheets.RecoveryKey.Codes(), key.Descendants("code").Select(code => code.Value));
        Assert.Empty(key.Descendants("li"));
    }

    private static XDocument Read(CodeSheet sheet, SheetLabel label) => XDocument.Parse(sheet.Write(SheetStyle.Page, label), LoadOptions.PreserveWhitespace);

    // Every element and attribute in order, without the texts; comments and instructions of a reader's kind are none of ours.
    private static IEnumerable<string> Markup(XDocument page) => page.DescendantNodes().Where(node => node is not XText || node is XCData).Select(node => node switch
    {
        XElement element => $"{element.Name} {string.Join(' ', element.Attributes())}",
        XDocumentType => "doctype",
        _ => $"a {node.NodeType}",
    });
}
