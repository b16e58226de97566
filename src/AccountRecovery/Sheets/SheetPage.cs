using System.Globalization;
using System.Net;
using System.Text;

namespace AccountRecovery;

/// <summary>Writes a sheet as one HTML document that is also well-formed XML. The document uses no outside resources and prints on one page.</summary>
internal static class SheetPage
{
    // Sizes in points that fit both papers: A4 is narrower, Letter is shorter.
    private const int RoomForCodes = 380;
    private const int RoomForOne = 480;
    private const int RoomInColumn = 180;
    private const int RoomInWideColumn = 430;
    private const int LongestInColumn = 16;

    // A monospaced symbol is at most this wide, as a part of the font size.
    private const double SymbolWidth = 0.63;

    // Up to this number of characters, the site's name is written in large type.
    private const int LargeName = 40;

    private const string Style = """
        @page { margin: 16mm }
        :root { color-scheme: light }
        * { box-sizing: border-box }
        html { background: #fff; color: #000; font: 12pt/1.35 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif }
        body { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem }
        h1 { margin: 0 0 10pt; font-size: 20pt; line-height: 1.2; overflow-wrap: anywhere }
        h1.long { font-size: 13pt }
        dl { margin: 0 0 14pt }
        dl div { display: flex }
        dt { flex: none; width: 5em }
        dd { margin: 0; overflow-wrap: anywhere; font-weight: 600 }
        p { margin: 0 0 6pt }
        code { font-family: "Cascadia Mono", Consolas, "SF Mono", Menlo, "DejaVu Sans Mono", "Liberation Mono", monospace; font-variant-ligatures: none; font-variant-numeric: slashed-zero; font-weight: 600; white-space: nowrap }
        .set, .one { margin: 0 0 14pt; border: solid #000; border-width: 1.5pt 0 }
        .set { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; padding: 8pt 0 8pt 2.6em }
        .set li { padding-left: .3em; break-inside: avoid }
        .set li::marker { font-size: 10pt; font-variant-numeric: tabular-nums }
        .box { display: inline-block; width: .72em; height: .72em; margin-right: .5em; border: 1.2pt solid #000 }
        .one { padding: 22pt 0; text-align: center; overflow-x: auto }
        @media screen { .set { overflow-x: auto } }
        @media screen and (max-width: 30rem) { .set { display: block } }
        @media print { body { max-width: none; padding: 0 } }

        """;

    internal static string Write(SheetContent content)
    {
        string[] codes = [.. content.Codes()];
        string title = $"{content.Title} for ";
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\" />\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
            .Append("<meta name=\"robots\" content=\"noindex\" />\n")
            .Append("<meta name=\"referrer\" content=\"no-referrer\" />\n")
            .Append("<meta name=\"color-scheme\" content=\"light\" />\n")
            .Append("<meta name=\"format-detection\" content=\"telephone=no\" />\n")
            .Append("<title>").Append(title).Append(Escaped(content.Site)).Append("</title>\n")
            .Append("<style>\n").Append(Style).Append(content.IsSet ? SetSizes(codes) : OneSize(codes)).Append("</style>\n</head>\n<body>\n<main>\n")
            .Append(content.Site.Length > LargeName ? "<h1 class=\"long\">" : "<h1>").Append(title).Append(Isolated(content.Site)).Append("</h1>\n<dl>\n");
        if (content.Account is { } account)
        {
            page.Append("<div><dt>Account</dt><dd>").Append(Isolated(account)).Append("</dd></div>\n");
        }

        page.Append("<div><dt>Made</dt><dd>").Append(content.Made).Append("</dd></div>\n</dl>\n")
            .Append(content.IsSet ? Set(codes) : One(codes));
        foreach (string paragraph in (string[])[.. content.Rules, content.Typing, content.Keeping])
        {
            page.Append("<p>").Append(Escaped(paragraph)).Append("</p>\n");
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    // The codes go down the left column, then down the right one. Long codes go in one column.
    private static string SetSizes(string[] codes)
    {
        bool inTwo = Longest(codes) <= LongestInColumn;
        int rows = inTwo ? (codes.Length + 1) / 2 : codes.Length;
        double row = Math.Min(32, (double)RoomForCodes / rows);
        double size = Math.Min(Math.Min(20, row * 0.8), Fitting(codes, inTwo ? RoomInColumn : RoomInWideColumn));
        return string.Create(CultureInfo.InvariantCulture, $".set {{ grid-template-rows: repeat({rows}, {row:0.#}pt); line-height: {row:0.#}pt }}\n.set li {{ font-size: {size:0.#}pt }}\n");
    }

    // On a narrow screen the code is as large as fits; on paper it has a fixed maximum.
    private static string OneSize(string[] codes)
    {
        double size = Math.Min(26, Fitting(codes, RoomForOne));
        double share = 90 / (Longest(codes) * SymbolWidth);
        return string.Create(CultureInfo.InvariantCulture, $".one code {{ font-size: min({size:0.#}pt, {share:0.##}vw) }}\n@media print {{ .one code {{ font-size: {size:0.#}pt }} }}\n");
    }

    private static double Fitting(string[] codes, int room) => room / (Longest(codes) * SymbolWidth);

    private static int Longest(string[] codes) => codes.Max(code => code.Length);

    private static string Set(string[] codes) =>
        $"<ol class=\"set\">\n{string.Concat(codes.Select(code => $"<li><span class=\"box\"></span><code translate=\"no\">{Escaped(code)}</code></li>\n"))}</ol>\n";

    private static string One(string[] codes) =>
        string.Concat(codes.Select(code => $"<div class=\"one\"><code translate=\"no\">{Escaped(code)}</code></div>\n"));

    // Isolates a name, so that a right-to-left name does not change the order of the text beside it.
    private static string Isolated(string text) => $"<bdi>{Escaped(text)}</bdi>";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
