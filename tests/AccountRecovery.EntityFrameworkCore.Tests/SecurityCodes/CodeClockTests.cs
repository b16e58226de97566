using AccountRecovery.Tests;
using NodaTime;

namespace AccountRecovery;

/// <summary>Clocks that differ, or that somebody sets, and the end of a security code; by two applications on real databases.</summary>
public sealed class CodeClockTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private static readonly Duration Grain = Duration.FromTicks(10);
    private static readonly Duration Lifetime = Duration.FromMinutes(10);

    private static readonly Duration[] Jumps =
    [
        Duration.FromDays(-31), -Duration.FromMinutes(5) - Grain, -Duration.FromMinutes(5), Duration.FromSeconds(-1), Duration.Zero, Grain,
        Duration.FromSeconds(31), Duration.FromMinutes(3), Duration.FromMinutes(10), Duration.FromDays(31),
    ];

    /// <summary>However the clocks of two applications are set between any two calls: what once was seen expired, used up or replaced is never accepted.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task T2_No_code_that_was_seen_expired_verifies_again_however_clocks_are_set(DatabaseKind kind)
    {
        var random = SplitMix64.Start(output);
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind), configure: options => options.FreeAttempts = 10);
        int accepted = 0, refused = 0, suspect = 0;
        for (int walk = 0; walk < FullRun.Or(30, 10_000); walk++)
        {
            var account = new AccountId($"account-{walk}");
            crew.Advance(Duration.Zero);
            await crew.AddFirstAsync(account);
            crew.Advance(Duration.FromHours(2));
            if (await crew[0].SendAsync(account, new ContactId(1), ProofPurpose.Recover) is not SendOutcome.Sent sent)
            {
                continue;
            }

            await crew.DrainAsync();
            string code = crew.LastCode(account);
            Instant expires = crew.Now + Lifetime;
            Instant latest = crew.Now;
            for (int step = 0; step < SecurityCodePart.TriesPerCode; step++)
            {
                RecoveryApp app = crew[random.Below(2)];
                Instant now = app.Clock.Advance(random.Of(Jumps));
                bool right = random.Below(4) == 0;
                RecoveryTicket session = await app.VouchAsync(account, ProofPurpose.Recover, HostProof.HostSession);
                VerifyOutcome outcome = await app.TypeAsync(account, sent.Challenge, right ? code : CodeCalls.OtherCode(code), proof: session);

                // By the later of the clock and what was seen before.
                bool behind = latest - now > Duration.FromMinutes(5);
                string told = $"{account}, step {step}: {outcome} at {now}, after {latest}";
                Assert.True(behind == outcome is VerifyOutcome.Busy { Why: BusyReason.ClockSuspect }, told);
                suspect += behind ? 1 : 0;
                if (behind)
                {
                    continue;
                }

                latest = Instant.Max(latest, now);
                Assert.True((right && latest < expires) == outcome is VerifyOutcome.Verified, told);
                if (outcome is VerifyOutcome.Verified)
                {
                    accepted++;
                    break;
                }

                refused += outcome is VerifyOutcome.Refused ? 1 : 0;
            }
        }

        output.WriteLine($"{kind}: {accepted} accepted, {refused} refused, {suspect} by a clock that is behind");
        Assert.True(accepted > 0 && refused > 0 && suspect > 0);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 150)]
    [InlineData(DatabaseKind.Sqlite, 151)]
    [InlineData(DatabaseKind.PostgreSql, 150)]
    [InlineData(DatabaseKind.PostgreSql, 151)]
    public async Task T3_What_a_fast_machine_saw_expire_is_dead_for_a_slow_one_that_is_near_and_one_farther_off_refuses(DatabaseKind kind, int seconds)
    {
        var lead = Duration.FromSeconds(seconds);
        await using CodeCrew crew = await CodeCrew.OnAsync(await databases.CreateAsync(kind));
        (RecoveryApp fast, RecoveryApp slow) = (crew[0], crew[1]);
        int tried = 0;
        for (int offset = -320; offset <= 320; offset += FullRun.Or(40, 1))
        {
            var account = new AccountId($"account-{offset}");
            Instant now = crew.Advance(Duration.FromHours(2));
            await crew.AddFirstAsync(account);
            crew.Advance(SendLimits.Spacing);
            SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await slow.SendAsync(account, new ContactId(1), ProofPurpose.Recover));
            await crew.DrainAsync();
            string code = crew.LastCode(account);
            Instant expires = crew.Now + Lifetime;

            // True time is the offset after the end; one is ahead of it, the other behind.
            Instant truth = expires + Duration.FromSeconds(offset);
            fast.Clock.Set(truth + lead);
            slow.Clock.Set(truth - lead);
            VerifyOutcome first = await fast.TypeAsync(account, sent.Challenge, CodeCalls.OtherCode(code));
            VerifyOutcome second = await slow.TypeAsync(account, sent.Challenge, code);

            bool ended = truth + lead >= expires;
            Assert.Equal(new VerifyOutcome.Refused(ended ? Refusal.ChallengeOver : Refusal.WrongCode), first);
            Assert.True(
                seconds > 150 ? second is VerifyOutcome.Busy { Why: BusyReason.ClockSuspect } : ended ? second is VerifyOutcome.Refused : second is VerifyOutcome.Verified,
                $"{offset} s: {second}");
            tried++;
            crew.Apps.ToList().ForEach(app => app.Clock.Set(now + Duration.FromHours(1)));
        }

        Assert.Equal(FullRun.Or(17, 641), tried);
    }
}
