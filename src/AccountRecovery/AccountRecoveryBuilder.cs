using System.Diagnostics.CodeAnalysis;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountRecovery;

/// <summary>
/// Configures the parts that the library uses. A <c>Use</c> method replaces an earlier registration, and an <c>Add</c> method adds one. Repeating a call does no
/// harm.
/// </summary>
public sealed class AccountRecoveryBuilder
{
    internal AccountRecoveryBuilder(IServiceCollection services)
    {
        Services = services;
    }

    /// <summary>The host's services, for companion packages that extend this builder.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Keeps records in memory, for trials and tests. A restart loses every code; the store writes a warning to the log.</summary>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder UseInMemoryStore()
    {
        Services.Replace(ServiceDescriptor.Singleton<IRecoveryStore>(provider => new InMemoryRecoveryStore(AccountRecoveryServiceCollectionExtensions.Logger<InMemoryRecoveryStore>(provider))));
        return this;
    }

    /// <summary>Keeps records in a store of the host. The remarks of <see cref="IRecoveryStore"/> list what the store must guarantee.</summary>
    /// <typeparam name="TStore">The store: a singleton that opens its own connection for each call.</typeparam>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder UseStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IRecoveryStore
    {
        Services.Replace(ServiceDescriptor.Singleton<IRecoveryStore, TStore>());
        return this;
    }

    /// <summary>Hashes new codes of fewer than 112 bits with the host's own slow hash. Argon2id still verifies the codes that it has hashed.</summary>
    /// <typeparam name="THasher">The hasher.</typeparam>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder UseCodeHasher<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THasher>()
        where THasher : class, ICodeHasher
    {
        Services.Replace(ServiceDescriptor.Singleton<ICodeHasher, THasher>());
        return this;
    }

    /// <summary>Adds an event sink of the host. The library creates the sink in a new scope for each event.</summary>
    /// <typeparam name="TSink">The sink.</typeparam>
    /// <returns>The same builder.</returns>
    public AccountRecoveryBuilder AddEventSink<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink>()
        where TSink : class, IRecoveryEventSink
    {
        Services.TryAddEnumerable(ServiceDescriptor.Scoped<IRecoveryEventSink, TSink>());
        return this;
    }

    /// <summary>Sends the messages of one channel through a sender of the host. The library creates the sender in a new scope for each message.</summary>
    /// <typeparam name="TSender">The sender.</typeparam>
    /// <param name="channel">The channel. A channel has one sender; the last call for a channel wins.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The channel is not defined.</exception>
    public AccountRecoveryBuilder UseSender<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSender>(ContactChannel channel)
        where TSender : class, IRecoverySender
    {
        MakeRoomFor(channel);
        Services.AddKeyedScoped<IRecoverySender, TSender>(channel);
        return this;
    }

    /// <summary>Sends all messages of one channel through one sender object, such as the fake sender of a test.</summary>
    /// <param name="channel">The channel. A channel has one sender; the last call for a channel wins.</param>
    /// <param name="sender">The sender. One object may serve several channels. The library does not dispose of it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The channel is not defined.</exception>
    public AccountRecoveryBuilder UseSender(ContactChannel channel, IRecoverySender sender)
    {
        ArgumentNullException.ThrowIfNull(sender);
        MakeRoomFor(channel);
        Services.AddKeyedSingleton(channel, sender);
        return this;
    }

    /// <summary>Writes messages with the host's own texts instead of the library's English texts.</summary>
    /// <typeparam name="TTexts">The texts: one instance writes all messages and is called concurrently.</typeparam>
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
