using NodaTime;

namespace AccountRecovery.Samples;

/// <summary>Getting back in by what was shown, and what is missing told first.</summary>
public sealed class RecoverTests
{
    private static readonly string[] Use = ["access", "use-services", "--session-began", Person.Name(Person.Noon)];

    [Fact]
    public async Task W5_A_settled_contact_recovers_and_every_earlier_session_is_void()
    {
        using Person dan = await Person.NewAsync();
        await dan.AddFirstAsync();
        (string challenge, string? code) = await dan.AskAsync("recover");
        string other = code![..^1] + (code[^1] == '0' ? '1' : '0');
        Assert.Equal((1, "refused", "wrong_code"), Person.Refusal(await dan.CallAsync("recover", other, "--challenge", challenge)));
        Assert.Equal((1, "malformed", "too_few_symbols"), await dan.CallAsync("recover", code[..^1], "--challenge", challenge) is var slip ? (slip.Code, slip.Outcome, slip.Text("fault")) : default);
        Assert.Equal((1, "refused", "ticket_invalid"), Person.Refusal(await dan.CallAsync("recover", "--proof", "no proof")));
        Assert.Equal(0, (await dan.CallAsync(Use)).Code);

        foreach (bool replayed in (bool[])[false, true])
        {
            Ran recovered = await dan.CallAsync("recover", code, "--challenge", challenge, "--idempotency-key", "1");
            Assert.Equal(
                (0, "recovered", Person.Name(dan.Now), replayed),
                (recovered.Code, recovered.Outcome, recovered.Text("sessions_valid_from"), recovered.Json.GetProperty("replayed").GetBoolean()));
        }

        Assert.Equal((1, "refused", "session_void"), Person.Refusal(await dan.CallAsync(Use)));
        Assert.Contains("your account was recovered", dan.Told());
    }

    [Fact]
    public async Task With_two_steps_what_is_missing_is_reported_and_what_was_shown_stays_good()
    {
        using Person dan = await Person.NewAsync();
        string backup = (await dan.CallAsync("generate")).Codes[0];
        await dan.AddFirstAsync();
        (string challenge, string? code) = await dan.AskAsync("recover");

        Ran more = await dan.CallAsync("recover", code!, "--challenge", challenge, "--two-step");
        Assert.Equal((1, "needs_more"), Person.Came(more));
        string[] kinds = [.. more.Json.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()!)];
        Assert.Equal(["backup_code", "host_two_step", "trusted_device"], kinds);
        Ran words = await dan.SayAsync("recover", "--proof", more.Text("proof")!, "--two-step");
        Assert.Contains("  - a backup code: 'redeem --recover', and what it prints with --proof\n", words.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        // A backup code is a second step and no recovery by itself.
        Ran redeemed = await dan.CallAsync("redeem", backup, "--recover");
        Assert.Equal((0, "redeemed"), Person.Came(redeemed));
        Assert.Equal((1, "needs_more"), Person.Came(await dan.CallAsync("recover", "--proof", redeemed.Text("proof")!, "--two-step")));
        Ran recovered = await dan.CallAsync("recover", "--proof", more.Text("proof")!, "--proof", redeemed.Text("proof")!, "--two-step");
        Assert.Equal((0, "recovered"), Person.Came(recovered));
        Assert.False((await dan.CallAsync("redeem", backup)).Json.TryGetProperty("proof", out _));
    }

    [Theory]
    [InlineData("--second-step")]
    [InlineData("--trusted-device")]
    public async Task What_the_host_vouches_for_is_a_second_proof_and_none_by_itself(string vouched)
    {
        using Person dan = await Person.NewAsync();
        await dan.AddFirstAsync();
        (string challenge, string? code) = await dan.AskAsync("recover");

        Assert.Equal((0, "recovered"), Person.Came(await dan.CallAsync("recover", code!, "--challenge", challenge, "--two-step", vouched)));
        (challenge, code) = await dan.AskAsync("recover");
        string proof = (await dan.CallAsync("verify", code!, "--challenge", challenge, "--purpose", "recover")).Text("proof")!;
        Assert.Equal((1, "refused", "ticket_expired"), Person.Refusal(await dan.AtAsync(dan.Now + Duration.FromMinutes(10), "recover", "--proof", proof, "--two-step", vouched)));
    }

    [Fact]
    public async Task An_exclusive_key_recovers_alone_and_in_the_wait_which_goes_on()
    {
        using Person dan = await Person.NewAsync();
        string code = (await dan.CallAsync("recovery-code", "make")).Text("code")!;
        string key = (await dan.CallAsync("recovery-key", "begin", "--recovery-code", code, "--i-understand")).Text("code")!;
        Assert.Equal("confirmed", (await dan.CallAsync("recovery-key", "confirm", key)).Outcome);
        await dan.AddFirstAsync();
        dan.Now = Person.Noon + Duration.FromHours(720);
        (string challenge, string? security) = await dan.AskAsync("recover");
        Assert.Equal((1, "needs_more"), Person.Came(await dan.CallAsync("recover", security!, "--challenge", challenge)));
        Assert.Equal((0, "wait_started"), Person.Came(await dan.CallAsync("remove-all", "--yes")));

        Ran redeemed = await dan.CallAsync("recovery-key", "redeem", key);
        Assert.Equal((0, "recovered"), Person.Came(await dan.CallAsync("recover", "--proof", redeemed.Text("proof")!, "--two-step")));
        Assert.NotNull((await dan.CallAsync("status")).Text("wait_until"));
    }

    [Fact]
    public async Task Nobody_recovers_an_account_without_a_record()
    {
        using Person dan = await Person.NewAsync();
        await dan.AddFirstAsync();
        string proof = (await dan.ByCodeAsync("recover", "recover")) is { Outcome: "recovered" } ? (await ProofAsync(dan)) : string.Empty;
        await dan.CallAsync("erase");

        Assert.Equal((1, "refused", "unknown_account"), Person.Refusal(await dan.CallAsync("recover", "--proof", proof)));
    }

    private static async Task<string> ProofAsync(Person dan)
    {
        (string challenge, string? code) = await dan.AskAsync("recover");
        return (await dan.CallAsync("verify", code!, "--challenge", challenge, "--purpose", "recover")).Text("proof")!;
    }
}
