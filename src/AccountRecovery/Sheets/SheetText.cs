using System.Text;

namespace AccountRecovery;

/// <summary>Writes a sheet as plain text. Lines end with LF, which all current editors can read.</summary>
internal static class SheetText
{
    private const int Width = 72;

    internal static string Write(SheetContent content)
    {
        var text = new StringBuilder();
        Add(text, string.Empty, $"{content.Title} for {content.Site}");
        text.Append('\n');
        if (content.Account is { } account)
        {
            Add(text, "Account: ", account);
        }

        Add(text, "Made:    ", content.Made);
        text.Append('\n');
        int number = 1;
        foreach (string code in content.Codes())
        {
            // A code is never split between lines, however long its format is.
            text.Append(content.IsSet ? FormattableString.Invariant($"[ ] {number++,2}  {code}\n") : $"    {code}\n");
        }

        foreach (string paragraph in (string[])[.. content.Rules, content.Typing, content.Keeping])
        {
            text.Append('\n');
            Add(text, string.Empty, paragraph);
        }

        return text.ToString();
    }

    // Breaks lines at spaces. Breaks a word only if it is longer than a line.
    private static void Add(StringBuilder text, string head, string words)
    {
        int room = Width - head.Length;
        text.Append(head);
        ReadOnlySpan<char> rest = words;
        while (rest.Length > room)
        {
            int space = rest[..(room + 1)].LastIndexOf(' ');
            int end = space > 0 ? space : char.IsLowSurrogate(rest[room]) ? room - 1 : room;
            text.Append(rest[..end]).Append('\n').Append(' ', head.Length);
            rest = rest[(space > 0 ? end + 1 : end)..];
        }

        text.Append(rest).Append('\n');
    }
}
