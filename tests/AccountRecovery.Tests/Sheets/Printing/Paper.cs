using System.Globalization;

namespace AccountRecovery;

/// <summary>What came out of the printer.</summary>
/// <param name="Info">What pdfinfo says.</param>
/// <param name="Text">What pdftotext reads.</param>
internal sealed record Paper(string Info, string Text)
{
    internal int Pages => int.Parse(Line("Pages:"), CultureInfo.InvariantCulture);

    /// <summary>Width and height in whole points.</summary>
    internal (double Width, double Height) Size => Line("Page size:").Split(' ') is [{ } width, "x", { } height, ..]
        ? (Math.Round(double.Parse(width, CultureInfo.InvariantCulture)), Math.Round(double.Parse(height, CultureInfo.InvariantCulture)))
        : default;

    private string Line(string head) => Info.Split('\n').Single(line => line.StartsWith(head, StringComparison.Ordinal))[head.Length..].Trim();
}
