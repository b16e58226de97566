namespace AccountRecovery.Samples;

/// <summary>A set from the first code to the last word about it.</summary>
public sealed class CodesTests
{
    [Fact]
    public async Task A_code_is_good_once_and_is_printed_by_nothing_but_generate()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        Ran made = await file.CallAsync("generate", "--account", "alice", "--json");
        Assert.Equal((0, "issued", "alice", 1, 10), (made.Code, made.Outcome, made.Text("account"), made.Number("set"), made.Codes.Length));

        string[] redeem = ["redeem", "-", "--account", "alice", "--idempotency-key", "sign-in 7", "--json"];
        string typed = made.Codes[0].Replace(' ', '-') + "\n";
        foreach (bool replayed in (bool[])[false, true])
        {
            Ran redeemed = await file.CallAsync(redeem, input: typed);
            Assert.Equal((0, "redeemed", 9, replayed), (redeemed.Code, redeemed.Outcome, redeemed.Number("remaining"), redeemed.Json.GetProperty("replayed").GetBoolean()));
        }

        Ran again = await file.CallAsync(["redeem", "--account", "alice", "--json"], input: made.Codes[0]);
        Assert.Equal((1, "refused", "already_spent"), (again.Code, again.Outcome, again.Text("why")));

        Ran slip = await file.CallAsync("redeem", made.Codes[1][..^1], "--account", "alice", "--json");
        Assert.Equal((1, "malformed", "too_few_symbols", 8), (slip.Code, slip.Outcome, slip.Text("fault"), slip.Number("position")));

        Ran status = await file.CallAsync("status", "--account", "alice", "--json");
        Assert.Equal((0, 9, 10, "enough"), (status.Code, status.Number("remaining"), status.Number("total"), status.Text("warning")));
        Assert.Equal(1, status.Json.GetProperty("anonymous").GetProperty("failures").GetInt32());

        Ran revoked = await file.CallAsync("revoke", "--account", "alice", "--json");
        Assert.Equal((0, "revoked", 9), (revoked.Code, revoked.Outcome, revoked.Number("codes")));

        (await file.CallAsync("redeem", made.Codes[2], "--account", "alice", "--attested")).IsOneLine(1);

        string others = file.Transcript.Replace(made.Output, string.Empty, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Codes, code => others.Contains(code, StringComparison.Ordinal) || others.Contains(code.Replace(' ', '-'), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Codes_of_an_older_system_go_on_working_once_each()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        string[] import = ["import", "--account", "bob", "--format", "23456789BCDFGHJKMNPQRTVWXY:5-5", "--json"];
        Ran imported = await file.RunAsync(import, input: "BCDFG-23456;HJKMN-34567\nPQRTV-45678\n");
        Assert.Equal((0, "imported", 3), (imported.Code, imported.Outcome, imported.Number("codes")));

        Ran twice = await file.CallAsync(import, input: "BCDFG-23456");
        Assert.Equal((1, "refused", "codes_exist"), (twice.Code, twice.Outcome, twice.Text("why")));

        Ran redeemed = await file.CallAsync("redeem", "hjkmn 34567", "--account", "bob");
        Assert.Equal((0, "Accepted. The code is spent; 2 codes left. Make a new set soon, with 'generate'.\n", string.Empty), (redeemed.Code, redeemed.Output.ReplaceLineEndings("\n"), redeemed.Error));
    }
}
