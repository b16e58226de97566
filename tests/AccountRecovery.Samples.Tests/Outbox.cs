using System.Text;

namespace AccountRecovery.Samples;

/// <summary>The folder that the command line puts messages into, and what was in it when it was last looked at.</summary>
internal sealed class Outbox(RecoveryFile file)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    internal string Folder { get; } = Path.Combine(file.Folder, "outbox");

    /// <summary>Whatever came since the last look, texts of files by their names' ends.</summary>
    internal (string Ending, string Text)[] TakeNew()
    {
        string[] fresh = Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder).Where(_seen.Add).Order(StringComparer.Ordinal)] : [];
        return [.. fresh.Select(path => (Path.GetExtension(path), File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true))))];
    }

    /// <summary>The code of the one new message that bears one.</summary>
    internal string TakeCode() => Assert.Single(TakeNew().Select(message => CodeIn(message.Text)).OfType<string>());

    /// <summary>The first seven digits that stand as a code does, <c>123 4567</c>.</summary>
    internal static string? CodeIn(string text) => Enumerable.Range(0, Math.Max(0, text.Length - 7))
        .Select(at => text.Substring(at, 8))
        .FirstOrDefault(part => part[3] == ' ' && part.Remove(3, 1).All(char.IsAsciiDigit));
}
