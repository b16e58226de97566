using System.Diagnostics;
using System.Text;

namespace AccountRecovery;

/// <summary>Prints pages with an installed Chromium and reads the paper back with the tools of poppler.</summary>
internal static class BrowserPrint
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string? Chromium = Find("chromium", "chromium-browser", "google-chrome");
    private static readonly string? PdfInfo = Find("pdfinfo");
    private static readonly string? PdfToText = Find("pdftotext");

    /// <summary>Why nothing is printed here; null when it is.</summary>
    internal static string? Missing => Chromium is null || PdfInfo is null || PdfToText is null
        ? "NOT PRINTED IN A BROWSER: Chromium or poppler's pdfinfo and pdftotext are not installed (Debian: apt-get install chromium poppler-utils)."
        : null;

    /// <summary>Prints a page on a paper that is added to a copy of it, since the command line takes none.</summary>
    /// <param name="page">The document.</param>
    /// <param name="paper">As CSS names it: <c>A4</c>, <c>letter</c>.</param>
    internal static async Task<Paper> PrintAsync(string page, string paper)
    {
        string browser = Missing is null ? Chromium! : throw new InvalidOperationException(Missing);
        string folder = Directory.CreateTempSubdirectory("recovery-sheet-").FullName;
        try
        {
            string file = Path.Combine(folder, "sheet.html");
            string pdf = Path.Combine(folder, "sheet.pdf");
            await File.WriteAllTextAsync(file, page.Replace("</style>", $"@page {{ size: {paper} }}\n</style>", StringComparison.Ordinal));
            await RunAsync(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                $"--user-data-dir={Path.Combine(folder, "profile")}",
                "--no-pdf-header-footer",
                $"--print-to-pdf={pdf}",
                new Uri(file).AbsoluteUri);
            return new Paper(await RunAsync(PdfInfo!, pdf), await RunAsync(PdfToText!, pdf, "-"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within {Patience}.");
        }

        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}");
    }

    private static string? Find(params string[] names) => names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
