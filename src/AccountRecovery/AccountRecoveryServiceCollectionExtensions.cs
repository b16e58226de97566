using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the library to an application.</summary>
public static class AccountRecoveryServiceCollectionExtensions
{
    /// <summary>
    /// Adds account recovery. Choose a store on the builder. The options are checked when the host starts or, in a container without a host,
    /// when the first service is resolved; an <see cref="OptionsValidationException"/> lists the failures.
    /// </summary>
    /// <param name="services">The host's services. The library uses their <see cref="IClock"/> if there is one, otherwise their <see cref="TimeProvider"/>, otherwise the system's clock.</param>
    /// <param name="configure">Sets the options. The root key has no default.</param>
    /// <returns>The builder.</returns>
    public static AccountRecoveryBuilder AddAccountRecovery(this IServiceCollection services, Action<AccountRecoveryOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddOptions<AccountRecoveryOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountRecoveryOptions>, AccountRecoveryOptionsValidator>());

        services.TryAddSingleton(provider => new RecoveryPolicy(Options(provider), HasSink(provider), Channels(provider)));
        services.TryAddSingleton(provider => Ring(Options(provider)));
        services.TryAddSingleton(provider => new RecoveryClock(
            provider.GetService<IClock>() ?? provider.GetService<TimeProvider>()?.ToClock() ?? SystemClock.Instance));
        services.TryAddSingleton(provider => new MonotonicClock(provider.GetRequiredService<RecoveryClock>(), provider.GetService<TimeProvider>()));
        services.TryAddSingleton(provider => new StoreClockCheck(
            GoesByTheSystemsClock(provider) ? Store(provider) as IRecoveryStoreClock : null,
            provider.GetRequiredService<RecoveryClock>(),
            provider.GetRequiredService<MonotonicClock>(),
            Logger<StoreClockCheck>(provider)));
        services.TryAddSingleton(provider => new RecoveryMeter(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new RecordSealer(provider.GetRequiredService<KeyRing>(), Policy(provider).StoredFormat));
        services.TryAddSingleton(provider => new TicketSigner(provider.GetRequiredService<KeyRing>()));
        services.TryAddSingleton(Lanes);
        services.TryAddSingleton(provider => new CodeHashers(
            [new Argon2idCodeHasher(Options(provider).Argon2MemoryKiB, Options(provider).Argon2Passes), .. provider.GetServices<ICodeHasher>()], Meter(provider)));
        services.TryAddSingleton(provider => new EventDelivery(
            provider.GetRequiredService<IServiceScopeFactory>(), HasSink(provider), Meter(provider), Logger<EventDelivery>(provider)));
        services.TryAddSingleton<IMessageTexts, EnglishTexts>();
        services.TryAddSingleton(provider => new MessageDelivery(
            provider.GetRequiredService<IServiceScopeFactory>(),
            Policy(provider),
            new MessageWriter(provider.GetRequiredService<IMessageTexts>(), Policy(provider)),
            Meter(provider),
            Logger<MessageDelivery>(provider)));
        services.TryAddSingleton(provider => new RecordTimeline(AccountRecoveryTimeline.Rules, Policy(provider)));
        services.TryAddSingleton(new Backoff(Backoff.DefaultLongestMilliseconds));
        services.TryAddSingleton(provider => new RecordRunner(
            Store(provider),
            provider.GetRequiredService<RecordSealer>(),
            provider.GetRequiredService<RecoveryClock>(),
            provider.GetRequiredService<StoreClockCheck>(),
            provider.GetRequiredService<RecordTimeline>(),
            new CommitDelivery(provider.GetRequiredService<EventDelivery>(), provider.GetRequiredService<MessageDelivery>(), Policy(provider)),
            provider.GetRequiredService<Backoff>()));
        services.TryAddSingleton(provider => new ChallengeIds(provider.GetRequiredService<KeyRing>()));
        services.TryAddSingleton(provider => new RecoveryCalls(Runner(provider), provider.GetRequiredService<TicketSigner>(), Meter(provider)));
        services.TryAddSingleton(provider => new SecurityCodeCheck(Calls(provider), Policy(provider)));

        services.TryAddSingleton<ITickets>(provider => new TicketService(Runner(provider), provider.GetRequiredService<TicketSigner>(), Policy(provider)));
        services.TryAddSingleton<IBackupCodes>(provider =>
        {
            CodeHashers hashers = provider.GetRequiredService<CodeHashers>();
            HashLimiter limiter = provider.GetRequiredService<HashLimiter>();
            return new BackupCodeService(
                Calls(provider),
                new BackupCodeRedeemer(Runner(provider), hashers, limiter, Policy(provider)),
                new BackupCodeIssuer(Runner(provider), hashers, limiter, Policy(provider)),
                Policy(provider));
        });
        services.TryAddSingleton<IRecoveryCodes>(provider => new RecoveryCodeService(Calls(provider), Policy(provider)));
        services.TryAddSingleton<IRecoveryKeys>(provider => new RecoveryKeyService(Calls(provider), Policy(provider)));
        services.TryAddSingleton<ISecurityInfo>(provider => new SecurityInfoService(
            Calls(provider), provider.GetRequiredService<ChallengeIds>(), provider.GetRequiredService<SecurityCodeCheck>(), Policy(provider)));
        services.TryAddSingleton<ISecurityCodes>(provider => new SecurityCodeService(
            Calls(provider), provider.GetRequiredService<ChallengeIds>(), provider.GetRequiredService<SecurityCodeCheck>(), Policy(provider)));
        services.TryAddSingleton<IAccountAccess>(provider => new AccountAccessService(Calls(provider), Policy(provider)));
        services.TryAddSingleton<ISignInPrompt>(provider => new SignInPromptService(Calls(provider), Policy(provider)));
        services.TryAddSingleton<IAccountRecovery>(provider => new RecoveryService(Calls(provider), Policy(provider)));
        services.TryAddSingleton<IRecoveryData>(provider => new RecoveryData(Calls(provider), Policy(provider)));
        services.TryAddSingleton<IDueWork>(provider => new DueWork(
            Store(provider),
            Runner(provider),
            provider.GetRequiredService<RecoveryClock>(),
            provider.GetRequiredService<MonotonicClock>(),
            provider.GetRequiredService<StoreClockCheck>(),
            provider.GetRequiredService<EventDelivery>(),
            provider.GetRequiredService<MessageDelivery>(),
            Policy(provider),
            Meter(provider),
            Logger<DueWork>(provider)));
        services.TryAddSingleton<IRecoveryHealth>(provider => new RecoveryHealth(
            Store(provider),
            provider.GetRequiredService<RecoveryClock>(),
            provider.GetRequiredService<StoreClockCheck>(),
            provider.GetRequiredService<HashLimiter>()));
        services.TryAddSingleton<IRecoveryOperations>(provider => new RecoveryOperations(
            Calls(provider),
            Runner(provider),
            new KeyRotation(Store(provider), Runner(provider), provider.GetRequiredService<KeyRing>(), Logger<KeyRotation>(provider)),
            provider.GetRequiredService<RecordTimeline>(),
            Policy(provider)));
        return new AccountRecoveryBuilder(services);
    }

