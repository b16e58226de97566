using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountRecovery;

/// <summary>Says what the library should use. <c>Use</c> replaces, <c>Add</c> appends once; calling either twice is safe.</summary>
public sealed class AccountRecoveryBuilder
{
    internal AccountRecoveryBuilder(IServiceCollection services)
    {
        Services = services;
    }

    /// <summary>The host's services, for companions that extend this builder.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Keeps records in memory: for trials and tests; a restart loses every code. Says so in the log.</summary>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder UseInMemoryStore()
    {
        Services.Replace(ServiceDescriptor.Singleton<IRecoveryStore>(provider => new InMemoryRecoveryStore(AccountRecoveryServiceCollectionExtensions.Logger<InMemoryRecoveryStore>(provider))));
        return this;
    }

    /// <summary>Keeps records in a store of the host's; see the remarks of <see cref="IRecoveryStore"/> for what it must hold.</summary>
    /// <typeparam name="TStore">The store; a singleton that opens its own connection at each call.</typeparam>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder UseStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IRecoveryStore
    {
        Services.Replace(ServiceDescriptor.Singleton<IRecoveryStore, TStore>());
        return this;
    }

    /// <summary>Hashes new codes of fewer than 112 bits by the host's own slow hash; Argon2id goes on verifying what it hashed.</summary>
    /// <typeparam name="THasher">The hasher.</typeparam>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder UseCodeHasher<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THasher>()
        where THasher : class, ICodeHasher
    {
        Services.Replace(ServiceDescriptor.Singleton<ICodeHasher, THasher>());
        return this;
    }

    /// <summary>Delivers events to one more sink of the host's, made anew in a scope of its own for each event.</summary>
    /// <typeparam name="TSink">The sink.</typeparam>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder AddEventSink<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink>()
        where TSink : class, IRecoveryEventSink
    {
        Services.TryAddEnumerable(ServiceDescriptor.Scoped<IRecoveryEventSink, TSink>());
        return this;
    }

    /// <summary>Sends messages on one channel by a sender of the host's, made anew in a scope of its own for each message.</summary>
    /// <typeparam name="TSender">The sender.</typeparam>
    /// <param name="channel">The channel; one sender each, the last call wins.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public AccountRecoveryBuilder UseSender<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSender>(ContactChannel channel)
        where TSender : class, IRecoverySender
    {
        MakeRoomFor(channel);
        Services.AddKeyedScoped<IRecoverySender, TSender>(channel);
        return this;
    }

    /// <summary>Sends messages on one channel by one sender for all of them, such as a test's.</summary>
    /// <param name="channel">The channel; one sender each, the last call wins.</param>
    /// <param name="sender">The sender; the same may serve several channels. It stays the caller's to dispose of.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public AccountRecoveryBuilder UseSender(ContactChannel channel, IRecoverySender sender)
    {
        ArgumentNullException.ThrowIfNull(sender);
        MakeRoomFor(channel);
        Services.AddKeyedSingleton(channel, sender);
        return this;
    }

    /// <summary>Writes messages in the host's own words instead of the library's English.</summary>
    /// <typeparam name="TTexts">The texts; one instance for all messages, called concurrently.</typeparam>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder UseMessageTexts<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTexts>()
        where TTexts : class, IMessageTexts
    {
        Services.Replace(ServiceDescriptor.Singleton<IMessageTexts, TTexts>());
        return this;
    }

    private void MakeRoomFor(ContactChannel channel)
    {
        if (!Enum.IsDefined(channel))
        {
            throw new ArgumentOutOfRangeException(nameof(channel), channel, "There is no such channel.");
        }

        Services.RemoveAllKeyed<IRecoverySender>(channel);
    }
}
