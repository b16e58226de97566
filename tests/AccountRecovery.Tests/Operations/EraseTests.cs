using System.Text;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

public sealed class EraseTests
{
    private static readonly Caller Operator = new() { CorrelationId = "request-17", Source = "back office", Device = "console" };

    [Fact]
    public async Task W6_Erase_WithASink_LeavesNothingOnceItHasTheEvent()
    {
        await using var scene = new EraseScene();
        await scene.Host.IssueAsync();

        Assert.IsType<EraseOutcome.Erased>(await scene.Host.Data.EraseAsync(TestHost.Alice, Operator));
        await scene.Host.DrainAsync();

        Assert.Empty(await scene.LeftAsync());
        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.AccountErased], scene.Told);
        RecoveryEvent erased = scene.Host.Sink.Delivered[^1];
        Assert.Equal((2L, RecoveryMethod.None, TestHost.Start), (erased.Sequence, erased.Method, erased.At));
        Assert.Equal(("request-17", "back office", "console"), (erased.CorrelationId, erased.Source, erased.Device));
    }

    [Fact]
    public async Task W6_Erase_WithoutASink_LeavesNothingAtOnce()
    {
        await using var scene = new EraseScene(listens: false);
        await scene.Host.IssueAsync();

        Assert.IsType<EraseOutcome.Erased>(await scene.EraseAsync());

        Assert.Empty(await scene.LeftAsync());
    }

    [Fact]
    public async Task Erase_WithoutARecord_ChangesNothing()
    {
        await using var scene = new EraseScene();

        Assert.IsType<EraseOutcome.NoRecord>(await scene.EraseAsync());

        Assert.Empty(await scene.LeftAsync());
        Assert.Empty(scene.Told);
    }

    [Fact]
    public async Task Erase_ByADefaultAccount_IsAMistake()
    {
        await using var scene = new EraseScene();

        await Assert.ThrowsAsync<ArgumentException>(async () => await scene.Host.Data.EraseAsync(default, Operator));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await scene.Host.Data.EraseAsync(TestHost.Alice, null!));
        await Assert.ThrowsAsync<ArgumentException>(async () => await scene.Host.Data.ExportAsync(default));
    }

    [Fact]
    public async Task W6_Until_the_event_is_delivered_an_erased_account_reads_as_absent()
    {
        await using var scene = new EraseScene();
        TestHost host = scene.Host;
        string[] codes = await host.IssueAsync();
        await host.DrainAsync();
        host.Sink.Refuses = _ => true;

        await scene.EraseAsync();

        Assert.Single(await scene.LeftAsync());
        Assert.Equal(LowCodes.NoSet, (await host.Codes.GetStatusAsync(TestHost.Alice)).Warning);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.UnknownAccount), await host.RedeemAsync(codes[0]));
        Assert.Equal(new ConfirmOutcome.Refused(Refusal.UnknownAccount), await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner));
        Assert.Equal(new RevokeOutcome.Revoked(0), await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(await host.VouchAsync(ProofPurpose.ChangeSecuritySettings))));
        Assert.Null(await host.Data.ExportAsync(TestHost.Alice));
        Assert.IsType<EraseOutcome.NoRecord>(await scene.EraseAsync());

        host.Sink.Refuses = null;
        await scene.SettleAsync();
        Assert.Empty(await scene.LeftAsync());
        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.AccountErased], scene.Told);
    }

    [Fact]
    public async Task W6_Of_a_record_with_everything_in_it_nothing_is_left_but_the_numbers_of_its_events()
    {
        await using var scene = new EraseScene();
        TestHost host = scene.Host;
        AccountRecord full = GoldenRecord.Newer;
        await host.PutAsync(full with { Events = full.Events with { HeldUntil = null, Holder = 0 } });
        host.Sink.Refuses = _ => true;

        await scene.EraseAsync();

        AccountRecord left = (await host.OpenAsync())!;
        string text = Encoding.Latin1.GetString(Records.Fields(left));
        Assert.False(left.Secret.IsSameAs(full.Secret));
        Assert.All((string[])["unknown-", "corr-charge", "corr-event"], trace => Assert.DoesNotContain(trace, text, StringComparison.Ordinal));
        Assert.Equal(Records.Fields(BackupCodePart.None.Write), Records.Fields(left.BackupCodes.Write));
        Assert.Empty(left.Receipts);
        Assert.Empty(left.Unknown);
        QueuedEvent told = Assert.Single(left.Events.Items);
        Assert.Equal((RecoveryEventKind.AccountErased, 43L), (told.Kind, told.Sequence));
        Assert.True(left.Epoch > full.Epoch);
    }

    [Fact]
    public async Task W6_No_address_and_no_message_is_left()
    {
        await using var scene = new EraseScene();
        TestHost host = scene.Host;
        AccountRecord full = GoldenContacts.Newer;
        await host.PutAsync(full with { Events = full.Events with { HeldUntil = null, Holder = 0 } });
        host.Sink.Refuses = _ => true;

        await scene.EraseAsync();

        AccountRecord left = (await host.OpenAsync())!;
        string text = Encoding.UTF8.GetString(Records.Fields(left));
        Assert.All(full.Contacts.Items, contact => Assert.DoesNotContain(contact.Address, text, StringComparison.Ordinal));
        Assert.All((string[])["unknown-", "corr-notice", "corr-code", "pt-BR", "198.51.100.23"], trace => Assert.DoesNotContain(trace, text, StringComparison.Ordinal));
        Assert.Equal(
            (ContactPart.None, SecurityCodePart.None, MessageQueue.Empty, AccessPart.None, SavedCodeSlot.Empty, RecoveryKeyPart.None),
            (left.Contacts, left.SecurityCodes, left.Messages, left.Access, left.RecoveryCode, left.RecoveryKey));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task W6_An_attempt_that_was_charged_before_is_refused_and_revives_nothing(bool listens)
    {
        await using var scene = new EraseScene(listens: listens);
        TestHost host = scene.Host;
        string[] codes = await host.IssueAsync();
        await host.DrainAsync();
        host.Sink.Refuses = _ => true;
        host.Hasher.DuringHash = () =>
        {
            host.Hasher.DuringHash = null;
            scene.EraseAsync().GetAwaiter().GetResult();
        };

        Assert.Equal(new RedeemOutcome.Refused(Refusal.Lapsed), await host.RedeemAsync(codes[0]));

        Assert.Null((await host.Codes.GetStatusAsync(TestHost.Alice)).SetNumber);
        host.Sink.Refuses = null;
        await scene.SettleAsync();
        Assert.Empty(await scene.LeftAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task W6_A_set_that_was_being_made_is_refused_and_revives_nothing(bool listens)
    {
        await using var scene = new EraseScene(listens: listens);
        TestHost host = scene.Host;
        await host.IssueAsync();
        await host.DrainAsync();
        host.Sink.Refuses = _ => true;
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        host.Hasher.DuringHash = () =>
        {
            host.Hasher.DuringHash = null;
            scene.EraseAsync().GetAwaiter().GetResult();
        };

        Assert.Equal(new IssueOutcome.Refused(Refusal.TicketVoid), await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));

        Assert.Null((await host.Codes.GetStatusAsync(TestHost.Alice)).SetNumber);
        host.Sink.Refuses = null;
        await scene.SettleAsync();
        Assert.Empty(await scene.LeftAsync());
    }

    /// <summary>Its events would else bear ids that the sink has seen, and be taken for repeated ones.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_import_that_was_under_way_is_prepared_anew_and_does_not_bring_back_the_secret(bool listens)
    {
        await using var scene = new EraseScene(listens: listens);
        TestHost host = scene.Host;
        var before = AccountRecord.New(RecordSecret.Generate(), TestHost.Start);
        await host.PutAsync(before);
        host.Hasher.DuringHash = () =>
        {
            host.Hasher.DuringHash = null;
            scene.EraseAsync().GetAwaiter().GetResult();
        };

        Assert.Equal(new ImportOutcome.Imported(1), await host.Codes.ImportAsync(TestHost.Alice, ["1234 5678"], CodeFormat.BackupCode, Operator));

        Assert.False((await host.OpenAsync())!.Secret.IsSameAs(before.Secret));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync("1234 5678"));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Earlier_tickets_are_void_for_whatever_comes_after(bool waits, int microseconds)
    {
        await using var scene = new EraseScene(listens: waits);
        TestHost host = scene.Host;
        await host.IssueAsync();
        await host.DrainAsync();
        RecoveryTicket before = await host.VouchAsync(ProofPurpose.SignIn);
        host.Sink.Refuses = _ => true;
        await scene.EraseAsync();
        scene.Pass(Duration.FromTicks(10 * microseconds));

        string[] codes = await host.IssueAsync();

        Assert.Equal(new RedeemOutcome.Refused(Refusal.TicketVoid), await host.RedeemAsync(codes[0], before));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], await host.VouchAsync(ProofPurpose.SignIn)));
    }

    [Fact]
    public async Task Of_many_who_erase_at_once_one_does()
    {
        await using var hosts = new Hosts(4, new YieldingStore(InMemory.Store()), listens: true);
        await hosts.First.IssueAsync();
        await hosts.First.DrainAsync();

        EraseOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () => await hosts.All[i % 4].Data.EraseAsync(TestHost.Alice, Operator))));
        await Task.WhenAll(hosts.All.Select(host => host.DrainAsync()));

        Assert.Equal(1, outcomes.Count(outcome => outcome is EraseOutcome.Erased));
        Assert.Equal(15, outcomes.Count(outcome => outcome is EraseOutcome.NoRecord));
        Assert.Single(hosts.All.SelectMany(host => host.Sink.Delivered), happened => happened.Kind == RecoveryEventKind.AccountErased);
        Assert.Null(await hosts.First.Store.ReadAsync(TestHost.Alice, default));
    }

    [Fact]
    public async Task A_walk_seals_an_erased_record_anew_so_that_its_event_outlives_the_old_key()
    {
        IRecoveryStore store = InMemory.Store();
        var old = RootKey.Generate();
        var fresh = RootKey.Generate();
        await using (var before = new EraseScene(store, rootKey: old))
        {
            await before.Host.IssueAsync();
            await before.Host.DrainAsync();
            before.Host.Sink.Refuses = _ => true;
            await before.EraseAsync();
        }

        await using (var both = new EraseScene(store, rootKey: fresh, configure: options => options.RootKeys.Add(new RootKeyOptions { Key = old.Reveal(), Use = RootKeyUse.OpenOnly })))
        {
            both.Host.Sink.Refuses = _ => true;
            KeyRotationStep? last = null;
            await foreach (KeyRotationStep step in both.Host.Operations.ResealAsync())
            {
                last = step;
            }

            Assert.Equal((1, 1, 0), (last!.Examined, last.Resealed, last.Failed));
        }

        await using var after = new EraseScene(store, rootKey: fresh);
        await after.SettleAsync();
        Assert.Equal([RecoveryEventKind.AccountErased], after.Told);
        Assert.Empty(await after.LeftAsync());
    }

    [Fact]
    public async Task An_erased_record_from_a_clock_in_the_future_is_repaired_as_any_other()
    {
        await using var scene = new EraseScene();
        TestHost host = scene.Host;
        await host.IssueAsync();
        await host.DrainAsync();
        host.Sink.Refuses = _ => true;
        host.Clock.Advance(Duration.FromDays(1));
        await scene.EraseAsync();
        host.Clock.Set(TestHost.Start);
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.ClockSuspect), await host.RedeemAsync("1234 5678"));

        Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, Operator));

        host.Sink.Refuses = null;
        await scene.SettleAsync();
        Assert.Equal([RecoveryEventKind.CodesIssued, RecoveryEventKind.AccountErased, RecoveryEventKind.ClockRepaired], scene.Told);
        Assert.Empty(await scene.LeftAsync());
    }
}
