using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>A report as Markdown tables.</summary>
internal static class Tables
{
    internal static string Of(Report report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Date}, {report.Machine}, medians of {report.Rounds} rounds, {report.Processes} processes").AppendLine();
        text.AppendLine("| implementation | cost | time | libargon2 of Debian | ratio | least and greatest | allocated for each hash | gen-2 collections |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (Timing one in report.Timings)
        {
            Turn it = one.Median;
            text.Append(CultureInfo.InvariantCulture, $"| {it.Name} | `{it.Cost}` | {it.Milliseconds:F1} ms | {it.ReferenceMilliseconds:F1} ms | {it.Ratio:F3} | ");
            text.AppendLine(CultureInfo.InvariantCulture, $"{one.LeastRatio:F3} to {one.GreatestRatio:F3} | {it.AllocatedBytes:F0} | {it.Gen2Collections} |");
        }

        text.AppendLine().AppendLine("| 16 callers, 2 places, 19 MiB | base | peak | above |").AppendLine("|---|---|---|---|");
        foreach (Crowd one in report.Crowds)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {one.Name} | {one.BaseMiB:F1} MiB | {one.PeakMiB:F1} MiB | {one.PeakMiB - one.BaseMiB:F1} MiB |");
        }

        text.AppendLine().AppendLine("| first hash of a process | time |").AppendLine("|---|---|");
        foreach (FirstHash one in report.FirstHashes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {one.Name} | {one.Milliseconds:F0} ms |");
        }

        return text.ToString();
    }
}
