namespace AccountRecovery;

public sealed class ImportTests
{
    private static readonly CodeFormat Old = CodeFormat.Parse("crockford32:5-5");

    private static TestHost Host() => new(options => options.ImportFormats.Add(Old.ToString()), listens: true);

    [Fact]
    public async Task Import_keeps_the_format_and_the_codes_redeem()
    {
        await using TestHost host = Host();

        Assert.Equal(new ImportOutcome.Imported(3), await host.Codes.ImportAsync(TestHost.Alice, ["ABCDE-FGHJK", "MNPQR-STVWX", "01234-56789"], Old, TestHost.Owner));

        Assert.Equal(2, Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync("abcde fghjk")).Remaining);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await host.RedeemAsync("ABCDEFGHJK"));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync("O1234 S6789".Replace('S', '5')));
        Assert.Equal(Old, (await host.OpenAsync())!.BackupCodes.Live!.Format);
        await host.DrainAsync();
        Assert.Equal(RecoveryEventKind.CodesImported, host.Sink.Delivered[0].Kind);
    }

    [Fact]
    public async Task Import_counts_repeated_codes_once()
    {
        await using TestHost host = Host();

        Assert.Equal(new ImportOutcome.Imported(2), await host.Codes.ImportAsync(TestHost.Alice, ["ABCDE-FGHJK", "abcdefghjk", "MNPQR-STVWX", "ABCDE FGHJK"], Old, TestHost.Owner));

        Assert.Equal(2, (await host.Codes.GetStatusAsync(TestHost.Alice)).Total);
    }

    [Fact]
    public async Task Import_of_one_malformed_code_imports_none_and_says_which()
    {
        await using TestHost host = Host();

        Assert.Equal(
            new ImportOutcome.Malformed(1, CodeFault.UnexpectedCharacter, 4),
            await host.Codes.ImportAsync(TestHost.Alice, ["ABCDE-FGHJK", "MNPQ?-STVWX", ""], Old, TestHost.Owner));

        Assert.Null(await host.OpenAsync());
        Assert.Equal(0, host.Hasher.Hashes);
    }

    [Fact]
    public async Task Import_where_codes_exist_is_refused()
    {
        await using TestHost host = Host();
        string[] codes = await host.IssueAsync();

        Assert.Equal(new ImportOutcome.Refused(Refusal.CodesExist), await host.Codes.ImportAsync(TestHost.Alice, ["ABCDE-FGHJK"], Old, TestHost.Owner));

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
    }

    [Fact]
    public async Task Import_after_a_set_was_revoked_is_refused_so_that_a_slow_copy_of_it_revives_nothing()
    {
        await using TestHost host = Host();
        Assert.IsType<ImportOutcome.Imported>(await host.Codes.ImportAsync(TestHost.Alice, ["ABCDE-FGHJK"], Old, TestHost.Owner));
        RecoveryTicket password = await host.Tickets.VouchAsync(TestHost.Alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, TestHost.Owner);
        Assert.IsType<RevokeOutcome.Revoked>(await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password)));

        Assert.Equal(new ImportOutcome.Refused(Refusal.CodesExist), await host.Codes.ImportAsync(TestHost.Alice, ["ABCDE-FGHJK"], Old, TestHost.Owner));

        Assert.IsType<RedeemOutcome.Refused>(await host.RedeemAsync("ABCDE-FGHJK"));
    }

    [Fact]
    public async Task Import_of_an_undeclared_format_or_of_no_codes_or_too_many_is_a_mistake()
    {
        await using TestHost host = Host();

        await Assert.ThrowsAsync<ArgumentException>("format", () => host.Codes.ImportAsync(TestHost.Alice, ["ABCDEF"], CodeFormat.Parse("crockford32:6"), TestHost.Owner).AsTask());
        await Assert.ThrowsAsync<ArgumentException>("codes", () => host.Codes.ImportAsync(TestHost.Alice, [], Old, TestHost.Owner).AsTask());
        await Assert.ThrowsAsync<ArgumentException>("codes", () => host.Codes.ImportAsync(TestHost.Alice, [.. Enumerable.Repeat("ABCDE-FGHJK", 33)], Old, TestHost.Owner).AsTask());
        Assert.Null(await host.OpenAsync());
    }

    [Fact]
    public async Task An_imported_set_is_replaced_by_generating()
    {
        await using TestHost host = Host();
        await host.Codes.ImportAsync(TestHost.Alice, ["ABCDE-FGHJK"], Old, TestHost.Owner);

        string[] fresh = await host.IssueAsync();

        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync("ABCDE-FGHJK"));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(fresh[0]));
    }
}
