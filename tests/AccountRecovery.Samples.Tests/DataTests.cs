using System.Text.Json;

namespace AccountRecovery.Samples;

/// <summary>What is kept about an account, told and erased.</summary>
public sealed class DataTests
{
    [Fact]
    public async Task All_that_is_kept_is_reported_without_a_code_and_erased_once()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string[] backup = (await file.CallAsync("generate", "--account", "alice", "--json")).Codes;
        string code = (await file.CallAsync("recovery-code", "make", "--account", "alice", "--json")).Text("code")!;

        Ran export = await file.CallAsync("export", "--account", "alice");
        Assert.Equal((0, string.Empty), (export.Code, export.Error));
        JsonElement told = JsonDocument.Parse(export.Output).RootElement;
        Assert.Equal(
            (1, 1),
            (told.GetProperty("backupCodes").GetProperty("live").GetProperty("number").GetInt32(), told.GetProperty("recoveryCode").GetProperty("number").GetInt32()));
        Ran json = await file.CallAsync("export", "--account", "alice", "--json");
        Assert.Equal((0, "exported", "alice"), (json.Code, json.Outcome, json.Json.GetProperty("export").GetProperty("account").GetString()));
        Assert.DoesNotContain(backup.Append(code), secret => (export.Output + json.Output).Contains(secret, StringComparison.Ordinal));

        Assert.Equal((0, "erased"), await file.CallAsync("erase", "--account", "alice", "--json") is var erased ? (erased.Code, erased.Outcome) : default);
        foreach (string verb in (string[])["erase", "export"])
        {
            Ran nothing = await file.CallAsync(verb, "--account", "alice", "--json");
            Assert.Equal((1, "no_record"), (nothing.Code, nothing.Outcome));
        }

        Assert.Equal("unknown_account", (await file.CallAsync("recovery-code", "redeem", code, "--account", "alice", "--json")).Text("why"));
    }
}
