using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>Ten contacts with the longest addresses there are, and ten that were voided, leave less room than the queues may take: then a call is busy, and no more.</summary>
public sealed class FullRecordTests
{
    // The seal, and the number and length of the field that fills the rest.
    private const int Overhead = 51 + 4;

    private static readonly Caller Talkative = new() { CorrelationId = new string('c', 64), Source = new string('s', 64), Device = new string('d', 64) };

    [Fact]
    public async Task A_change_that_would_not_fit_is_busy_and_writes_nothing()
    {
        await using TestHost host = Host();
        (AccountRecord full, _) = await FillAsync(host);
        StoredRecord? before = await host.Store.ReadAsync(TestHost.Alice, default);

        VerifyOutcome verified = await host.Provider.GetRequiredService<ISecurityCodes>().VerifyAsync(TestHost.Alice, new ChallengeId(7), "123 4567", ProofPurpose.Recover, Talkative);
        RedeemOutcome redeemed = await host.RedeemAsync("1234 5678", caller: Talkative);

        Assert.True(full.HasRoom(2, host.Policy));
        Assert.Equal(new VerifyOutcome.Busy(BusyReason.Queue), verified);
        Assert.Equal(new RedeemOutcome.Busy(BusyReason.Queue), redeemed);
        Assert.Equal(before, await host.Store.ReadAsync(TestHost.Alice, default));
    }

    /// <summary>The same guess with nothing to keep of its caller: what was refused above was the room.</summary>
    [Fact]
    public async Task A_change_that_just_fits_is_made()
    {
        await using TestHost host = Host();
        await FillAsync(host, room: 400);

        VerifyOutcome verified = await host.Provider.GetRequiredService<ISecurityCodes>().VerifyAsync(TestHost.Alice, new ChallengeId(7), "123 4567", ProofPurpose.Recover, Talkative);

        Assert.Equal(new VerifyOutcome.Refused(Refusal.ChallengeOver), verified);
    }

    /// <summary>It takes away more than it adds: both sets, the key, the challenges and the codes on their way.</summary>
    [Fact]
    public async Task The_recovery_code_is_redeemed_all_the_same()
    {
        await using TestHost host = Host();
        (AccountRecord full, string code) = await FillAsync(host);

        RedeemOutcome redeemed = await host.RecoveryCodes.RedeemAsync(TestHost.Alice, code, Talkative);

        AccountRecord left = (await host.OpenAsync())!;
        Assert.Equal(10, Assert.IsType<RedeemOutcome.Redeemed>(redeemed).Voided!.Contacts);
        Assert.Equal(ContactPart.Most * 2, left.Contacts.Items.Count(contact => contact.State == ContactState.Voided));
        Assert.Contains(left.Events.Items, happened => happened is { Kind: RecoveryEventKind.CodeRedeemed, Method: RecoveryMethod.RecoveryCode });
        Assert.Contains(left.Messages.Items, notice => notice is { About: RecoveryEventKind.CodeRedeemed, To.Length: ContactPart.Most * 2 });
        Assert.True(Records.Fields(left).Length < Records.Fields(full).Length);
    }

    [Fact]
    public async Task A_repair_that_would_not_fit_is_busy()
    {
        await using TestHost host = Host();
        (AccountRecord full, _) = await FillAsync(host, codes: SecurityCodePart.None);
        await host.PutAsync(full with { Latest = full.Latest + Duration.FromDays(400) });
        StoredRecord? before = await host.Store.ReadAsync(TestHost.Alice, default);

        RepairOutcome repaired = await host.Operations.RepairClockAsync(TestHost.Alice, Talkative);

        Assert.Equal(new RepairOutcome.Busy(BusyReason.Queue), repaired);
        Assert.Equal(before, await host.Store.ReadAsync(TestHost.Alice, default));
    }

    private static TestHost Host() => new(
        options => options.Site = "Example",
        listens: true,
        services: services => Array.ForEach(Enum.GetValues<ContactChannel>(), channel => services.AddKeyedSingleton<IRecoverySender>(channel, new RecordingSender())));

    // Notices that another process has in hand for another hour; and what a newer version has written, until only so many bytes are left.
    private static async Task<(AccountRecord Full, string Code)> FillAsync(TestHost host, int room = 0, SecurityCodePart? codes = null)
    {
        Instant held = FullestRecord.Now + Duration.FromHours(1);
        AccountRecord quiet = FullestRecord.Quiet(addressLength: 254);
        var drawn = DrawnCode.Draw(CodeFormat.RecoveryCode);
        AccountRecord full = quiet with
        {
            BackupCodes = quiet.BackupCodes with { Budgets = quiet.BackupCodes.Budgets with { Anonymous = AttemptBudget.Fresh } },
            SecurityCodes = codes ?? quiet.SecurityCodes with { Budgets = quiet.SecurityCodes.Budgets with { Anonymous = AttemptBudget.Fresh } },
            RecoveryCode = quiet.RecoveryCode with { Code = drawn.ToStore(RecoveryMethod.RecoveryCode, 1, quiet.Secret, quiet.Latest), Budgets = quiet.RecoveryCode.Budgets with { Anonymous = AttemptBudget.Fresh } },
            Events = quiet.Events with { HeldUntil = held },
        };
        full = Enumerable.Range(0, 7).Aggregate(full, (record, _) => FullestRecord.AddNotice(record, FullestRecord.From, 20));
        full = full with { Messages = full.Messages with { Items = [.. full.Messages.Items.Select(item => item with { NotBefore = held })] } };
        full = full with { Unknown = UnknownFields.None.With(1_000, new byte[RecordSealer.MaxSize - Overhead - room - Records.Fields(full).Length]) };

        await host.PutAsync(full);
        return (full, drawn.Code.Reveal());
    }
}
