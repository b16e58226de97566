using System.Collections.Concurrent;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace AccountRecovery.Races;

/// <summary>An application with the library in it, on a real database.</summary>
internal sealed class Application : IAsyncDisposable
{
    private const int MostRepeats = 1000;

    private readonly ConcurrentDictionary<string, long> _flows = new(StringComparer.Ordinal);
    private readonly Fate _fate;
    private readonly ServiceProvider _provider;
    private readonly IBackupCodes _codes;
    private readonly ITickets _tickets;

    private readonly Func<IRecoveryStore, IRecoveryStore>? _wrap;

    /// <param name="setup">What it is.</param>
    /// <param name="tell">Takes what it tells.</param>
    /// <param name="wrap">What is put around its store, in a process that looks on.</param>
    internal Application(Setup setup, Action<Report> tell, Func<IRecoveryStore, IRecoveryStore>? wrap = null)
    {
        _wrap = wrap;
        Setup = setup;
        _fate = new Fate(setup.Dies);
        Hasher = new WatchedHasher(
            setup.HashesSlowly ? new Argon2idCodeHasher(Argon2idCodeHasher.DefaultMemoryKiB, Argon2idCodeHasher.DefaultPasses) : new FastCodeHasher(), setup, tell);
        Clock = setup.Clock is { } ticks ? new ManualClock(Instant.FromUnixTimeTicks(ticks)) : null;
        _provider = Build().BuildServiceProvider();
        _codes = _provider.GetRequiredService<IBackupCodes>();
        _tickets = _provider.GetRequiredService<ITickets>();
    }

    internal Setup Setup { get; }

    internal WatchedHasher Hasher { get; }

    internal ManualClock? Clock { get; }

    internal IServiceProvider Services => _provider;

    public async ValueTask DisposeAsync()
    {
        Hasher.Release();
        await _provider.DisposeAsync();
        Hasher.Dispose();
    }

    /// <summary>The account's record as it is stored, opened; null when there is none.</summary>
    internal async Task<AccountRecord?> ReadAsync(string account) =>
        await StoredAsync(account) is { } stored ? _provider.GetRequiredService<RecordSealer>().Open(new AccountId(account), stored.Sealed.Span) : null;

    internal async Task<StoredRecord?> StoredAsync(string account) =>
        await _provider.GetRequiredService<IRecoveryStore>().ReadAsync(new AccountId(account), CancellationToken.None);

    internal async Task<Answer> AnswerAsync(Call call, bool repeatsBusy)
    {
        for (int repeats = 0; ; repeats++)
        {
            Answer answer;
            try
            {
                answer = await AnswerAsync(call);
            }
            catch (Exception fault)
            {
                answer = Answer.Of(fault);
            }

            if (!repeatsBusy || !answer.IsBusy || repeats == MostRepeats)
            {
                return answer with { Repeats = repeats };
            }
        }
    }

