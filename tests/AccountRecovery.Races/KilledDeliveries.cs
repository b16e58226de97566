using System.Globalization;
using NodaTime;

namespace AccountRecovery.Races;

/// <summary>Messages of processes that were killed: what had been committed, compared with what was sent.</summary>
internal sealed class KilledDeliveries(RaceDatabase database, Setup setup)
{
    /// <summary>When the survivor sweeps.</summary>
    internal static readonly Instant Swept0 = Instant.FromUtc(2026, 3, 1, 12, 0);

    /// <summary>Kills of which it is known what they leave behind: one account, and a process that waits for its delivery. This one dies before it sends, long ago.</summary>
    internal const int BeforeSending = -1;

    /// <summary>It has sent, and not settled.</summary>
    internal const int BeforeSettling = -2;

    /// <summary>It has settled.</summary>
    internal const int AfterSettling = -3;

    private const int AccountsEach = 4;

    private static readonly Duration Lifetime = Duration.FromMinutes(10);

    // When a victim begins: in time; so that its first codes are over as the survivor comes, or one microsecond later; and so that all are over.
    private static readonly Instant[] Beginnings =
        [Swept0 - Duration.FromMinutes(2), Swept0 - Lifetime, Swept0 - Lifetime + Duration.FromTicks(10), Swept0 - Duration.FromMinutes(12)];

    private readonly List<string> _accounts = [];

    /// <summary>Kills so far, and those that came at the moment that was meant, instead of at the end of all calls.</summary>
    internal int Kills { get; private set; }

    internal int AtMoments { get; private set; }

    /// <summary>Messages that were committed, by the records alone.</summary>
    internal int Committed { get; private set; }

    /// <summary>Messages that the survivor sent.</summary>
    internal int Swept { get; private set; }

    /// <summary>Codes that were over or replaced when the survivor came, and had never been sent.</summary>
    internal int Over { get; private set; }

    /// <summary>Messages that were sent more than once.</summary>
    internal int Twice { get; private set; }

    /// <summary>Good codes that nobody ever sent.</summary>
    internal int Lost { get; private set; }

    /// <summary>Messages sent when they had expired.</summary>
    internal int AfterItsEnd { get; private set; }

    /// <summary>Messages sent though their code was replaced, but for one in each process that was on its way.</summary>
    internal int Superseded { get; private set; }

    /// <summary>Messages of one id and two codes, or of an id that no record knows.</summary>
    internal int Unequal { get; private set; }

    /// <summary>Lets each of them add contacts and ask for further codes until it dies.</summary>
    internal async Task KillAsync(Crew victims, int[] kills, Twist twist)
    {
        await victims.OpenAsync(i => setup with { Twist = twist, Dies = DeathOf(kills[i]) });
        await victims.StartAsync(i => CallsOf(kills[i]), parallel: 1);
        AtMoments += (await Task.WhenAll(victims.Workers.Select(victim => victim.DieAsync()))).Count(isDead => isDead);
        Kills += kills.Length;
    }

    /// <summary>The survivor asks again for some, sweeps, and everything is compared.</summary>
    internal async Task SweepAsync(Crew survivor, string folder)
    {
        await survivor.OpenAsync(setup);
        string[] own = Directory.GetFiles(folder, $"*.{SentLine.Extension}");
        Dictionary<string, AccountRecord> before = await ReadAsync();
        Call[] asks = [.. before.Where(pair => IsLive(pair.Value) && pair.Key.EndsWith("-3", StringComparison.Ordinal)).Select(pair => new Call(Verb.AskAgain, pair.Key) { Session = "owner", Flow = Flow(pair.Value).Id })];
        Answer[] asked = await survivor.ShareAsync(asks);
        foreach (Answer answer in asked.Where(answer => answer.Kind != nameof(SendOutcome.Sent)))
        {
            throw new InvalidOperationException($"Asking again gave {answer}.");
        }

        await survivor.ShareAsync([new Call(Verb.RunDue, "all"), new Call(Verb.Drain, "all")], parallel: 1);
        Compare(await ReadAsync(), before, Sent(own), Sent([.. Directory.GetFiles(folder, $"*.{SentLine.Extension}").Except(own)]));
        _accounts.Clear();
        own.Concat(Directory.GetFiles(folder)).Distinct().ToList().ForEach(File.Delete);
    }

    public override string ToString() =>
        $"{Kills} kills, {AtMoments} of them at their moments; {Committed} messages committed, {Swept} sent by the survivor, {Over} over before anybody had sent them, {Twice} sent twice; "
        + $"{Lost} lost, {AfterItsEnd} after their end, {Superseded} after they were replaced, {Unequal} with another id or code";

