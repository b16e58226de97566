using NodaTime;

namespace AccountRecovery;

public sealed class GenerateTests
{
    private static readonly Duration Microsecond = Duration.FromTicks(10);

    [Fact]
    public async Task Generate_gives_ten_distinct_codes_of_eight_digits()
    {
        await using var host = new TestHost();

        CodeSheet sheet = Assert.IsType<IssueOutcome.Issued>(await host.GenerateAsync()).Sheet;

        string[] codes = [.. sheet.Codes.Select(code => code.Reveal())];
        Assert.Equal((1, TestHost.Start, 10), (sheet.SetNumber, sheet.IssuedAt, codes.Distinct(StringComparer.Ordinal).Count()));
        Assert.All(codes, code => Assert.True(code.Length == 9 && code[4] == ' ' && code.Count(char.IsAsciiDigit) == 8));
        Assert.Equal(
            new BackupCodeStatus(1, 10, 10, LowCodes.Enough, TestHost.Start, null, new BudgetStatus(0, null, false), new BudgetStatus(0, null, false)),
            await host.Codes.GetStatusAsync(TestHost.Alice));
    }

    [Fact]
    public async Task A_new_set_kills_the_old_one_at_once()
    {
        await using var host = new TestHost();
        string[] old = await host.IssueAsync();
        string[] fresh = await host.IssueAsync();

        foreach (string code in old.Except(fresh, StringComparer.Ordinal).Take(4))
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(code));
        }

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(fresh[9]));
        Assert.Equal(2, (await host.Codes.GetStatusAsync(TestHost.Alice)).SetNumber);
    }

    [Fact]
    public async Task A_pending_set_is_live_once_one_of_its_codes_is_typed_back_and_none_is_spent()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true, listens: true);
        IssueOutcome.AwaitingConfirmation awaiting = Assert.IsType<IssueOutcome.AwaitingConfirmation>(await host.GenerateAsync());
        string[] codes = [.. awaiting.Sheet.Codes.Select(code => code.Reveal())];
        Assert.Equal(TestHost.Start + Duration.FromHours(24), awaiting.Until);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RedeemAsync(codes[0]));

        Assert.Equal(new ConfirmOutcome.Confirmed(10), await host.Codes.ConfirmAsync(TestHost.Alice, codes[4], TestHost.Owner));

        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.Codes.ConfirmAsync(TestHost.Alice, codes[4], TestHost.Owner));
        Assert.Equal(9, Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[4])).Remaining);
        await host.DrainAsync();
        Assert.Equal([RecoveryEventKind.CodesPending, RecoveryEventKind.CodesIssued, RecoveryEventKind.CodeRedeemed], host.Sink.Delivered.Select(e => e.Kind));
    }

    [Fact]
    public async Task The_old_set_lives_until_the_new_one_is_confirmed()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        string[] old = await host.IssueAsync();
        await host.Codes.ConfirmAsync(TestHost.Alice, old[0], TestHost.Owner);
        string[] fresh = await host.IssueAsync();

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(old[1]));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(fresh[1]));
        await host.Codes.ConfirmAsync(TestHost.Alice, fresh[0], TestHost.Owner);

        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(old[2]));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(fresh[1]));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task A_pending_set_ends_at_24_hours_exactly(int microseconds, bool confirms)
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        string[] codes = await host.IssueAsync();
        host.Clock.Advance(Duration.FromHours(24) + (Microsecond * microseconds));

        ConfirmOutcome outcome = await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner);

        Assert.Equal(confirms ? new ConfirmOutcome.Confirmed(10) : new ConfirmOutcome.Refused(Refusal.NothingPending), outcome);
        Assert.Equal(confirms ? 10 : 0, (await host.Codes.GetStatusAsync(TestHost.Alice)).Remaining);
    }

    [Fact]
    public async Task A_wrong_confirmation_is_charged_and_pauses_like_a_redemption()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        string[] codes = await host.IssueAsync();
        foreach (string wrong in TestHost.WrongCodes(codes).Take(5))
        {
            Assert.Equal(new ConfirmOutcome.Refused(Refusal.WrongCode), await host.Codes.ConfirmAsync(TestHost.Alice, wrong, TestHost.Owner));
        }

        Assert.Equal(new ConfirmOutcome.Paused(TestHost.Start + Duration.FromSeconds(30)), await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner));
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        Assert.IsType<ConfirmOutcome.Confirmed>(await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner.Having(password)));
    }

    [Fact]
    public async Task Revoke_kills_the_live_and_the_pending_set()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        string[] live = await host.IssueAsync();
        await host.Codes.ConfirmAsync(TestHost.Alice, live[0], TestHost.Owner);
        await host.RedeemAsync(live[0]);
        string[] pending = await host.IssueAsync();
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);

        Assert.Equal(new RevokeOutcome.Revoked(9), await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password)));

        Assert.Equal(new RedeemOutcome.Refused(Refusal.NoCodes), await host.RedeemAsync(live[1]));
        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.Codes.ConfirmAsync(TestHost.Alice, pending[0], TestHost.Owner));
        Assert.Equal(new RevokeOutcome.Revoked(0), await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        BackupCodeStatus status = await host.Codes.GetStatusAsync(TestHost.Alice);
        Assert.Equal((null, 0, 0, LowCodes.NoSet, null), (status.SetNumber, status.Total, status.Remaining, status.Warning, status.PendingUntil));
    }

    [Fact]
    public async Task Codes_beyond_guessing_cost_no_hash_and_no_charge_and_write_only_on_success()
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(options => options.BackupCodeFormat = "crockford32:5-5-5-5-5:check", store);
        string[] codes = await host.IssueAsync();
        string other = new PlainCode(CodeFormat.RecoveryCode, CodeGenerator.Draw(CodeFormat.RecoveryCode)).Reveal();
        int writes = store.Writes;
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(other));
        }

        Assert.Equal(new RedeemOutcome.Refused(Refusal.UnknownAccount), await host.RedeemAsync(other, account: new AccountId("nobody")));
        Assert.Equal(writes, store.Writes);
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await host.RedeemAsync(codes[0]));
        Assert.Equal((writes + 1, 0), (store.Writes, host.Hasher.Hashes));
        Assert.Equal(0, (await host.Codes.GetStatusAsync(TestHost.Alice)).Anonymous.Failures);
    }
}
