using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Clocks that step to and fro while a wait runs: it is never over before 720 hours, and what was cancelled stays so.</summary>
[Trait("Category", "NoText")]
public sealed class WaitClockTests
{
    private static readonly ImmutableArray<Duration> Steps =
    [
        Duration.FromDays(-31), Duration.FromMinutes(-5) - ContactScene.Grain, Duration.FromSeconds(-1), Duration.FromMinutes(1),
        Duration.FromHours(24), Duration.FromDays(10), Duration.FromDays(31),
    ];

    private enum Operation
    {
        RemoveAll,
        Cancel,
        CancelWithOldTicket,
        SetNotice,
        SignIn,
        Sweep,
        AddAfterwards,
        Repair,
    }

    private static Gen<(Operation Operation, int Step)[]> Walks { get; } = Gen.ArrayOf(
        from operation in Gen.Elements(Enum.GetValues<Operation>())
        from step in Gen.Choose(0, Steps.Length - 1)
        select (operation, step));

    [Fact]
    public void T2_Whatever_the_clock_does_a_wait_is_never_over_before_720_hours_and_a_cancelled_one_never_comes_back() => Holds.ForAll(
        Walks.Resize(20).ToArbitrary(),
        walk => WalkAsync(walk, restarts: true).GetAwaiter().GetResult(),
        tests: 150);

    /// <summary>Power: a repair that leaves the wait as it is gives it less than 720 hours, or more, and is caught.</summary>
    [Fact]
    public async Task T2_A_twin_whose_repair_does_not_begin_the_wait_again_is_caught()
    {
        (Operation, int)[] walk = [(Operation.RemoveAll, 3), (Operation.SignIn, 5), (Operation.Repair, 0), (Operation.Sweep, 4)];

        Assert.True(await WalkAsync(walk, restarts: true));
        Assert.False(await WalkAsync(walk, restarts: false));
    }

    [Fact]
    public async Task T2_After_a_repair_the_wait_runs_in_full_again_with_all_its_reminders()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant began = host.Clock.GetCurrentInstant();
        await host.StartWaitAsync();
        await host.SweepAtAsync(began + Duration.FromDays(7));
        await host.SweepAtAsync(began + Duration.FromDays(14));
        Assert.Equal(2, host.NoticesTo(ContactScene.Mira).Count(about => about == RecoveryEventKind.WaitReminder));

