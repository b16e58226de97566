using System.Globalization;
using NodaTime;

namespace AccountRecovery.Races;

/// <summary>Notices of waits whose processes were killed as they began or ended them: what was committed, compared with what was sent.</summary>
internal sealed class KilledNotices(RaceDatabase database, Owner owner, Setup setup, string folder)
{
    /// <summary>A kill that comes at a seventh write, of a process that waits for its deliveries: three waits have begun, and what they tell is settled.</summary>
    internal const int AfterSettling = 4;

    private const int AccountsEach = 4;
    private const int ContactsEach = 2;

    private static readonly Duration Wait = Duration.FromHours(720);

    /// <summary>Kills so far, and those that came at the moment that was meant, instead of at the end of all calls.</summary>
    internal int Kills { get; private set; }

    internal int AtMoments { get; private set; }

    /// <summary>Notices that were due to somebody, by the records alone; and waits that a killed process never began.</summary>
    internal int Due { get; private set; }

    internal int NotBegun { get; private set; }

    internal int Swept { get; private set; }

    internal int Twice { get; private set; }

    internal int Lost { get; private set; }

    /// <summary>Notices of more ids than there are contacts, of what was never committed, or sent when they had expired.</summary>
    internal int Wrong { get; private set; }

    /// <summary>A process begins waits, or, every other time, ends them, and dies; another sweeps.</summary>
    internal async Task KillAsync(RaceTrack track, int kill, Twist twist)
    {
        bool ends = kill % 2 == 1;
        string[] accounts = [.. Enumerable.Range(0, AccountsEach).Select(n => string.Create(CultureInfo.InvariantCulture, $"{kill}-{n}"))];
        foreach (string account in accounts)
        {
            await owner.EstablishAsync(account, hasTwo: true);
        }

        Instant now = owner.Clock.Advance(Duration.FromMinutes(1));
        foreach (string account in ends ? accounts : [])
        {
            RecoveryTicket session = await owner.VouchAsync(account, HostProof.HostSession, ProofPurpose.ChangeSecuritySettings);
            Assert.IsType<ChangeOutcome.WaitStarted>(await owner.Get<ISecurityInfo>().RemoveAllAsync(new AccountId(account), Owner.Caller.Having(session)));
        }

        await owner.DrainAsync();
        now = ends ? owner.Clock.Advance(Wait) : now;
        await using (Crew victims = track.Crew(1))
        {
            await victims.OpenAsync(setup with { Twist = twist, Dies = DeathOf(kill, twist), Clock = now.ToUnixTimeTicks() });
            await victims.StartAsync(_ => ends ? [new Call(Verb.RunDue, "all"), new Call(Verb.Drain, "all")] : CallsOf(accounts, kill), parallel: 1);
            AtMoments += await victims.Workers[0].DieAsync() ? 1 : 0;
            Kills++;
        }

        string[] files = Directory.GetFiles(folder);
        SentLine[] early = [.. files.SelectMany(SentLine.ReadAll)];
        Instant later = owner.Clock.Advance(Duration.FromMinutes(2));
        await using (Crew survivors = track.Crew(1))
        {
            await survivors.OpenAsync(setup with { Clock = later.ToUnixTimeTicks() });
            await survivors.ShareAsync([new Call(Verb.RunDue, "all"), new Call(Verb.Drain, "all")], parallel: 1);
        }

        SentLine[] all = [.. Directory.GetFiles(folder).SelectMany(SentLine.ReadAll)];
        Swept += all.Length - early.Length;
        foreach (string account in accounts)
        {
            Compare(await database.RecordAsync(account), [.. all.Where(line => line.Account == account)], ends);
        }

        Directory.GetFiles(folder).ToList().ForEach(File.Delete);
    }

    public override string ToString() =>
        $"{Kills} kills, {AtMoments} of them at their moments; {Due} notices due, {NotBegun} waits not begun, {Swept} sent by survivors, {Twice} sent twice; {Lost} lost, {Wrong} wrong";

    private static Death DeathOf(int kill, Twist twist)
    {
        Moment[] moments = twist == Twist.None ? Enum.GetValues<Moment>() : [Moment.AfterWrite];
        Moment moment = moments[kill / 2 % moments.Length];
        return new Death(moment, 1 + (kill / 2 / moments.Length * 3 % 8));
    }

    private static Call[] CallsOf(string[] accounts, int kill) =>
    [
        .. accounts.SelectMany(account => (Call[])[new Call(Verb.RemoveAll, account) { Session = "owner" }, .. kill % 4 == 0 ? [new Call(Verb.Drain, "all")] : (Call[])[]]),
        new Call(Verb.Drain, "all"),
    ];

    private void Compare(AccountRecord record, SentLine[] lines, bool ends)
    {
        RecoveryEventKind about = ends ? RecoveryEventKind.WaitEnded : RecoveryEventKind.WaitStarted;
        bool isCommitted = record.State == (ends ? AccountState.AfterWait : AccountState.Waiting);
        string[] ids = [.. lines.Where(line => line.About == about).Select(line => line.Id)];
        int reached = ids.Distinct(StringComparer.Ordinal).Count();
        Due += isCommitted ? ContactsEach : 0;
        NotBegun += isCommitted ? 0 : 1;
        Lost += isCommitted ? Math.Max(0, ContactsEach - reached) : 0;
        Wrong += Math.Max(0, reached - (isCommitted ? ContactsEach : 0)) + lines.Count(line => line.At >= line.Expires) + (ends && !isCommitted ? 1 : 0);
        Twice += ids.Length - reached;
    }
}
