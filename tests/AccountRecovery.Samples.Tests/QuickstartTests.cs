namespace AccountRecovery.Samples;

public sealed class QuickstartTests
{
    [Fact]
    public async Task A_second_run_finds_what_the_first_left_and_its_codes_are_good_once()
    {
        string first = await RunAsync("--fresh");
        Assert.All(
            ["accepted; 9 left", "rejected: AlreadySpent", "no code: TooFewSymbols", "no code: UnexpectedCharacter", "rejected: WrongCode", "paused until", "Set 2, shown once"],
            words => Assert.Contains(words, first, StringComparison.Ordinal));
        Assert.DoesNotContain("Found what", first, StringComparison.Ordinal);

        string code = first.Split("-- \"")[1].Split('"')[0];
        string sheet = await RunAsync(code, code);
        Assert.Contains("Found what the last run left: set 2, 9 of 10 codes left", sheet, StringComparison.Ordinal);
        Assert.True(
            sheet.IndexOf("accepted; 8 left", StringComparison.Ordinal) is > 0 and var accepted && sheet.IndexOf("rejected: AlreadySpent", StringComparison.Ordinal) > accepted, sheet);

        string again = await RunAsync();
        Assert.Contains("Found what the last run left: set 2, 8 of 10 codes left", again, StringComparison.Ordinal);
        Assert.Contains("Set 4, shown once", again, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using SampleProcess process = SampleProcess.Start("Quickstart", arguments);
        Ran ran = await process.EndAsync();
        Assert.True(ran is { Code: 0, Error: "" }, ran.Error);
        return ran.Output;
    }
}
