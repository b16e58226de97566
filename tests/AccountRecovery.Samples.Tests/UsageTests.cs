namespace AccountRecovery.Samples;

public sealed class UsageTests
{
    [Fact]
    public async Task Help_names_every_verb_and_every_exit_code()
    {
        using RecoveryFile file = RecoveryFile.Empty();
        Ran help = await file.CallAsync("--help");

        Assert.Equal(0, help.Code);
        Assert.All(
            ["generate", "confirm", "redeem", "status", "revoke", "import", "recovery-code", "recovery-key", "add-contact", "contacts", "remove", "undo", "remove-all", "cancel", "notice-address", "recover", "sign-in", "skip", "freeze", "release", "send-code", "verify", "countries", "credentials-set", "access", "reopen", "export", "erase", "run-due", "keys", "new-key", "reseal", "--db", "--now", "--json", "--key-file", "--outbox", "0 done", "1 refused", "2 wrong usage", "3 busy", "4 fault"],
            word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
        Assert.Empty(help.Error);
        Assert.Empty(Directory.EnumerateFiles(file.Folder));
    }

    [Theory]
    [InlineData("--db")]
    [InlineData("recover")]
    [InlineData("restore")]
    [InlineData("remove", "--account", "alice")]
    [InlineData("remove", "one", "--account", "alice")]
    [InlineData("access", "use", "--account", "alice")]
    [InlineData("status")]
    [InlineData("status", "--account", "")]
    [InlineData("status", "--account", "alice", "--now", "tomorrow")]
    [InlineData("status", "--account", "alice", "--key-file", "/no/such/folder/key")]
    [InlineData("redeem", "1234 5678", "1234 5678", "--account", "alice")]
    [InlineData("generate", "--account", "alice", "--count", "3")]
    [InlineData("import", "12345678", "--account", "alice", "--format", "no format")]
    [InlineData("run-due", "--max", "many")]
    [InlineData("recovery-code")]
    [InlineData("access", "--account", "alice")]
    [InlineData("access", "fly", "--account", "alice")]
    [InlineData("access", "sign-in", "--account", "alice", "--session-began", "today")]
    public async Task Wrong_usage_is_exit_2_with_one_line_and_leaves_no_file(params string[] arguments)
    {
        using RecoveryFile file = RecoveryFile.Empty();
        Ran ran = await file.CallAsync(arguments);

        ran.IsOneLine(2);
        Assert.Empty(Directory.EnumerateFiles(file.Folder));
    }

    [Fact]
    public async Task An_account_longer_than_256_bytes_is_wrong_usage_that_gives_the_limit()
    {
        using RecoveryFile file = RecoveryFile.Empty();
        Ran ran = await file.CallAsync("status", "--account", new string('a', 257));

        ran.IsOneLine(2);
        Assert.Contains("256", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_without_codes_or_with_a_weak_format_is_wrong_usage()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();

        (await file.CallAsync(["import", "--account", "alice"], input: "\n;\n")).IsOneLine(2);
        Ran weak = await file.CallAsync("import", "12", "--account", "alice", "--format", "digits:2");
        weak.IsOneLine(2);
        Assert.Contains("20", weak.Error, StringComparison.Ordinal);
    }
}
