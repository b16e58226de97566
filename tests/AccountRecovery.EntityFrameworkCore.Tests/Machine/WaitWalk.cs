using AccountRecovery.Ports;
using AccountRecovery.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>One wait, and whatever people, sweeps and operators do meanwhile at two machines whose clocks somebody sets between any two calls.</summary>
internal sealed class WaitWalk(CodeCrew crew, AccountId account, SplitMix64 random)
{
    private const int Steps = 12;

    private static readonly Duration[] Jumps =
    [
        Duration.FromDays(-31), -Duration.FromMinutes(5) - WaitScene.Grain, -Duration.FromMinutes(5), Duration.FromSeconds(-1), Duration.Zero, WaitScene.Grain,
        Duration.FromHours(5), Duration.FromDays(7), Duration.FromDays(15), Duration.FromDays(31),
    ];

    private readonly Duration _wait = crew[0].Provider.GetRequiredService<RecoveryPolicy>().Wait;

    private Instant _latest;
    private Instant _until;

    internal bool Completed { get; private set; }

    internal int Suspect { get; private set; }

    internal int Repaired { get; private set; }

    internal bool Cancelled { get; private set; }

    /// <summary>The first thing that must not be; null in a library that is right.</summary>
    internal string? Fault { get; private set; }

    internal async Task RunAsync()
    {
        crew.Advance(Duration.Zero);
        _until = await crew.BeginWaitAsync(account, hasPhone: false);
        RecoveryTicket? cancel = random.Below(2) == 0 ? await crew.ProveAsStrangerAsync(account, CodeCrew.Mira, ProofPurpose.CancelWait) : null;
        _latest = (await crew.OpenAsync(account)).Latest;
        Expect((await crew.OpenAsync(account)).Access.Wait?.Until == _until && _until == crew.Now + _wait - (cancel is null ? Duration.Zero : SendLimits.Spacing), "its end is not as far away as the option says");
        for (int step = 0; step < Steps && Fault is null && !Completed && !Cancelled; step++)
        {
            RecoveryApp app = crew[random.Below(2)];
            Instant clock = random.Below(5) == 0 ? Near(app) : app.Clock.Advance(random.Of(Jumps));
            bool behind = _latest - clock > Duration.FromMinutes(5);
            int act = random.Below(8);
            (bool isBusy, bool isRepaired) = await ActAsync(app, act, cancel);
            await crew.DrainAsync();
            Look(await crew.OpenAsync(account), clock, behind, isRepaired, $"step {step}, act {act} at {clock}");
            Expect(act is 0 or 1 or 2 || isBusy == (behind && act != 3), $"step {step}, act {act}: busy {isBusy}, behind {behind}");
            Suspect += isBusy ? 1 : 0;
        }
    }

    /// <summary>Leaves nothing that the sweeps of the next walk would come upon.</summary>
    internal async Task ForgetAsync()
    {
        await crew.DrainAsync();
        StoredRecord stored = (await crew[0].Store.ReadAsync(account, CancellationToken.None))!;
        await crew[0].Store.TryDeleteAsync(account, stored.Revision, CancellationToken.None);
        crew.Mail.Clear();
    }

    // A microsecond around the end is where mistakes are.
    private Instant Near(RecoveryApp app)
    {
        app.Clock.Set(_until + (WaitScene.Grain * ((random.Below(5) / 3) - 1)));
        return app.Clock.GetCurrentInstant();
    }

    private async Task<(bool IsBusy, bool IsRepaired)> ActAsync(RecoveryApp app, int act, RecoveryTicket? cancel)
    {
        switch (act)
        {
            case 0 or 1:
                // The first after a jump says that there was one.
                await app.DueWork().RunAsync(10);
                await app.DueWork().RunAsync(10);
                return (false, false);
            case 2:
                await app.SecurityInfo().GetAsync(account);
                return (false, false);
            case 3:
                return (false, await app.Operations().RepairClockAsync(account, CodeCrew.Owner) is RepairOutcome.Repaired);
            case 7:
                return (await app.RemoveAllAsync(account) is ChangeOutcome.Busy, false);
            case 4 or 5 when cancel is not null:
                ChangeOutcome outcome = await app.SecurityInfo().CancelWaitAsync(account, CodeCrew.Stranger.Having(cancel));
                Cancelled = outcome is ChangeOutcome.Done;
                return (outcome is ChangeOutcome.Busy, false);
            case 6:
                return (await app.Prompt().RecordSignInAsync(account, AccessFacts.None, CodeCrew.Owner) is SignInOutcome.Busy, false);
            default:
                return (await app.TypeAsync(account, new ChallengeId(7), "1234567", ProofPurpose.CancelWait) is VerifyOutcome.Busy, false);
        }
    }

    private void Look(AccountRecord record, Instant clock, bool behind, bool isRepaired, string when)
    {
        if (isRepaired)
        {
            // Again in full, unless it was over: what has ended stays ended.
            Expect(behind && record.Latest >= clock, $"{when}: repaired though nothing was wrong");
            Repaired++;
            (_latest, _until) = (record.Latest, clock + _wait);
        }

        Expect(record.Latest >= _latest, $"{when}: time ran back, from {_latest} to {record.Latest}");
        _latest = record.Latest;
        switch (record.State)
        {
            case AccountState.AfterWait:
                Expect(record.Latest >= _until, $"{when}: over at {record.Latest}, due {_until}");
                Expect(record.Access.Reentry!.Since == _until, $"{when}: over since {record.Access.Reentry!.Since}, not {_until}");
                Completed = true;
                break;
            case AccountState.Waiting:
                Expect(record.Access.Wait!.Until == _until, $"{when}: its end has moved to {record.Access.Wait!.Until} from {_until}");
                Expect(record.Latest < _until, $"{when}: it runs at {record.Latest}, due {_until}");
                break;
            default:
                Expect(Cancelled && record.Latest < _until, $"{when}: {record.State}, and nobody has cancelled in time");
                break;
        }
    }

    private void Expect(bool holds, string otherwise) => Fault ??= holds ? null : $"{account}: {otherwise}";
}
