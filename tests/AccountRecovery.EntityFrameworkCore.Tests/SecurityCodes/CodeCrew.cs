using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace AccountRecovery;

/// <summary>Several applications on one database, with one root key, one mailbox, one sink, and clocks that go together: what the machines of one host are.</summary>
internal sealed class CodeCrew : IAsyncDisposable
{
    internal const string Mira = "mira@example.com";
    internal const string Phone = "+447700900123";

    internal static readonly AccountId Alice = RecoveryApp.Alice;
    internal static readonly Caller Owner = RecoveryApp.Owner;
    internal static readonly Caller Stranger = RecoveryApp.Stranger;

    private CodeCrew(IReadOnlyList<RecoveryApp> apps, RecordingSender mail, RecordingEventSink sink)
    {
        Apps = apps;
        Mail = mail;
        Sink = sink;
    }

    internal IReadOnlyList<RecoveryApp> Apps { get; }

    internal RecordingSender Mail { get; }

    internal RecordingEventSink Sink { get; }

    internal Instant Now => Apps[0].Clock.GetCurrentInstant();

    /// <summary>Who takes the n-th call: each in turn.</summary>
    internal RecoveryApp this[int n] => Apps[n % Apps.Count];

    /// <summary>Starts them on a database that is new and has the tables.</summary>
    /// <param name="database">The connection string.</param>
    /// <param name="size">How many.</param>
    /// <param name="listens">Whether the host has an event sink.</param>
    /// <param name="configure">Options beyond those of tests.</param>
    /// <param name="twist">What is put between the library and its store.</param>
    /// <param name="build">What else the host uses.</param>
    /// <param name="services">What the host registers itself.</param>
    internal static async Task<CodeCrew> OnAsync(
        string database,
        int size = 2,
        bool listens = false,
        Action<AccountRecoveryOptions>? configure = null,
        Func<IRecoveryStore, IRecoveryStore>? twist = null,
        Action<AccountRecoveryBuilder>? build = null,
        Action<IServiceCollection>? services = null)
    {
        await RecoveryApp.MigratedAsync(database);
        var mail = new RecordingSender();
        var sink = new RecordingEventSink();
        var key = RootKey.Generate();
        RecoveryApp[] apps = [.. Enumerable.Range(0, size).Select(_ => new RecoveryApp(
            builder =>
            {
                builder.UseEntityFrameworkCore(db => db.Use(database));
                Enum.GetValues<ContactChannel>().ToList().ForEach(channel => builder.UseSender(channel, mail));
                build?.Invoke(builder);
            },
            key,
            options =>
            {
                options.Site = "Shop";
                configure?.Invoke(options);
            },
            collection =>
            {
                if (listens)
                {
                    collection.AddSingleton<IRecoveryEventSink>(sink);
                }

                Twist(collection, twist);
                services?.Invoke(collection);
            }))];
        return new CodeCrew(apps, mail, sink);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RecoveryApp app in Apps)
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>Time passes for all of them.</summary>
    /// <returns>The new instant.</returns>
    internal Instant Advance(Duration by)
    {
        Instant now = Now + by;
        Apps.ToList().ForEach(app => app.Clock.Set(now));
        return now;
    }

    /// <summary>Waits until all that was committed has been sent and told, or refused.</summary>
    internal Task DrainAsync() => Task.WhenAll(Apps.Select(app => app.DueWork().DrainAsync().AsTask()));

    /// <summary>One of them sweeps. The first sweep after the clock was moved only says that it has been, since the machine's steady clock has not.</summary>
    internal async Task SweepAsync(int app = 0)
    {
        DueWorkReport report = await this[app].DueWork().RunAsync(int.MaxValue);
        Assert.False(report.ClockSuspect && (await this[app].DueWork().RunAsync(int.MaxValue)).ClockSuspect);
        await DrainAsync();
    }

    /// <summary>Adds the account's first contact by the password, and confirms it by the code that came.</summary>
    internal async Task<ContactId> AddFirstAsync(AccountId? account = null, string address = Mira, int app = 0)
    {
        ChangeOutcome.CodeSent sent = Assert.IsType<ChangeOutcome.CodeSent>(await this[app].AddAsync(account ?? Alice, NewContact.Email(address), Owner));
        return await ConfirmAsync(account ?? Alice, sent, address, app);
    }

    /// <summary>Adds a phone number by a code of a settled contact, and confirms it.</summary>
    internal async Task<ContactId> AddPhoneAsync(AccountId account, ContactId settled, string number = Phone)
    {
        RecoveryTicket code = await ProveAsync(account, settled, ProofPurpose.ChangeSecuritySettings);
        ChangeOutcome outcome = await this[1].SecurityInfo().AddAsync(account, NewContact.Phone(number), Owner.Having(code));
        return await ConfirmAsync(account, Assert.IsType<ChangeOutcome.CodeSent>(outcome), number, app: 0);
    }

    /// <summary>Half a minute after whatever was sent before, one of them sends a code and another checks it: the ticket that it gives.</summary>
    internal async Task<RecoveryTicket> ProveAsync(AccountId account, ContactId contact, ProofPurpose purpose)
    {
        Advance(SendLimits.Spacing);
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await this[0].SendAsync(account, contact, purpose));
        await DrainAsync();
        RecoveryTicket session = await this[1].VouchAsync(account, purpose, HostProof.HostSession);
        return Assert.IsType<VerifyOutcome.Verified>(await this[1].TypeAsync(account, sent.Challenge, LastCode(account), purpose, session)).Proof!;
    }

    /// <summary>The code of the account's last message that held one.</summary>
    internal string LastCode(AccountId account) => Mail.Sent.Last(message => message.Account == account && message.Kind == MessageKind.SecurityCode).RevealCode()!;

    /// <summary>The account's record as it is stored, opened.</summary>
    internal async Task<AccountRecord> OpenAsync(AccountId account)
    {
        StoredRecord stored = (await Apps[0].Store.ReadAsync(account, CancellationToken.None))!;
        return Apps[0].Provider.GetRequiredService<RecordSealer>().Open(account, stored.Sealed.Span);
    }

    private static void Twist(IServiceCollection services, Func<IRecoveryStore, IRecoveryStore>? twist)
    {
        if (twist is not null)
        {
            ServiceDescriptor plain = services.Last(service => service.ServiceType == typeof(IRecoveryStore));
            services.Replace(ServiceDescriptor.Singleton(provider => twist((IRecoveryStore)plain.ImplementationFactory!(provider))));
        }
    }

    private async Task<ContactId> ConfirmAsync(AccountId account, ChangeOutcome.CodeSent sent, string address, int app)
    {
        await DrainAsync();
        string code = Mail.Sent.Last(message => message.Account == account && message.RevealAddress() == address && message.RevealCode() is not null).RevealCode()!;
        VerifyOutcome outcome = await this[app + 1].SecurityInfo().ConfirmAsync(account, sent.Challenge, code, Owner);
        await DrainAsync();
        return Assert.IsType<VerifyOutcome.Verified>(outcome).Contact.Id;
    }
}
