using NodaTime;

namespace AccountRecovery;

/// <summary>What goes when more than itself changes: with the epoch, with a recovery, with the end of a wait.</summary>
public sealed class VoidedTests
{
    [Fact]
    public void What_was_begun_and_is_not_in_force_goes_with_the_epoch_and_nothing_else()
    {
        AccountRecord golden = GoldenContacts.Record;
        AccountRecord before = golden with { Access = golden.Access with { Prompt = new Prompt(GoldenRecord.At(0)) { SkippedUntil = GoldenRecord.At(86_400) } } };
        Assert.NotNull(before.BackupCodes.Pending);
        Assert.True(before.RecoveryKey is { Pending: not null, PendingUntil: not null, DisabledFrom: not null });
        Assert.True(before.Contacts.Has(ContactState.Pending));
        Assert.NotEmpty(before.SecurityCodes.Challenges);
        Assert.Contains(before.Messages.Items, message => message.Kind == MessageKind.SecurityCode);

        AccountRecord after = before.RaiseEpoch();

        Assert.Equal(before.Epoch + 1, after.Epoch);
        Assert.Null(after.BackupCodes.Pending);
        Assert.True(after.RecoveryKey is { Pending: null, PendingUntil: null, DisabledFrom: null });
        Assert.False(after.Contacts.Has(ContactState.Pending));
        Assert.Empty(after.SecurityCodes.Challenges);
        Assert.DoesNotContain(after.Messages.Items, message => message.Kind == MessageKind.SecurityCode);
        Assert.Equal(new Prompt(GoldenRecord.At(0)), after.Access.Prompt);
        Assert.Equal((before.BackupCodes.Live, before.RecoveryKey.Slot, before.RecoveryCode), (after.BackupCodes.Live, after.RecoveryKey.Slot, after.RecoveryCode));
        Assert.Equal(before.Contacts.Items.Where(contact => contact.State != ContactState.Pending), after.Contacts.Items);
        Assert.Equal(before.Messages.Items.Where(message => message.Kind != MessageKind.SecurityCode), after.Messages.Items);
    }

    /// <summary>For 720 hours after a cancelled wait a session begins no other; whoever set the account up anew since has nothing to do with that.</summary>
    [Fact]
    public async Task W3_What_a_cancel_asks_for_goes_with_a_recovery_and_with_the_end_of_a_wait()
    {
        await using var host = new TestHost(options => options.Wait = TimeSpan.FromDays(1), sends: true);
        ContactId mail = await host.AddFirstAsync();
        string paper = await host.MakeByContactAsync(mail);
        await host.StartWaitAsync();
        await host.CancelAsync(ContactScene.Mira);
        AccountRecord cancelled = (await host.OpenAsync())!;
        Assert.NotNull(cancelled.Access.CancelledAt);

        // By the recovery code.
        await host.RedeemCodeAsync(paper);
        Assert.Null((await host.OpenAsync())!.Access.CancelledAt);

        // By a wait of a day, which takes a code to begin.
        await host.PutAsync(cancelled);
        host.Clock.Advance(Duration.FromHours(25));
        RecoveryTicket code = await host.ProveByIdAsync(mail, ProofPurpose.ChangeSecuritySettings);
        Instant until = await host.StartWaitAsync(more: code);
        await host.SweepAtAsync(until);
        AccountRecord ended = (await host.OpenAsync())!;
        Assert.Equal((AccountState.AfterWait, null), (ended.State, ended.Access.CancelledAt));
    }

    /// <summary>An address that was added in the wait and is not confirmed at its end hears of nothing any more.</summary>
    [Fact]
    public async Task W6_A_notice_address_that_is_still_pending_goes_with_the_end_of_the_wait()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant until = await host.StartWaitAsync();
        host.Clock.Set(until - Duration.FromMinutes(2));
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        ChangeOutcome outcome = await host.SecurityInfo.SetNoticeAddressAsync(TestHost.Alice, NewContact.Email(WaitScene.Elsewhere), TestHost.Owner.Having(password));
        ChallengeId challenge = Assert.IsType<ChangeOutcome.CodeSent>(outcome).Challenge;
        await host.DrainAsync();
        string code = host.LastCode();

        await host.SweepAtAsync(until);

        Assert.False((await host.OpenAsync())!.Contacts.Has(ContactState.Pending));
        Assert.IsNotType<VerifyOutcome.Verified>(await host.SecurityInfo.ConfirmAsync(TestHost.Alice, challenge, code, TestHost.Owner));
    }

    /// <summary>Reminders that no server took are not delivered once the wait is cancelled.</summary>
    [Fact]
    public async Task D10_Nobody_is_reminded_of_a_wait_that_was_cancelled_meanwhile()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        Instant until = await host.StartWaitAsync();
        Instant day = until - WaitScene.Length + Duration.FromDays(7);
        host.Clock.Set(day - Duration.FromMinutes(2));
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.CancelWait))!;
        host.Mail.FailAlways();
        await host.SweepAtAsync(day);
        host.Mail.Recover();

        Assert.IsType<ChangeOutcome.Done>(await host.ThenDrainAsync(host.SecurityInfo.CancelWaitAsync(TestHost.Alice, TestHost.Stranger.Having(proof))));
        await host.SweepAtAsync(day + Duration.FromDays(1));

        Assert.All((string[])[ContactScene.Mira, ContactScene.Phone], address =>
        {
            Assert.DoesNotContain(RecoveryEventKind.WaitReminder, host.NoticesTo(address));
            Assert.Contains(RecoveryEventKind.WaitCancelled, host.NoticesTo(address));
        });
    }
}
