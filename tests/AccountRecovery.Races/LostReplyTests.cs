namespace AccountRecovery.Races;

/// <summary>The commit is made and its reply is lost: the same call from another process gives the outcome.</summary>
[Trait("Category", "Slow")]
public sealed class LostReplyTests(RaceTrack track, ITestOutputHelper output)
{
    private const int CodesEach = RecoveryPolicy.DefaultBackupCodeCount;
    private const int Cut = 0;

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted, Setup.LongFormat, 20, 1_000)]
    [InlineData(Engine.PostgreSqlReadCommitted, Setup.ShortFormat, 5, 100)]
    [InlineData(Engine.Sqlite, Setup.LongFormat, 5, 100)]
    public async Task A5_A_reply_lost_after_the_commit_is_reported_again_by_another_process(Engine engine, string format, int shortRun, int fullRun)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew crew = track.Crew(3);
        Setup setup = database.Setup with { Format = format };
        await crew.OpenAsync(setup);
        string[] accounts = [.. Enumerable.Range(0, FullRun.Or(shortRun, fullRun)).Select(SingleUseRace.NameOf)];
        string[][] sets = await crew.IssueAsync(accounts);
        await crew.OpenAsync(worker => worker == Cut ? setup with { Twist = Twist.CutsReplies } : setup);
        int repaired = 0;
        for (int slot = 0; slot < CodesEach; slot++)
        {
            Call[] calls = [.. accounts.Select((account, i) => Keyed(account, sets[i][slot], slot))];
            Answer[] lost = await ByAsync(crew, Cut, calls);
            Answer[] again = await ByAsync(crew, 1, calls);
            Answer[] thrice = await ByAsync(crew, 2, calls);

            Assert.All(lost, answer => Assert.Contains("The reply was lost.", answer.Why, StringComparison.Ordinal));
            Assert.All(again, answer => Assert.Equal((nameof(RedeemOutcome.Redeemed), true, CodesEach - slot - 1), (answer.Kind, answer.Replayed, answer.Number)));
            Assert.Equal(again.Select(answer => answer.Proof), thrice.Select(answer => answer.Proof));
            repaired += again.Length;
        }

        Assert.All(await RemainingAsync(database, accounts), remaining => Assert.Equal(0, remaining));
        output.WriteLine($"{engine}, {format}: {repaired} of {accounts.Length * CodesEach} repaired");
    }

    [Theory]
    [InlineData(Engine.PostgreSqlReadCommitted)]
    [InlineData(Engine.Sqlite)]
    public async Task A5_So_is_that_of_a_process_that_dies_between_the_commit_and_the_reply(Engine engine)
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(engine);
        await using Crew heirs = track.Crew(1);
        string[] accounts = [.. Enumerable.Range(0, FullRun.Or(2, 20)).Select(SingleUseRace.NameOf)];
        for (int i = 0; i < accounts.Length; i++)
        {
            Setup setup = database.Setup with { Format = i % 2 == 0 ? Setup.LongFormat : Setup.ShortFormat };
            await heirs.OpenAsync(setup);
            string[] codes = (await heirs.IssueAsync([accounts[i]]))[0];
            Call call = Keyed(accounts[i], codes[0], slot: 0);
            await using Crew dying = track.Crew(1);
            await dying.OpenAsync(setup with { Twist = Twist.DiesAfterWrite });
            await dying.StartAsync(_ => [call]);
            await dying.Workers[0].EndAsync();

            Answer again = (await ByAsync(heirs, 0, [call]))[0];

            Assert.Equal((nameof(RedeemOutcome.Redeemed), true, CodesEach - 1), (again.Kind, again.Replayed, again.Number));
            Assert.Equal(again.Proof, (await ByAsync(heirs, 0, [call]))[0].Proof);
        }

        Assert.All(await RemainingAsync(database, accounts), remaining => Assert.Equal(CodesEach - 1, remaining));
    }

    [Fact]
    public async Task A5_Without_the_key_the_second_call_is_another_and_finds_the_code_spent()
    {
        await using RaceDatabase database = await track.CreateDatabaseAsync(Engine.PostgreSqlReadCommitted);
        await using Crew crew = track.Crew(2);
        await crew.OpenAsync(database.Setup);
        string[] codes = (await crew.IssueAsync(["alice"]))[0];
        await crew.OpenAsync(worker => worker == Cut ? database.Setup with { Twist = Twist.CutsReplies } : database.Setup);
        Call call = Keyed("alice", codes[0], slot: 0) with { Key = null };

        Assert.True((await ByAsync(crew, Cut, [call]))[0].IsFault);
        Assert.Equal(nameof(Refusal.AlreadySpent), (await ByAsync(crew, 1, [call]))[0].Why);
    }

    private static Call Keyed(string account, string code, int slot) => new(Verb.Redeem, account) { Typed = code, Session = "flow", Key = $"key-{slot}" };

    private static async Task<Answer[]> ByAsync(Crew crew, int worker, Call[] calls) =>
        (await crew.StepAsync(i => i == worker ? calls : []))[worker].Answers;

    private static async Task<int[]> RemainingAsync(RaceDatabase database, string[] accounts)
    {
        int[] remaining = new int[accounts.Length];
        for (int i = 0; i < accounts.Length; i++)
        {
            remaining[i] = (await database.RecordAsync(accounts[i])).BackupCodes.Live!.Remaining;
        }

        return remaining;
    }
}
