using NodaTime;

namespace AccountRecovery;

/// <summary>What is checked at the start is checked again in the write: every change of state, before the call and in the middle of its hash.</summary>
[Trait("Category", "NoText")]
public sealed class RepeatedCheckTests
{
    private const ProofPurpose Change = ProofPurpose.ChangeSecuritySettings;

    // So that a ticket can expire within the minute that a charge has.
    private static readonly Duration AlmostExpired = Duration.FromMinutes(9.5);

    public enum Mechanism
    {
        RedeemByStranger,
        RedeemWithTicket,
        Confirm,
        ConfirmWithTicket,
        GenerateWithTicket,
        RevokeWithTicket,
    }

    public enum Happening
    {
        Revoked,
        Regenerated,
        RegeneratedTwice,
        PendingExpired,
        TicketExpired,
        ChargeLapsed,
        ClockRepaired,
        Frozen,
    }

    // Which happenings take away what the mechanism builds on. A ticket is not touched by what happens to codes.
    private static bool Voids(Happening happening, Mechanism mechanism) => mechanism switch
    {
        _ when happening == Happening.Frozen => true,
        Mechanism.RedeemByStranger => happening is Happening.Revoked or Happening.Regenerated or Happening.RegeneratedTwice,
        Mechanism.RedeemWithTicket => happening is not Happening.PendingExpired and not Happening.ChargeLapsed,
        Mechanism.Confirm => happening is Happening.Revoked or Happening.Regenerated or Happening.RegeneratedTwice or Happening.PendingExpired,
        Mechanism.ConfirmWithTicket => happening is not Happening.ChargeLapsed,
        _ => happening is Happening.TicketExpired or Happening.ClockRepaired or Happening.PendingExpired,
    };

    private static Refusal Expected(Mechanism mechanism, Happening happening, bool duringHash)
    {
        bool changes = mechanism is Mechanism.GenerateWithTicket or Mechanism.RevokeWithTicket;
        bool ticket = changes || mechanism is Mechanism.RedeemWithTicket or Mechanism.ConfirmWithTicket;
        bool redeems = mechanism is Mechanism.RedeemByStranger or Mechanism.RedeemWithTicket;
        return happening switch
        {
            Happening.Frozen => Refusal.Frozen,
            Happening.TicketExpired => Refusal.TicketExpired,
            Happening.ChargeLapsed => Refusal.Lapsed,
            Happening.PendingExpired or Happening.ClockRepaired when duringHash && !changes => Refusal.Lapsed,
            Happening.PendingExpired => ticket ? Refusal.TicketExpired : Refusal.NothingPending,
            Happening.ClockRepaired => Refusal.TicketVoid,
            _ when duringHash => Refusal.Superseded,
            Happening.Revoked => redeems ? Refusal.NoCodes : Refusal.NothingPending,
            _ => redeems ? Refusal.WrongCode : Refusal.NothingPending,
        };
    }

    public static TheoryData<Mechanism, Happening, bool> Matrix()
    {
        var rows = new TheoryData<Mechanism, Happening, bool>();
        foreach (Mechanism mechanism in Enum.GetValues<Mechanism>())
        {
            foreach (Happening happening in Enum.GetValues<Happening>())
            {
                bool hashes = mechanism is not Mechanism.RevokeWithTicket;
                if (Voids(happening, mechanism))
                {
                    rows.Add(mechanism, happening, false);
                }

                // In the middle of a hash a charge also lapses, and time that passes makes it lapse too.
                if (hashes && (Voids(happening, mechanism) || (happening == Happening.ChargeLapsed && mechanism != Mechanism.GenerateWithTicket)))
                {
                    rows.Add(mechanism, happening, true);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task S6_What_has_changed_since_the_start_refuses_and_spends_nothing(Mechanism mechanism, Happening happening, bool duringHash)
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        string[] live = await host.IssueAsync();
        await host.Codes.ConfirmAsync(TestHost.Alice, live[0], TestHost.Owner);
        string[] pending = await host.IssueAsync();
        ProofPurpose purpose = mechanism == Mechanism.RedeemWithTicket ? ProofPurpose.SignIn : Change;
        RecoveryTicket ticket = await host.VouchAsync(purpose);
        host.Clock.Advance(AlmostExpired);
        bool done = false;
        if (duringHash)
        {
            host.Hasher.DuringHash = () =>
            {
                host.Hasher.DuringHash = null;
                Task.Run(() => HappenAsync(host, happening)).GetAwaiter().GetResult();
                done = true;
            };
        }
        else
        {
            await HappenAsync(host, happening);
            done = true;
        }

        AccountRecord? before = duringHash ? null : await host.OpenAsync();
        object outcome = mechanism switch
        {
            Mechanism.RedeemByStranger => await host.RedeemAsync(live[1]),
            Mechanism.RedeemWithTicket => await host.RedeemAsync(live[1], ticket),
            Mechanism.Confirm => await host.Codes.ConfirmAsync(TestHost.Alice, pending[1], TestHost.Owner),
            Mechanism.ConfirmWithTicket => await host.Codes.ConfirmAsync(TestHost.Alice, pending[1], TestHost.Owner.Having(ticket)),
            Mechanism.GenerateWithTicket => await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(ticket)),
            _ => await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(ticket)),
        };

        Refusal why = outcome switch
        {
            RedeemOutcome.Refused it => it.Why,
            ConfirmOutcome.Refused it => it.Why,
            IssueOutcome.Refused it => it.Why,
            RevokeOutcome.Refused it => it.Why,
            _ => Refusal.None,
        };
        Assert.True(done);
        Assert.Equal((Expected(mechanism, happening, duringHash), $"{outcome}"), (why, $"{outcome}"));
        AccountRecord after = (await host.OpenAsync())!;
        Assert.Equal(after.BackupCodes.Live?.Codes.Length, after.BackupCodes.Live?.Remaining);
        if (before is not null)
        {
            Assert.Equal((before.BackupCodes.Live?.Number, before.BackupCodes.SetsNumbered), (after.BackupCodes.Live?.Number, after.BackupCodes.SetsNumbered));
        }
    }

    private static async Task HappenAsync(TestHost host, Happening happening)
    {
        switch (happening)
        {
            case Happening.Revoked:
                await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(await host.VouchAsync(Change)));
                break;
            case Happening.Regenerated or Happening.RegeneratedTwice:
                for (int i = 0; i < (happening == Happening.Regenerated ? 1 : 2); i++)
                {
                    string[] fresh = await host.IssueAsync();
                    Assert.IsType<ConfirmOutcome.Confirmed>(await host.Codes.ConfirmAsync(TestHost.Alice, fresh[0], TestHost.Owner));
                }

                break;
            case Happening.PendingExpired:
                host.Clock.Advance(Duration.FromHours(24));
                break;
            case Happening.TicketExpired:
                host.Clock.Advance(Duration.FromSeconds(30));
                break;
            case Happening.ChargeLapsed:
                host.Clock.Advance(Duration.FromSeconds(60));
                break;
            case Happening.ClockRepaired:
                // The record is pushed ahead by a clock that is wrong, and set back by an operator.
                host.Clock.Advance(Duration.FromDays(31));
                await host.IssueAsync();
                host.Clock.Advance(-Duration.FromDays(31));
                Assert.IsType<RepairOutcome.Repaired>(await host.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner));
                break;
            case Happening.Frozen:
                AccountRecord record = (await host.OpenAsync())!;
                await host.PutAsync(record with { Access = record.Access with { FrozenAt = host.Clock.GetCurrentInstant() } });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happening), happening, "No such happening.");
        }
    }
}