        // A clock ten days ahead is set right; the record has seen its time.
        host.Clock.Set(began + Duration.FromDays(24));
        await host.SetNoticeAsync();
        Instant right = began + Duration.FromDays(14);
        host.Clock.Set(right);
        Assert.Equal(new ChangeOutcome.Busy(BusyReason.ClockSuspect), await host.RemoveAllAsync());
        Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));

        Instant end = right + WaitScene.Length;
        Assert.Equal(end, (await host.SecurityInfo.GetAsync(TestHost.Alice)).WaitUntil);
        host.Mail.Clear();
        foreach (int day in (int[])[7, 14, 21, 23, 27, 29])
        {
            await host.SweepAtAsync(right + Duration.FromDays(day));
        }

        Assert.Equal(6, host.NoticesTo(ContactScene.Mira).Count(about => about == RecoveryEventKind.WaitReminder));
        await host.SweepAtAsync(end - ContactScene.Grain);
        Assert.Equal(AccountState.Waiting, await host.StateAsync());
        await host.SweepAtAsync(end);
        Assert.Equal(AccountState.AfterWait, await host.StateAsync());
    }

    [Fact]
    public async Task T2_After_a_repair_an_undo_a_prompt_and_what_follows_a_cancel_last_in_full_again()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        ContactId other = await host.AddByAsync(mail, NewContact.Email(ContactScene.Work), ContactScene.Work);
        await host.StartWaitAsync();
        await host.CancelAsync(ContactScene.Mira);
        await host.RemoveByAsync(other, mail);
        AccountRecord record = (await host.OpenAsync())!;
        Instant right = host.Clock.GetCurrentInstant() + Duration.FromDays(3);
        Instant ahead = right + Duration.FromDays(300);
        await host.PutAsync(record with
        {
            Latest = ahead,
            Contacts = record.Contacts.Move(contact => contact.State == ContactState.Removed ? contact with { LeftAt = ahead } : contact with { ReturnedAt = ahead }),
            Access = record.Access with { Prompt = new Prompt(right - Duration.FromDays(6)), WaitStarts = [record.Access.WaitStarts[0], ahead], SignedInAt = ahead },
        });
        host.Clock.Set(right);
        Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));

        AccountRecord after = (await host.OpenAsync())!;
        Assert.Equal((right, right), (after.Access.Prompt!.First, after.Access.CancelledAt!.Value));
        Contact removed = after.Contacts.Find(other.Number)!;
        Assert.Equal((right, right + ContactScene.Month), (removed.LeftAt!.Value, removed.Until!.Value));
        Assert.Equal(right, after.Contacts.Find(mail.Number)!.ReturnedAt);
        Assert.Equal([record.Access.WaitStarts[0], right], after.Access.WaitStarts);
        Assert.Equal(right, after.Access.SignedInAt);
    }

    /// <summary>Over every change of the clocks in a year, here and where the half hours are: 30 days are 720 hours.</summary>
    [Fact]
    public async Task T1_Thirty_days_are_720_hours_whatever_the_clocks_on_the_wall_do()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        await host.DrainAsync();
        AccountRecord ready = (await host.OpenAsync())!;
        int shifted = 0;
        for (int day = 1; day < 366; day++)
        {
            await host.DrainAsync();
            Instant at = TestHost.Start + Duration.FromDays(day);
            host.Clock.Set(at);
            await host.PutAsync(ready with { Latest = at });
            Instant until = await host.StartWaitAsync();
            Assert.Equal(Duration.FromHours(720), until - at);
            foreach (string zone in (string[])["Europe/Paris", "Australia/Lord_Howe", "America/Santiago"])
            {
                DateTimeZone there = DateTimeZoneProviders.Tzdb[zone];
                shifted += Period.Between(at.InZone(there).LocalDateTime, until.InZone(there).LocalDateTime, PeriodUnits.Hours).Hours == 720 ? 0 : 1;
            }
        }

        Assert.InRange(shifted, 150, 365);
    }

    private static async Task<bool> WalkAsync((Operation Operation, int Step)[] walk, bool restarts)
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        await host.DrainAsync();
        Instant? running = null;
        List<RecoveryTicket> old = [];
        foreach ((Operation operation, int step) in walk)
        {
            host.Clock.Advance(Steps[step]);
            Instant? before = (await host.OpenAsync())!.Access.Wait?.Since;
            switch (operation)
            {
                case Operation.RemoveAll:
                    running = await host.RemoveAllAsync() is ChangeOutcome.WaitStarted started ? started.Until - WaitScene.Length : running;
                    break;
                case Operation.Cancel when await TryProveAsync(host) is { } proof:
                    old.Add(proof);
                    running = await host.SecurityInfo.CancelWaitAsync(TestHost.Alice, TestHost.Stranger.Having(proof)) is ChangeOutcome.Done ? null : running;
                    break;
                case Operation.CancelWithOldTicket when old.Count > 0:
                    if (await host.SecurityInfo.CancelWaitAsync(TestHost.Alice, TestHost.Stranger.Having(old[0])) is ChangeOutcome.Done)
                    {
                        return false;
                    }

                    break;
                case Operation.SetNotice:
                    RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
                    await host.SecurityInfo.SetNoticeAddressAsync(TestHost.Alice, NewContact.Email(WaitScene.Elsewhere), TestHost.Owner.Having(password));
                    break;
                case Operation.SignIn:
                    await host.Prompt.RecordSignInAsync(TestHost.Alice, AccessFacts.None, TestHost.Owner);
                    break;
                case Operation.Sweep:
                    await host.DueWork.RunAsync(10);
                    break;
                case Operation.AddAfterwards:
                    await host.AddAsync(NewContact.Email(ContactScene.Work));
                    break;
                case Operation.Repair:
                    if (await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner) is RepairOutcome.Repaired && running is not null)
                    {
                        running = host.Clock.GetCurrentInstant();
                        await BreakAsync(host, restarts, before);
                    }

                    break;
                default:
                    break;
            }

            await host.DrainAsync();
            AccountRecord record = (await host.OpenAsync())!;
            bool holds = record.Access switch
            {
                { Wait: { } wait } => wait.Since == running && wait.Until - wait.Since == WaitScene.Length,
                { Reentry: { IsAfterWait: true } reentry } => reentry.Since >= running + WaitScene.Length && record.Latest >= reentry.Since,
                _ => running is null,
            };
            if (!holds)
            {
                return false;
            }

            // Set up again, or repaired after the end: the walk goes on with an account that has no wait behind it.
            running = record.Access.Wait is null && record.Access.Reentry is null ? null : running;
            if (record.Access.Reentry is not null)
            {
                return true;
            }
        }

        return true;
    }

    private static async Task BreakAsync(TestHost host, bool restarts, Instant? since)
    {
        AccountRecord repaired = (await host.OpenAsync())!;
        if (!restarts && repaired.Access.Wait is not null && since is { } before)
        {
            await host.DrainAsync();
            await host.PutAsync(repaired with { Access = repaired.Access with { Wait = new Wait(before, before + WaitScene.Length) } });
        }
    }

    // Where the clock is suspect no code is sent, or it is not good any more.
    private static async Task<RecoveryTicket?> TryProveAsync(TestHost host)
    {
        int sent = host.Mail.Sent.Count;
        SendOutcome outcome = await host.ThenDrainAsync(host.SecurityCodes.SendToMatchAsync(TestHost.Alice, ContactScene.Mira, ProofPurpose.CancelWait, TestHost.Stranger));
        return outcome is SendOutcome.Sent asked && host.Mail.Sent.Skip(sent).LastOrDefault(message => message.Kind == MessageKind.SecurityCode) is { } message
            ? (await host.TypeAsync(asked.Challenge, message.RevealCode(), ProofPurpose.CancelWait) as VerifyOutcome.Verified)?.Proof
            : null;
    }
}
