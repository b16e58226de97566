using NodaTime;
using NodaTime.Text;

namespace AccountRecovery.Samples;

/// <summary>The recovery key from what losing it means to its end.</summary>
public sealed class RecoveryKeyTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Instant Exclusive = Noon + Duration.FromHours(720);
    private static readonly Duration Grain = Duration.FromNanoseconds(1_000);

    [Fact]
    public async Task Nothing_is_made_before_loss_is_understood_and_it_counts_when_typed_back_rightly()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        Assert.Equal((1, "refused", "recovery_code_needed"), Refusal(await AtAsync(file, Noon, "recovery-key", "begin", "--i-understand")));
        string code = await MakeCodeAsync(file);
        string sheet = Path.Combine(file.Folder, "key.txt");

        Ran told = await AtAsync(file, Noon, "recovery-key", "begin", "--recovery-code", code, "--out", sheet);
        Assert.Equal((1, "acknowledgement_needed"), (told.Code, told.Outcome));
        Assert.Equal((false, 720), (told.Json.GetProperty("loss").GetProperty("for_good").GetBoolean(), told.Json.GetProperty("loss").GetProperty("exclusive_after_hours").GetInt32()));
        Assert.False(File.Exists(sheet));
        Ran words = await file.CallAsync("recovery-key", "begin", "--recovery-code", code, "--account", "alice", "--now", Name(Noon));
        Assert.Contains("--i-understand", words.Error, StringComparison.Ordinal);

        Ran begun = await AtAsync(file, Noon, "recovery-key", "begin", "--recovery-code", code, "--i-understand", "--out", sheet);
        Assert.Equal((0, "awaiting_confirmation", Name(Noon + Duration.FromHours(24)), sheet), (begun.Code, begun.Outcome, begun.Text("until"), begun.Text("sheet")));
        string key = Assert.Single((await File.ReadAllLinesAsync(sheet)).Select(line => line.Trim()), line => line.Length == 34 && line.Count(symbol => symbol == '-') == 6);

        char slip = key[0] == '2' ? '3' : '2';
        Ran slipped = await AtAsync(file, Noon, "recovery-key", "confirm", slip + key[1..]);
        Assert.Equal((1, "malformed", "check_symbol"), (slipped.Code, slipped.Outcome, slipped.Text("fault")));
        Assert.Equal((1, "refused", "no_codes"), Refusal(await AtAsync(file, Noon, "recovery-key", "redeem", key)));
        Assert.Equal(0, (await file.CallAsync(["recovery-key", "confirm", "--account", "alice", "--now", Name(Noon)], input: key)).Code);
        Assert.Equal((1, "refused", "key_exists"), Refusal(await AtAsync(file, Noon, "recovery-key", "begin", "--recovery-code", code, "--i-understand")));

        Ran redeemed = await AtAsync(file, Noon, "recovery-key", "redeem", key);
        Assert.Equal((0, "redeemed"), (redeemed.Code, redeemed.Outcome));
        Assert.Equal((1, "refused", "already_spent"), Refusal(await AtAsync(file, Noon, "recovery-key", "redeem", key)));
        Assert.DoesNotContain(key, file.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_disabled_at_once_by_itself_and_720_hours_later_from_a_trusted_device()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string code = await MakeCodeAsync(file);
        string first = await EnableAsync(file, code);
        Assert.Equal((0, "disabled"), await AtAsync(file, Noon, "recovery-key", "disable", first) is var disabled ? (disabled.Code, disabled.Outcome) : default);

        await EnableAsync(file, code);
        Assert.Equal((1, "refused", "recovery_code_needed"), Refusal(await AtAsync(file, Noon, "recovery-key", "disable", "--trusted-device")));
        (await file.CallAsync("recovery-key", "disable", first, "--recovery-code", code, "--account", "alice")).IsOneLine(2);
        Ran scheduled = await AtAsync(file, Noon, "recovery-key", "disable", "--trusted-device", "--recovery-code", code);
        Assert.Equal((0, "scheduled", Name(Exclusive)), (scheduled.Code, scheduled.Outcome, scheduled.Text("from")));
        Assert.Equal(Name(Exclusive), Key(await AtAsync(file, Exclusive - Grain, "status")).GetProperty("disabled_from").GetString());
        Assert.False(Key(await AtAsync(file, Exclusive, "status")).GetProperty("live").GetBoolean());
    }

    [Fact]
    public async Task While_it_is_exclusive_the_recovery_code_is_replaced_from_a_trusted_device_only()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string code = await MakeCodeAsync(file);
        await EnableAsync(file, code);

        Ran before = await AtAsync(file, Exclusive - Grain, "recovery-code", "make", "--current", code);
        Assert.Equal(0, before.Code);
        code = before.Text("code")!;
        Assert.Equal((1, "refused", "trusted_device_needed"), Refusal(await AtAsync(file, Exclusive, "recovery-code", "make", "--current", code)));
        Assert.Equal(0, (await AtAsync(file, Exclusive, "recovery-code", "make", "--current", code, "--trusted-device")).Code);
    }

    private static async Task<string> MakeCodeAsync(RecoveryFile file) => (await AtAsync(file, Noon, "recovery-code", "make")).Text("code")!;

    private static async Task<string> EnableAsync(RecoveryFile file, string code)
    {
        string key = (await AtAsync(file, Noon, "recovery-key", "begin", "--recovery-code", code, "--i-understand")).Text("code")!;
        Assert.Equal("confirmed", (await AtAsync(file, Noon, "recovery-key", "confirm", key)).Outcome);
        return key;
    }

    private static System.Text.Json.JsonElement Key(Ran status) => status.Json.GetProperty("recovery_key");

    private static Task<Ran> AtAsync(RecoveryFile file, Instant now, params string[] arguments) => file.CallAsync([.. arguments, "--account", "alice", "--json", "--now", Name(now)]);

    private static (int, string?, string?) Refusal(Ran ran) => (ran.Code, ran.Outcome, ran.Text("why"));

    private static string Name(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