    // A host need not have logging, so the logger is optional.
    internal static ILogger<T> Logger<T>(IServiceProvider provider) =>
        provider.GetService<ILoggerFactory>() is { } factory ? factory.CreateLogger<T>() : NullLogger<T>.Instance;

    private static AccountRecoveryOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<AccountRecoveryOptions>>().Value;

    // The options are resolved first: if the store is missing, their validation reports that together with all other failures.
    private static IRecoveryStore Store(IServiceProvider provider)
    {
        _ = Options(provider);
        return provider.GetRequiredService<IRecoveryStore>();
    }

    private static RecoveryPolicy Policy(IServiceProvider provider) => provider.GetRequiredService<RecoveryPolicy>();

    private static RecoveryMeter Meter(IServiceProvider provider) => provider.GetRequiredService<RecoveryMeter>();

    private static HashLimiter Lanes(IServiceProvider provider)
    {
        var limiter = new HashLimiter(Policy(provider).HashingLanes, Policy(provider).HashingQueue);
        HashLoad empty = limiter.Load;
        Meter(provider).Observe(() => limiter.Load.Running, () => limiter.Load.Waiting, empty.Lanes, empty.Places);
        return limiter;
    }

    private static RecoveryCalls Calls(IServiceProvider provider) => provider.GetRequiredService<RecoveryCalls>();

    private static RecordRunner Runner(IServiceProvider provider) => provider.GetRequiredService<RecordRunner>();

    // A clock that the host set does not show the server's time, so the library does not compare it with the store's clock.
    [SuppressMessage("ApiDesign", "RS0030", Justification = "No time is read here: ASP.NET Core registers the system's TimeProvider, and this code has to recognise that instance.")]
    private static bool GoesByTheSystemsClock(IServiceProvider provider) => provider.GetService<IClock>() is { } clock
        ? clock is SystemClock
        : provider.GetService<TimeProvider>() is not { } time || time == TimeProvider.System;

    private static bool HasSink(IServiceProvider provider) =>
        provider.GetService<IServiceProviderIsService>()?.IsService(typeof(IRecoveryEventSink)) ?? true;

    private static IEnumerable<ContactChannel> Channels(IServiceProvider provider) =>
        Enum.GetValues<ContactChannel>().Where(channel => provider.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(typeof(IRecoverySender), channel) == true);

    private static KeyRing Ring(AccountRecoveryOptions options) => new(
        RootKey.Parse(options.RootKeys.Single(key => key.Use == RootKeyUse.Active).Text!),
        options.RootKeys.Where(key => key.Use == RootKeyUse.OpenOnly).Select(key => RootKey.Parse(key.Text!)));
}
