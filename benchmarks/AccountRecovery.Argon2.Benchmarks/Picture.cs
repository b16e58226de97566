using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>The ratios as bars, one group for each cost.</summary>
internal static class Picture
{
    private const int Width = 760;
    private const int LabelWidth = 270;
    private const int BarHeight = 20;
    private const int Gap = 6;
    private const int GroupGap = 38;

    internal static string Of(Report report)
    {
        var bars = new StringBuilder();
        double y = 34;
        double scale = (Width - LabelWidth - 110) / report.Timings.Max(one => one.Ratio);
        foreach (IGrouping<string, Timing> cost in report.Timings.GroupBy(one => one.Cost))
        {
            y += GroupGap - Gap;
            bars.AppendLine(CultureInfo.InvariantCulture, $"""  <text x="10" y="{y - 10}" font-weight="bold">{cost.Key}</text>""");

            // A library that was measured beside each kernel has several ratios, all measured in the same way; their median stands here.
            foreach (IGrouping<string, Timing> one in cost.GroupBy(one => one.Name).OrderByDescending(all => Ratio(all)))
            {
                string colour = one.Key.StartsWith("AccountRecovery", StringComparison.Ordinal) ? "#2a6f97" : "#b0b7bd";
                bars.AppendLine(CultureInfo.InvariantCulture, $"""  <text x="{LabelWidth - 8}" y="{y + 15}" text-anchor="end">{one.Key}</text>""");
                bars.AppendLine(CultureInfo.InvariantCulture, $"""  <rect x="{LabelWidth}" y="{y}" width="{Ratio(one) * scale:F1}" height="{BarHeight}" fill="{colour}"/>""");
                bars.AppendLine(CultureInfo.InvariantCulture, $"""  <text x="{LabelWidth + (Ratio(one) * scale) + 6:F1}" y="{y + 15}">{Ratio(one):F2}  ({one.Average(timing => timing.Milliseconds):F0} ms)</text>""");
                y += BarHeight + Gap;
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{y + 10:F0}" font-family="sans-serif" font-size="13">
              <rect width="100%" height="100%" fill="white"/>
              <text x="10" y="22" font-size="15">Argon2id: time as a ratio to libargon2 of Debian, less is better</text>
            {bars}</svg>

            """);
    }

    private static double Ratio(IEnumerable<Timing> timings)
    {
        double[] sorted = [.. timings.Select(one => one.Ratio).Order()];
        return sorted[sorted.Length / 2];
    }
}
