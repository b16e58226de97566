using System.Globalization;
using System.Text;

namespace AccountRecovery;

/// <summary>A report as Markdown tables.</summary>
internal static class Tables
{
    internal static string Of(Report report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Date}, {report.Machine}, medians of {report.Rounds} rounds").AppendLine();
        text.AppendLine("| implementation | cost | time | ratio | allocated for each hash | gen-2 collections |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (Timing one in report.Timings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {one.Name} | `{one.Cost}` | {one.Milliseconds:F1} ms | {one.Ratio:F2} | {one.AllocatedBytes:F0} | {one.Gen2Collections} |");
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
