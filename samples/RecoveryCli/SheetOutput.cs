using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using AccountRecovery;

namespace RecoveryCli;

/// <summary>Where a sheet goes: a new file for its owner only, or standard output. Opened before codes are made, so that a bad path wastes none.</summary>
internal sealed class SheetOutput : IAsyncDisposable
{
    private static readonly Dictionary<string, SheetStyle> Styles = new(StringComparer.Ordinal)
    {
        ["text"] = SheetStyle.Text,
        ["html"] = SheetStyle.Page,
        ["csv"] = SheetStyle.BitwardenCsv,
        ["1password"] = SheetStyle.OnePasswordCsv,
        ["bitwarden"] = SheetStyle.BitwardenCsv,
        ["lastpass"] = SheetStyle.LastPassCsv,
    };

    private static readonly Option<string?> Style = new("--sheet")
    {
        Description = "Writes the codes down as a sheet instead: text, html (to print), or CSV for 1password, bitwarden or lastpass; csv is Bitwarden's.",
        HelpName = "STYLE",
        CustomParser = result => SharedOptions.Checked<string?>(result, text =>
            Styles.ContainsKey(text) ? text : throw new FormatException($"'{text}' is none of {string.Join(", ", Styles.Keys)}.")),
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "The sheet's file, which must not exist; readable by its owner only. Without --sheet as text. By default standard output.",
        HelpName = "FILE",
        CustomParser = result => SharedOptions.Checked<string?>(result, SharedOptions.FileIn),
    };

    private static readonly Option<string> Site = new("--site")
    {
        Description = "What the sheet says it is for. By default RecoveryCli.",
        HelpName = "NAME",
        DefaultValueFactory = _ => nameof(RecoveryCli),
        CustomParser = result => SharedOptions.Checked(result, text => new SheetLabel { Site = text }.Site),
    };

    private readonly string? _file;
    private readonly Stream _stream;
    private readonly SheetStyle _style;
    private readonly SheetLabel _label;
    private bool _isWritten;

    /// <param name="file">The file's name; null for standard output.</param>
    /// <param name="stream">Where the bytes go.</param>
    /// <param name="style">As what.</param>
    /// <param name="label">Whose sheet it is.</param>
    internal SheetOutput(string? file, Stream stream, SheetStyle style, SheetLabel label)
    {
        _file = file;
        _stream = stream;
        _style = style;
        _label = label;
    }

    /// <summary>Gives a command the options that <see cref="Open"/> reads.</summary>
    internal static void AddTo(Command command)
    {
        command.Add(Style);
        command.Add(Out);
        command.Add(Site);
    }

    /// <summary>Opens what the command line asks for; null when it asks for no sheet. What is not written in the end leaves no file.</summary>
    /// <exception cref="UsageException">The file cannot be made, or the sheet and the JSON object would share standard output.</exception>
    internal static SheetOutput? Open(ParseResult given, AccountId account)
    {
        string? file = given.GetValue(Out);
        string? style = given.GetValue(Style) ?? (file is null ? null : "text");
        if (style is null)
        {
            return null;
        }

        if (file is null && given.GetValue(SharedOptions.Json))
        {
            throw new UsageException("--json and --sheet both write to standard output. Give the sheet a file: --out.");
        }

        SheetLabel label = Label(given.GetRequiredValue(Site), account);
        return new SheetOutput(file, file is null ? Console.OpenStandardOutput() : Create(file), Styles[style], label);
    }

    /// <summary>Writes the sheet, and answers without the codes: where they are, and what to do next.</summary>
    /// <param name="sheet">What was issued.</param>
    /// <param name="outcome">As in <see cref="Answer.Outcome"/>.</param>
    /// <param name="nextStep">What to do next.</param>
    /// <param name="facts">What else the JSON object holds.</param>
    /// <exception cref="SheetLostException">It could not be written; no part of it is left.</exception>
    internal async Task<Answer> WriteAsync(CodeSheet sheet, string outcome, string nextStep, JsonObject facts)
    {
        try
        {
            await _stream.WriteAsync(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(sheet.Write(_style, _label)));
            await _stream.FlushAsync();
            if (_stream is FileStream file)
            {
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SheetLostException(_file, fault);
        }

        _isWritten = true;
        facts.Add("sheet", _file);
        if (_file is null)
        {
            // Standard output is the sheet alone, to be piped.
            await Console.Error.WriteLineAsync(nextStep);
            return new Answer(ExitCode.Done, outcome, string.Empty, facts);
        }

        return new Answer(ExitCode.Done, outcome, $"{sheet}: written to {_file}. Nobody can show {(sheet.Codes.Count == 1 ? "it" : "them")} again.\n{nextStep}", facts);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync();
        }
        catch (IOException) when (!_isWritten)
        {
            // What could not be written a moment ago still cannot be; that is said already.
        }

        if (_file is not null && !_isWritten)
        {
            File.Delete(_file);
        }
    }

    // An account may be called anything; what is no line of text is left out of the sheet rather than keeping it from being made.
    private static SheetLabel Label(string site, AccountId account)
    {
        var label = new SheetLabel { Site = site };
        try
        {
            return label with { Account = account.Value };
        }
        catch (ArgumentException)
        {
            return label;
        }
    }

    private static FileStream Create(string file)
    {
        try
        {
            return OwnFile.Create(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Path.Exists(file) ? $"{file} exists, and a sheet is never written over. Give another name." : $"--out: {fault.Message}");
        }
    }
}
