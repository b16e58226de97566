using System.Text.Json;

namespace AccountRecovery.Samples;

/// <summary>How a process ended and what it printed.</summary>
internal sealed record Ran(int Code, string Output, string Error)
{
    /// <summary>The one JSON object that it printed.</summary>
    internal JsonElement Json => JsonDocument.Parse(Assert.Single(Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;

    internal string? Outcome => Json.GetProperty("outcome").GetString();

    internal string? Text(string name) => Json.GetProperty(name).GetString();

    internal int Number(string name) => Json.GetProperty(name).GetInt32();

    /// <summary>The codes that 'generate' showed.</summary>
    internal string[] Codes => [.. Json.GetProperty("codes").EnumerateArray().Select(code => code.GetString()!)];

    /// <summary>That it ended with a code and one clear line on standard error, and nothing else.</summary>
    internal void IsOneLine(int code)
    {
        Assert.Equal(code, Code);
        Assert.Empty(Output);
        Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }
}
