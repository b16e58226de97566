using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AccountRecovery.Samples;

public sealed class RootKeyTests
{
    [Fact]
    public async Task A_root_key_is_changed_by_new_key_and_reseal_and_the_old_one_taken_out()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        Ran made = await file.CallAsync("generate", "--account", "alice", "--json");
        string before = file.Keys.Single();

        Ran added = await file.CallAsync("new-key", "--json");
        Assert.Equal((0, "made", RootKey.Parse(file.Keys[^1]).Id.ToString()), (added.Code, added.Outcome, added.Text("key")));
        Assert.Equal([before, file.Keys[^1]], file.Keys);
        Assert.Equal([("open_only", 1), ("active", 0)], Uses(await file.CallAsync("keys", "--json")));

        // Taken out too early, it is missed; put back, nothing is lost.
        string[] both = file.Keys;
        await File.WriteAllLinesAsync(file.KeyFile, both[1..]);
        Assert.Equal([("active", 0), ("missing", 1)], Uses(await file.CallAsync("keys", "--json")));
        Ran missed = await file.CallAsync("redeem", made.Codes[0], "--account", "alice");
        missed.IsOneLine(4);
        Assert.Contains(RootKey.Parse(before).Id.ToString(), missed.Error, StringComparison.Ordinal);
        Assert.Equal((4, "incomplete", 1), await file.CallAsync("reseal", "--json") is var failed ? (failed.Code, failed.Outcome, failed.Number("failed")) : default);
        await File.WriteAllLinesAsync(file.KeyFile, both);

        Ran resealed = await file.CallAsync("reseal", "--json");
        Assert.Equal((0, "resealed", 1), (resealed.Code, resealed.Outcome, resealed.Number("resealed")));
        Assert.Contains("1 account looked at", resealed.Error, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file.KeyFile, both[1..]);
        Assert.Equal(0, (await file.CallAsync("redeem", made.Codes[0], "--account", "alice")).Code);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_stopped_reseal_says_where_to_go_on_and_goes_on_there()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No signal can be sent to one process alone on Windows.");
        const int UnderNewKey = 100;
        const int UnderOldKey = 20;
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string[] old = file.Keys;
        string[] both = [.. old, RootKey.Generate().Reveal()];
        await ManyAccounts.AddAsync(file.Path, both[1], 0, UnderNewKey);
        await ManyAccounts.AddAsync(file.Path, old[0], UnderNewKey, UnderOldKey);
        await File.WriteAllLinesAsync(file.KeyFile, both);
        Ran stopped;
        await using (var other = new SqliteConnection($"Data Source={file.Path};Pooling=False"))
        {
            // While another program holds the database for writing, the first page, which needs no writing, is passed, and the second is waited for.
            await other.OpenAsync();
            await using SqliteCommand hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync();
            using SampleProcess process = file.Start(["reseal", "--json"]);
            await process.SaysAsync(FormattableString.Invariant($"{UnderNewKey} accounts looked at, 0 resealed"));
            Assert.Equal(0, Kill(process.Id, Terminate));
            await process.SaysAsync("Stopping");
            hold.CommandText = "ROLLBACK";
            await hold.ExecuteNonQueryAsync();
            stopped = await process.EndAsync();
        }

        Assert.Equal((130, "stopped", ManyAccounts.Name(UnderNewKey - 1)), (stopped.Code, stopped.Outcome, stopped.Text("last")));

        Ran rest = await file.CallAsync("reseal", "--json", "--after", stopped.Text("last")!);
        Assert.Equal((0, "resealed", UnderOldKey), (rest.Code, rest.Outcome, rest.Number("examined")));
        Assert.Equal([("open_only", 0), ("active", UnderNewKey + UnderOldKey)], Uses(await file.CallAsync("keys", "--json")));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_environment_gives_the_keys_and_then_no_file_is_made()
    {
        using RecoveryFile file = RecoveryFile.Empty();
        string key = RootKey.Generate().Reveal();
        var environment = new Dictionary<string, string> { ["ACCOUNTRECOVERY_ROOT_KEY"] = key };

        Ran keys = await file.RunAsync(["keys", "--json"], environment: environment);
        Assert.Equal((0, RootKey.Parse(key).Id.ToString()), (keys.Code, keys.Json.GetProperty("keys")[0].GetProperty("key").GetString()));
        Assert.False(File.Exists(file.KeyFile));

        (await file.RunAsync(["new-key"], environment: environment)).IsOneLine(2);
        (await file.RunAsync(["keys", "--key-file", file.KeyFile], environment: environment)).IsOneLine(2);
        (await file.CallAsync("keys")).IsOneLine(2);
        Assert.False(File.Exists(file.KeyFile));
        environment["ACCOUNTRECOVERY_ROOT_KEY"] = "not a key";
        Ran bad = await file.RunAsync(["keys"], environment: environment);
        bad.IsOneLine(2);
        Assert.DoesNotContain("not a key", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_fault_of_one_line()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        await File.WriteAllTextAsync(file.Path, "This is no database, but it is long enough to be looked at as one.");

        (await file.CallAsync("status", "--account", "alice")).IsOneLine(4);
    }

    // Heard as Ctrl+C is, and also by what was started in a shell's background, where an interrupt is ignored.
    private const int Terminate = 15;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    private static (string, int)[] Uses(Ran keys) =>
        [.. keys.Json.GetProperty("keys").EnumerateArray().Select(key => (key.GetProperty("use").GetString()!, key.GetProperty("records").GetInt32()))];
}
