using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>A hijacker began the wait, the owner cancelled it. Then the database is lost, and the backup is of the hours between.</summary>
public sealed class RestoredWhileAWaitRunsTests
{
    [Fact]
    public async Task W1_The_wait_of_the_backup_ends_no_sooner_than_720_hours_after_the_restore()
    {
        var key = RootKey.Generate();
        await using var before = new TestHost(rootKey: key, sends: true);
        await before.AddFirstAsync();
        Instant until = await before.StartWaitAsync(WaitScene.Thief);
        AccountRecord backup = (await before.OpenAsync())!;
        Assert.IsType<ChangeOutcome.Done>(await before.CancelAsync(ContactScene.Mira));

        // Twenty days later the machine is set up again from the backup, and told so.
        Instant restored = until - Duration.FromDays(10);
        await using var after = new TestHost(options => options.RestoredAt = InstantPattern.ExtendedIso.Format(restored), rootKey: key, sends: true);
        after.Clock.Set(restored);
        await after.PutAsync(backup);
        Instant end = restored + WaitScene.Length;

        // Not at the end that the backup knows.
        await after.SweepAtAsync(until);
        Assert.Equal((AccountState.Waiting, end), (await after.StateAsync(), (await after.SecurityInfo.GetAsync(TestHost.Alice)).WaitUntil!.Value));
        AccessResult answer = await after.Access.EvaluateAsync(TestHost.Alice, AccountAction.ChangeSecuritySettings, new AccessFacts { SessionBegan = until });
        Assert.Equal((AccessDenial.WaitRuns, end), (answer.Denial, answer.Until!.Value));

        // The owner is told that it runs again, and cancels as before; else it is over 720 hours after the restore.
        Assert.Contains(RecoveryEventKind.WaitReminder, after.NoticesTo(ContactScene.Mira));
        AccountRecord running = (await after.OpenAsync())!;
        await after.SweepAtAsync(end - ContactScene.Grain);
        Assert.Equal(AccountState.Waiting, await after.StateAsync());
        await after.SweepAtAsync(end);
        Assert.Equal(AccountState.AfterWait, await after.StateAsync());

        await after.PutAsync(running);
        after.Clock.Set(end - Duration.FromMinutes(2));
        Assert.IsType<ChangeOutcome.Done>(await after.CancelAsync(ContactScene.Mira));
        Assert.Equal([ContactState.Verified], await after.StatesAsync());
    }
}
