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
        double scale = (Width - LabelWidth - 110) / Math.Max(1, report.Timings.Max(one => one.Median.Ratio));
        foreach (IGrouping<string, Turn> cost in report.Timings.Select(one => one.Median).GroupBy(one => one.Cost))
        {
            y += GroupGap - Gap;
            bars.AppendLine(CultureInfo.InvariantCulture, $"""  <text x="10" y="{y - 10}" font-weight="bold">{cost.Key}</text>""");

            // The reference has been measured beside each of them.
            (string Name, double Ratio, double Time)[] all =
                [("libargon2 of Debian", 1, cost.Average(one => one.ReferenceMilliseconds)), .. cost.Select(one => (one.Name, one.Ratio, one.Milliseconds))];
            foreach ((string name, double ratio, double time) in all.OrderByDescending(one => one.Ratio))
            {
                string colour = name.StartsWith("AccountRecovery", StringComparison.Ordinal) ? "#2a6f97" : "#b0b7bd";
                bars.AppendLine(CultureInfo.InvariantCulture, $"""  <text x="{LabelWidth - 8}" y="{y + 15}" text-anchor="end">{name}</text>""");
                bars.AppendLine(CultureInfo.InvariantCulture, $"""  <rect x="{LabelWidth}" y="{y}" width="{ratio * scale:F1}" height="{BarHeight}" fill="{colour}"/>""");
                bars.AppendLine(CultureInfo.InvariantCulture, $"""  <text x="{LabelWidth + (ratio * scale) + 6:F1}" y="{y + 15}">{ratio:F2}  ({time:F0} ms)</text>""");
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
}