    private async Task<Answer> AnswerAsync(Call call)
    {
        var account = new AccountId(call.Account);
        Caller caller = call.Caller;
        if (call.At is { } ticks)
        {
            Clock!.Set(Instant.FromUnixTimeTicks(ticks));
        }

        return call.Verb switch
        {
            Verb.Redeem => Answer.Of(await _codes.RedeemAsync(account, call.Typed, caller)),
            Verb.RedeemAttested => Answer.Of(await _codes.RedeemAsync(account, call.Typed, caller.Having(await _tickets.VouchAsync(account, HostProof.HostSession, ProofPurpose.SignIn, caller)))),
            Verb.Generate => Answer.Of(await _codes.GenerateAsync(account, caller.Having(await _tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, caller)))),
            Verb.Status => Answer.Of(await _codes.GetStatusAsync(account)),
            Verb.AddContact => Answer.Of(await AddAsync(account, caller)),
            Verb.AskAgain => Answer.Of(await _provider.GetRequiredService<ISecurityCodes>().ResendAsync(account, new ChallengeId(call.Flow ?? _flows[call.Account]), caller.Having(await _tickets.VouchAsync(account, HostProof.HostSession, ProofPurpose.ConfirmContact, caller)))),
            Verb.Drain => await DrainAsync(),
            Verb.SkipPrompt => Answer.Of(await _provider.GetRequiredService<ISignInPrompt>().SkipPromptAsync(account, caller.Having(await _tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.AnswerPrompt, caller)))),
            Verb.RemoveAll => Answer.Of(await _provider.GetRequiredService<ISecurityInfo>().RemoveAllAsync(account, caller.Having(await _tickets.VouchAsync(account, HostProof.HostSession, ProofPurpose.ChangeSecuritySettings, caller)))),
            Verb.Attack => await Attack.RunAsync(_provider, account, caller),
            Verb.RunDue => Answer.Of(await _provider.GetRequiredService<IDueWork>().RunAsync(int.MaxValue)),
            _ => throw new InvalidOperationException("No such call."),
        };
    }

    private async Task<ChangeOutcome> AddAsync(AccountId account, Caller caller)
    {
        RecoveryTicket password = await _tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, caller);
        ChangeOutcome outcome = await _provider.GetRequiredService<ISecurityInfo>().AddAsync(account, NewContact.Email($"{account}@example.com"), caller.Having(password));
        if (outcome is ChangeOutcome.CodeSent sent)
        {
            _flows[account.Value] = sent.Challenge.Value;
        }

        return outcome;
    }

    private async Task<Answer> DrainAsync()
    {
        await _provider.GetRequiredService<IDueWork>().DrainAsync();
        return new Answer(nameof(Verb.Drain));
    }

    private ServiceCollection Build()
    {
        var services = new ServiceCollection();
        AccountRecoveryBuilder builder = services.AddAccountRecovery(options =>
        {
            options.Site = Setup.SendsTo is null ? null : "Shop";
            options.RootKeys.Add(new RootKeyOptions { Key = Setup.ActiveKey });
            if (Setup.OpenOnlyKey is { } other)
            {
                options.RootKeys.Add(new RootKeyOptions { Key = other, Use = RootKeyUse.OpenOnly });
            }

            options.BackupCodeFormat = Setup.Format;
            options.BackupCodeCount = Setup.Codes;
            options.FreeAttempts = Setup.FreeAttempts;
            options.StoredFormat = Setup.StoredFormat;
            options.HashingLanes = 2;
            options.HashingQueue = 1024;
        }).UseEntityFrameworkCore(db => _ = Setup.Engine == Engine.Sqlite ? db.UseSqlite(Setup.ConnectionString) : db.UseNpgsql(Setup.ConnectionString));
        if (Setup.SendsTo is { } folder)
        {
            var sender = new FileSender(folder, Clock!, _fate);
            builder.UseSender(ContactChannel.Email, Setup.Twist == Twist.SettlesFirst ? new LateSender(sender) : sender);
        }

        services.AddSingleton<ICodeHasher>(Hasher);
        if (Clock is not null)
        {
            services.AddSingleton<IClock>(Clock);
        }

        if (Setup.Listens)
        {
            services.AddSingleton<IRecoveryEventSink>(new RecordingEventSink());
        }

        ServiceDescriptor plain = services.Last(service => service.ServiceType == typeof(IRecoveryStore));
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            IRecoveryStore store = Twisted((IRecoveryStore)plain.ImplementationFactory!(provider), provider);
            store = Setup.Dies is null ? store : new FatalStore(store, _fate);
            store = Setup.Meets is { } meeting ? new MeetingStore(store, meeting) : store;
            store = Setup.HoldsUntil is { } file ? new HoldingStore(store, file) : store;
            store = Setup.Lags ? new LaggingStore(store) : store;
            return _wrap?.Invoke(store) ?? store;
        }));
        return services;
    }

    private IRecoveryStore Twisted(IRecoveryStore store, IServiceProvider provider)
    {
        RecordSealer Sealer(ushort version) => new(provider.GetRequiredService<KeyRing>(), version);
        return Setup.Twist switch
        {
            Twist.Unguarded => new UnguardedStore(store, Setup),
            Twist.Stale => new StaleStore(store, Clock!),
            Twist.StaleUnguarded => new StaleStore(new UnguardedStore(store, Setup), Clock!),
            Twist.CutsReplies => new LostReplyStore(store, dies: false),
            Twist.DiesAfterWrite => new LostReplyStore(store, dies: true),
            Twist.WritesBehind => new WriteBehindStore(store),
            Twist.NextVersion => new OtherVersionStore(store, Sealer(RecordSealer.FieldsVersion), Sealer(NewFields.NextVersion), NewFields.Add),
            Twist.Forgetful => new OtherVersionStore(store, Sealer(RecordSealer.FieldsVersion), Sealer(RecordSealer.FieldsVersion), NewFields.Drop),
            _ => store,
        };
    }
}
