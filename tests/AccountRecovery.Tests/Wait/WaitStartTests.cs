using NodaTime;

namespace AccountRecovery;

/// <summary>How often a wait begins: whoever has a session must not be able to wear the owner out.</summary>
[Trait("Category", "NoText")]
public sealed class WaitStartTests
{
    private static readonly Duration Day = Duration.FromHours(24);
    private static readonly Duration Quarter = Duration.FromDays(90);

    /// <summary>A thousand times in ninety days, by the session alone; the owner cancels each an hour later.</summary>
    [Fact]
    public async Task W3_A_thief_with_a_session_starts_no_second_wait_within_720_hours_of_a_cancel()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant first = host.Clock.GetCurrentInstant();
        List<Instant> starts = [];
        List<Instant> cancels = [];
        for (int i = 0; i < 1_000; i++)
        {
            host.Clock.Set(Instant.Max(first + (Quarter * i / 1_000), host.Clock.GetCurrentInstant()));
            if (await host.RemoveAllAsync(WaitScene.Thief) is ChangeOutcome.WaitStarted)
            {
                starts.Add(host.Clock.GetCurrentInstant());
                host.Clock.Advance(Duration.FromHours(1));
                Assert.IsType<ChangeOutcome.Done>(await host.CancelAsync(ContactScene.Mira));
                cancels.Add(host.Clock.GetCurrentInstant());
            }
        }

        await host.DrainAsync();
        Assert.Equal(3, starts.Count);
        Assert.All(starts.Skip(1).Zip(cancels), pair => Assert.True(pair.First >= pair.Second + ContactScene.Month));
        Assert.Equal(3, host.NoticesTo(ContactScene.Mira).Count(about => about == RecoveryEventKind.WaitStarted));
        Assert.Equal(6, host.NoticesTo(ContactScene.Mira).Length);
    }

    /// <summary>The worst case: the thief reads the owner's mail, too, and has a code for every start.</summary>
    [Fact]
    public async Task W3_With_a_code_for_each_there_is_one_start_in_24_hours_and_three_in_90_days()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant first = host.Clock.GetCurrentInstant();
        Instant last = first + Quarter + Quarter;
        List<Instant> starts = [];
        int tries = 0;
        while (host.Clock.GetCurrentInstant() < last)
        {
            RecoveryTicket code = await CodeAsync(host);
            tries++;
            ChangeOutcome outcome = await host.RemoveAllAsync(WaitScene.Thief, code);
            if (outcome is ChangeOutcome.WaitStarted)
            {
                starts.Add(host.Clock.GetCurrentInstant());
                host.Clock.Advance(Duration.FromMinutes(10));
                Assert.IsType<ChangeOutcome.Done>(await host.CancelAsync(ContactScene.Mira));
            }
            else
            {
                Assert.Equal(Refusal.TooManyWaits, Assert.IsType<ChangeOutcome.Refused>(outcome).Why);
            }

            host.Clock.Advance(Duration.FromHours(5));
        }

        Assert.InRange(tries, 500, 1_000);
        Assert.Equal(6, starts.Count);
        Assert.True(Keeps(starts));

        // Power: with one start more, wherever, the law does not hold.
        Assert.All(starts, start => Assert.False(Keeps([.. starts.Append(start + Duration.FromHours(23)).Order()])));
        Assert.False(Keeps([.. starts.Append(starts[0] + Duration.FromDays(50)).Order()]));
        await host.DrainAsync();
        Assert.Equal(12, host.NoticesTo(ContactScene.Mira).Count(about => about is RecoveryEventKind.WaitStarted or RecoveryEventKind.WaitCancelled));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task W3_For_720_hours_after_a_cancel_it_requires_a_code_to_the_microsecond(int microseconds, bool starts)
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        await host.StartWaitAsync();
        await host.CancelAsync(ContactScene.Mira);
        Instant cancelled = host.Clock.GetCurrentInstant();

        host.Clock.Set(cancelled + ContactScene.Month + (ContactScene.Grain * microseconds));
        ChangeOutcome outcome = await host.RemoveAllAsync();

        Assert.Equal(starts, outcome is ChangeOutcome.WaitStarted);
        Assert.True(starts || outcome == new ChangeOutcome.Refused(Refusal.ContactProofNeeded));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task W3_The_next_start_is_possible_when_the_refusal_says_and_not_a_microsecond_before(int earlier)
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        Instant first = default;
        for (int i = 0; i < earlier; i++)
        {
            host.Clock.Advance(Day);
            RecoveryTicket code = await CodeAsync(host);
            first = i == 0 ? host.Clock.GetCurrentInstant() : first;
            await host.StartWaitAsync(WaitScene.Thief, code);
            host.Clock.Advance(Duration.FromMinutes(1));
            await host.CancelAsync(ContactScene.Mira);
        }

        ChangeOutcome.Refused refused = Assert.IsType<ChangeOutcome.Refused>(await host.RemoveAllAsync(WaitScene.Thief, await CodeAsync(host)));
        Assert.Equal((Refusal.TooManyWaits, first + (earlier == 1 ? Day : Quarter)), (refused.Why, refused.Until!.Value));
        host.Clock.Set(refused.Until!.Value - Duration.FromMinutes(2));
        RecoveryTicket last = await CodeAsync(host);

        host.Clock.Set(refused.Until.Value - ContactScene.Grain);
        Assert.Equal(refused, await host.RemoveAllAsync(WaitScene.Thief, last));
        host.Clock.Set(refused.Until.Value);
        Assert.IsType<ChangeOutcome.WaitStarted>(await host.RemoveAllAsync(WaitScene.Thief, last));
    }

    [Fact]
    public async Task W1_Removing_the_last_contact_is_removing_all()
    {
        await using var host = new TestHost(sends: true);
        ContactId mail = await host.AddFirstAsync();
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession);

        ChangeOutcome.WaitStarted started = Assert.IsType<ChangeOutcome.WaitStarted>(await host.SecurityInfo.RemoveAsync(TestHost.Alice, mail, TestHost.Owner.Having(session)));

        Assert.Equal(host.Clock.GetCurrentInstant() + WaitScene.Length, started.Until);
        Assert.Equal([ContactState.Leaving], await host.StatesAsync());
    }

    // At most one start in any 24 hours, and three in any 90 days, half-open.
    private static bool Keeps(List<Instant> starts) =>
        starts.Zip(starts.Skip(1)).All(pair => pair.Second - pair.First >= Day) && starts.Zip(starts.Skip(3)).All(pair => pair.Second - pair.First >= Quarter);

    private static async Task<RecoveryTicket> CodeAsync(TestHost host)
    {
        ContactId mail = (await host.SecurityInfo.GetAsync(TestHost.Alice)).Contacts[0].Id;
        return await host.ProveByIdAsync(mail, ProofPurpose.ChangeSecuritySettings, WaitScene.Thief);
    }
}