    private static Challenge Flow(AccountRecord record) => record.SecurityCodes.Challenges.Single();

    private static bool IsLive(AccountRecord record) => record.SecurityCodes.Challenges.Length == 1 && Flow(record).IsLive(Swept0);

    private static Death DeathOf(int kill)
    {
        // The commit is the first write, and to settle is the second.
        switch (kill)
        {
            case BeforeSending:
                return new Death(Moment.BeforeSend, 1);
            case BeforeSettling:
                return new Death(Moment.AfterSend, 1);
            case AfterSettling:
                return new Death(Moment.AfterWrite, 2);
        }

        Moment[] moments = Enum.GetValues<Moment>();
        Moment moment = moments[kill % moments.Length];
        return new Death(moment, 1 + (kill / moments.Length * 5 % (moment is Moment.BeforeSend or Moment.AfterSend ? 8 : 16)));
    }

    private static ILookup<string, SentLine> Sent(string[] files) => files.SelectMany(SentLine.ReadAll).ToLookup(line => line.Account, StringComparer.Ordinal);

    private Call[] CallsOf(int kill)
    {
        string[] names = [.. Enumerable.Range(0, kill < 0 ? 1 : AccountsEach).Select(i => string.Create(CultureInfo.InvariantCulture, $"{kill}-{i}"))];
        lock (_accounts)
        {
            _accounts.AddRange(names);
        }

        // Every third sends as fast as it can; the others wait until their messages are sent, before they ask for more.
        Instant began = kill == BeforeSending ? Beginnings[^1] : Beginnings[Math.Max(0, kill) / 4 % Beginnings.Length];
        Call[] wait = kill >= 0 && kill % 3 == 0 ? [] : [new Call(Verb.Drain, "all")];
        return
        [
            .. Enumerable.Range(0, 3).SelectMany(ask => names
                .Select(name => new Call(ask == 0 ? Verb.AddContact : Verb.AskAgain, name) { Session = "owner", At = (began + (SendLimits.Spacing * ask)).ToUnixTimeTicks() })
                .Concat(wait)),
        ];
    }

    private async Task<Dictionary<string, AccountRecord>> ReadAsync()
    {
        Dictionary<string, AccountRecord> records = new(StringComparer.Ordinal);
        foreach (string account in _accounts)
        {
            if (await database.Examiner.ReadAsync(account) is { } record)
            {
                records[account] = record;
            }
        }

        return records;
    }

    private void Compare(Dictionary<string, AccountRecord> after, Dictionary<string, AccountRecord> before, ILookup<string, SentLine> victims, ILookup<string, SentLine> survivor)
    {
        foreach ((string account, AccountRecord record) in after)
        {
            // No notices: the account has one contact. So the n-th message is the flow's n-th code.
            string[] ids = [.. Enumerable.Range(1, (int)record.Messages.LastNumber).Select(number => IdOf(record, number))];
            SentLine[] early = [.. victims[account]];
            SentLine[] late = [.. survivor[account]];
            SentLine[] all = [.. early, .. late];
            Committed += ids.Length;
            Swept += late.Length;
            Twice += all.GroupBy(line => line.Id).Count(of => of.Count() > 1);
            bool isGood = IsLive(before[account]);
            bool isSent = all.Any(line => line.Id == ids[^1]);
            Lost += isGood && !isSent ? 1 : 0;
            Over += ids.Count(id => all.All(line => line.Id != id)) - (isGood && !isSent ? 1 : 0);
            AfterItsEnd += all.Count(line => line.At >= line.Expires);
            Superseded += late.Count(line => line.Id != ids[^1]) + Math.Max(0, Stragglers(early, ids) - 1);
            Unequal += all.GroupBy(line => line.Id).Count(of => !ids.Contains(of.Key, StringComparer.Ordinal) || of.DistinctBy(line => line.Code).Count() > 1);
        }
    }

    // Sent by the same process after the code that replaced theirs.
    private static int Stragglers(SentLine[] lines, string[] ids)
    {
        int[] sends = [.. lines.Select(line => Array.IndexOf(ids, line.Id))];
        return sends.Where((send, i) => sends.Take(i).Any(earlier => earlier > send)).Count();
    }

    private static string IdOf(AccountRecord record, int number) =>
        new QueuedMessage(number, MessageKind.SecurityCode, [], Swept0, Swept0, CallerTrace.None).IdUnder(record.Secret, contact: 1).ToString();
}
