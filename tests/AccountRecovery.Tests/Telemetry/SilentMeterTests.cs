namespace AccountRecovery;

[Collection(Alone.Name)]
public sealed class SilentMeterTests
{
    private const int Calls = 1_000;

    private readonly RecoveryMeter _meter = new(meters: null);

    [Fact]
    public void Nothing_is_allocated_while_nobody_listens()
    {
        var codes = new MeteredBackupCodes(new Ready(), _meter);

        Assert.Equal(0, AllocatedBy(() => Use(codes)));
    }

    [Fact]
    public async Task A_call_that_takes_its_time_is_handed_on_as_it_is_while_nobody_listens()
    {
        var pending = new TaskCompletionSource<DueWorkReport>();
        Task<DueWorkReport> Watch() => _meter.WatchAsync(
            RecoveryAction.RunDueWork, RecoveryMethod.None, pending.Task, static task => new ValueTask<DueWorkReport>(task), static _ => new Ending(Result.Completed)).AsTask();

        Task<DueWorkReport> alone = Watch();
        using var spy = new TelemetrySpy(_meter);
        Task<DueWorkReport> heard = Watch();
        pending.SetResult(new DueWorkReport(0, 0, 0, ClockSuspect: false));
        await heard;

        Assert.Same(pending.Task, alone);
        Assert.NotSame(pending.Task, heard);
        Assert.Equal(1, spy.Sum("due_work.passes"));
    }

    [Fact]
    public void The_gauge_sees_what_a_listener_costs()
    {
        using var spy = new TelemetrySpy(_meter);
        var codes = new MeteredBackupCodes(new Ready(), _meter);

        Assert.True(AllocatedBy(() => Use(codes)) > Calls);
    }

    private void Use(MeteredBackupCodes codes)
    {
        for (int i = 0; i < Calls; i++)
        {
            Done(codes.RedeemAsync(TestHost.Alice, "1234 5678", ProofPurpose.SignIn, TestHost.Owner));
            Done(codes.ConfirmAsync(TestHost.Alice, "1234 5678", TestHost.Owner));
            Done(codes.GenerateAsync(TestHost.Alice, [], TestHost.Owner));
            Done(codes.ImportAsync(TestHost.Alice, [], CodeFormat.BackupCode, TestHost.Owner));
            Done(codes.RevokeAsync(TestHost.Alice, [], TestHost.Owner));
            _meter.Hashed(_meter.HashBegins());
            _meter.Examined(Result.Changed);
            _meter.Busy(RecoveryAction.RunDueWork, BusyReason.Conflict);
            _meter.Handed(RecoveryEventKind.CodeRedeemed, Result.Delivered);
            _meter.Lagged(TimeSpan.FromSeconds(i));
        }
    }

    private static void Done<T>(ValueTask<T> call) => Assert.True(call.IsCompletedSuccessfully);

    private static long AllocatedBy(Action work)
    {
        // Twice before: what is made once is not counted.
        work();
        work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Answers at once, with what it made before.</summary>
    private sealed class Ready : IBackupCodes
    {
        private readonly IssueOutcome _issued = new IssueOutcome.AlreadyIssued(1);
        private readonly ConfirmOutcome _confirmed = new ConfirmOutcome.Confirmed(10);
        private readonly RedeemOutcome _redeemed = new RedeemOutcome.Rejected(Refusal.WrongCode);
        private readonly RevokeOutcome _revoked = new RevokeOutcome.Revoked(10);
        private readonly ImportOutcome _imported = new ImportOutcome.Imported(10);

        public ValueTask<IssueOutcome> GenerateAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, int? count = null, CancellationToken ct = default) => new(_issued);

        public ValueTask<ConfirmOutcome> ConfirmAsync(AccountId account, string? typed, Caller caller, Ticket? attestation = null, CancellationToken ct = default) => new(_confirmed);

        public ValueTask<RedeemOutcome> RedeemAsync(
            AccountId account, string? typed, ProofPurpose purpose, Caller caller, Ticket? attestation = null, CancellationToken ct = default) => new(_redeemed);

        public ValueTask<BackupCodeStatus> GetStatusAsync(AccountId account, CancellationToken ct = default) => throw new NotSupportedException();

        public ValueTask<RevokeOutcome> RevokeAsync(AccountId account, IReadOnlyList<Ticket> proofs, Caller caller, CancellationToken ct = default) => new(_revoked);

        public ValueTask<ImportOutcome> ImportAsync(AccountId account, IReadOnlyList<string> codes, CodeFormat format, Caller caller, CancellationToken ct = default) => new(_imported);
    }
}
