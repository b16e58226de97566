using RecoveryCli;

namespace AccountRecovery.Samples;

public sealed class RaceTests
{
    private static readonly int Racers = FullRun.Or(4, 8);

    [Fact]
    public async Task Of_several_processes_with_the_same_code_one_is_let_in()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        Ran made = await file.CallAsync("generate", "--account", "alice", "--json");

        Ran[] ran = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => file.RunAsync(["redeem", made.Codes[0], "--account", "alice", "--json"])));

        Assert.Equal(1, ran.Count(call => call.Code == 0));
        Assert.All(ran.Where(call => call.Code != 0), call => Assert.Contains(call.Outcome, (string[])["refused", "paused", "busy"]));
        Assert.Equal(9, (await file.CallAsync("status", "--account", "alice", "--json")).Number("remaining"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Of_several_processes_with_the_same_recovery_code_one_gets_a_grant()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string code = (await file.CallAsync("recovery-code", "make", "--account", "alice", "--json")).Text("code")!;

        Ran[] ran = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => file.RunAsync(["recovery-code", "redeem", code, "--account", "alice", "--json"])));

        Assert.Single(ran, call => call.Code == 0 && call.Text("grant") is not null);
        Assert.All(ran.Where(call => call.Code != 0), call => Assert.Contains(call.Outcome, (string[])["refused", "busy"]));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Two_first_calls_at_once_make_one_key_and_one_set_of_tables()
    {
        using RecoveryFile file = RecoveryFile.Empty();

        Ran[] ran = await Task.WhenAll(file.RunAsync(["generate", "--account", "alice", "--json"]), file.RunAsync(["generate", "--account", "bob", "--json"]));

        Assert.All(ran, call => Assert.Equal((0, "issued"), (call.Code, call.Outcome)));
        Assert.Single(ran, call => call.Error.Contains("Made a root key", StringComparison.Ordinal));
        Assert.Single(file.Keys);
        Assert.Equal(["recovery.db", "recovery.db.rootkey"], Directory.EnumerateFiles(file.Folder).Select(Path.GetFileName).Where(name => !name!.Contains('-', StringComparison.Ordinal)).Order());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.KeyFile));
        }

        Ran keys = await file.CallAsync("keys", "--json");
        Assert.Equal((0, 2), (keys.Code, keys.Json.GetProperty("keys")[0].GetProperty("records").GetInt32()));
    }

    [Fact]
    public async Task However_many_make_the_first_key_at_once_all_have_the_same() =>
        Assert.Single(await KeysOfManyFirstCallsAsync(FullRun.Or(40, 1000), (file, database) => RootKeys.Load(file, database).Active.Id));

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_key_file_that_is_looked_for_and_then_moved_there_is_caught() => Assert.NotEqual(1, (await KeysOfManyFirstCallsAsync(1000, (file, database) =>
    {
        if (!File.Exists(file))
        {
            string draft = Path.Combine(Path.GetDirectoryName(file)!, Path.GetRandomFileName());
            File.WriteAllText(draft, RootKey.Generate().Reveal());

            // The others look meanwhile, on one processor too.
            Thread.Sleep(1);
            File.Move(draft, file, overwrite: true);
        }

        return RootKeys.Load(file, database).Active.Id;
    })).Length);

    [Fact]
    public async Task New_keys_made_at_once_are_all_kept()
    {
        using RecoveryFile folder = RecoveryFile.Empty();
        var keys = RootKeys.Load(folder.KeyFile, folder.Path);

        KeyId[] made = [.. await TogetherAsync(() => keys.Add().Id), keys.Active.Id];

        Assert.Equal(made.Order(ByValue), RootKeys.Load(folder.KeyFile, folder.Path).All.Select(key => key.Id).Order(ByValue));
    }

    private static Comparer<KeyId> ByValue => Comparer<KeyId>.Create((one, other) => one.Value.CompareTo(other.Value));

    // A file each time, so that a rare slip is met.
    private static async Task<KeyId[]> KeysOfManyFirstCallsAsync(int rounds, Func<string, string, KeyId> call)
    {
        using RecoveryFile folder = RecoveryFile.Empty();
        for (int round = 0; round < rounds; round++)
        {
            string file = Path.Combine(folder.Folder, FormattableString.Invariant($"{round}.rootkey"));
            KeyId[] met = [.. (await TogetherAsync(() => call(file, folder.Path))).Distinct()];
            if (met.Length > 1)
            {
                return met;
            }
        }

        return [default];
    }

    private static async Task<T[]> TogetherAsync<T>(Func<T> call)
    {
        using var gate = new Barrier(Racers);
        return await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait();
                return call();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }
}
