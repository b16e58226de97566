using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>RestoredAt: after a restore, what was issued before it redeems nothing.</summary>
public sealed class RestoreTests
{
    private static readonly Duration Grain = Duration.FromTicks(10);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_set_is_void_from_one_microsecond_before_the_instant_and_not_at_it(int microseconds, bool accepted)
    {
        (TestHost host, string[] codes) = await RestoredAsync(TestHost.Start + (Grain * microseconds));
        await using TestHost after = host;

        Assert.Equal(
            accepted ? "Redeemed" : "Refused VoidedByRestore",
            (await after.RedeemAsync(codes[0])).Match(_ => "Redeemed", _ => "", refused => $"Refused {refused.Why}", _ => "", _ => "", _ => ""));
    }

    [Fact]
    public async Task A_void_set_is_refused_to_everybody_after_one_hash_and_nothing_is_written()
    {
        (TestHost host, string[] codes) = await RestoredAsync(TestHost.Start + Duration.FromSeconds(1));
        await using TestHost after = host;
        Ports.StoredRecord? before = await after.Store.ReadAsync(TestHost.Alice, default);
        RecoveryTicket owner = await after.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession);

        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(new RedeemOutcome.Refused(Refusal.VoidedByRestore), await after.RedeemAsync(codes[i]));
        }

        Assert.Equal(new RedeemOutcome.Refused(Refusal.VoidedByRestore), await after.RedeemAsync(TestHost.WrongCodes(codes).First()));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.VoidedByRestore), await after.RedeemAsync(codes[9], owner));
        Assert.IsType<RedeemOutcome.Malformed>(await after.RedeemAsync("12"));
        Assert.Equal(10, after.Hasher.Hashes);
        Assert.Equal(before, await after.Store.ReadAsync(TestHost.Alice, default));
    }

    [Fact]
    public async Task A_void_set_of_112_bits_is_refused_too()
    {
        (TestHost host, string[] codes) = await RestoredAsync(
            TestHost.Start + Duration.FromSeconds(1), options => options.BackupCodeFormat = CodeFormat.RecoveryCode.ToString());
        await using TestHost after = host;

        Assert.Equal(new RedeemOutcome.Refused(Refusal.VoidedByRestore), await after.RedeemAsync(codes[0]));
        Assert.Equal(0, after.Hasher.Hashes);
    }

    [Fact]
    public async Task Status_and_export_say_that_no_set_is_live()
    {
        (TestHost host, _) = await RestoredAsync(TestHost.Start + Grain);
        await using TestHost after = host;

        BackupCodeStatus status = await after.Codes.GetStatusAsync(TestHost.Alice);
        Assert.Equal(((int?)null, 0, 0, LowCodes.NoSet, (Instant?)null), (status.SetNumber, status.Total, status.Remaining, status.Warning, status.IssuedAt));
        RecoveryExport export = (await after.Data.ExportAsync(TestHost.Alice))!;
        Assert.True(export.Live!.VoidedByRestore);
    }

    [Fact]
    public async Task An_earlier_pending_set_is_not_confirmed_and_not_reported()
    {
        (TestHost host, string[] codes) = await RestoredAsync(TestHost.Start + Grain, options => options.ConfirmBackupCodes = true);
        await using TestHost after = host;

        Assert.Null((await after.Codes.GetStatusAsync(TestHost.Alice)).PendingUntil);
        Assert.Equal(
            new ConfirmOutcome.Refused(Refusal.VoidedByRestore),
            await after.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner.Having(await after.VouchAsync(ProofPurpose.ChangeSecuritySettings))));
    }

    [Fact]
    public async Task A_new_set_works_and_an_import_stays_refused()
    {
        (TestHost host, _) = await RestoredAsync(TestHost.Start + Grain);
        await using TestHost after = host;

        Assert.Equal(new ImportOutcome.Refused(Refusal.CodesExist), await after.Codes.ImportAsync(TestHost.Alice, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner));
        string[] codes = await after.IssueAsync();
        Assert.Equal(9, Assert.IsType<RedeemOutcome.Redeemed>(await after.RedeemAsync(codes[0])).Remaining);
        Assert.Equal(2, (await after.Codes.GetStatusAsync(TestHost.Alice)).SetNumber);
    }

    [Fact]
    public async Task Revoking_a_void_set_kills_no_live_code()
    {
        (TestHost host, _) = await RestoredAsync(TestHost.Start + Grain);
        await using TestHost after = host;

        Assert.Equal(new RevokeOutcome.Revoked(0), await after.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(await after.VouchAsync(ProofPurpose.ChangeSecuritySettings))));
        Assert.Null((await after.OpenAsync())!.BackupCodes.Live);
    }

    [Fact]
    public async Task A_clock_that_has_not_come_to_the_restore_issues_no_set_that_would_be_void()
    {
        await using var host = new TestHost(options => options.RestoredAt = "2026-03-01T12:03:00Z");
        Assert.Equal(new IssueOutcome.Busy(BusyReason.ClockSuspect), await host.GenerateAsync());
        Assert.Equal(
            new ImportOutcome.Busy(BusyReason.ClockSuspect), await host.Codes.ImportAsync(TestHost.Alice, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner));

        host.Clock.Set(Instant.FromUtc(2026, 3, 1, 12, 3) - Grain);
        Assert.Equal(new IssueOutcome.Busy(BusyReason.ClockSuspect), await host.GenerateAsync());
        host.Clock.Advance(Grain);
        string[] codes = await host.IssueAsync();

        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0]));
    }

    /// <summary>Issues a set at the start, and goes on ten minutes later in an application that was told of a restore.</summary>
    private static async Task<(TestHost After, string[] Codes)> RestoredAsync(Instant restored, Action<AccountRecoveryOptions>? configure = null)
    {
        Ports.IRecoveryStore store = InMemory.Store();
        var key = RootKey.Generate();
        await using var before = new TestHost(configure, store, rootKey: key);
        string[] codes = await before.IssueAsync();
        var after = new TestHost(
            options =>
            {
                configure?.Invoke(options);
                options.RestoredAt = InstantPattern.ExtendedIso.Format(restored);
            },
            store,
            rootKey: key);
        after.Clock.Advance(Duration.FromMinutes(10));
        return (after, codes);
    }
}
