using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>The clock of a store that has one of its own, such as a database server's. Optional.</summary>
/// <remarks>
/// <para>Implemented by the same object as <see cref="IRecoveryStore"/>, which the library asks for it by a cast.</para>
/// <para>Asked at most once a minute, and not at all where the host has set a clock of its own: a machine whose clock is more than
/// five minutes apart from the store's answers busy and writes nothing.</para>
/// <para>It is the time of the one server that all writers share, read at the moment of the call: not this machine's, not that of a
/// transaction that began earlier, and never before what an earlier call answered unless that server's own clock was set back.</para>
/// <para>To the microsecond or coarser; a fault is an exception. Called concurrently with every other member, outside any ambient transaction.</para>
/// </remarks>
public interface IRecoveryStoreClock
{
    /// <summary>Reads the store's clock.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The store's time, at some moment between the call and its return.</returns>
    ValueTask<Instant> GetNowAsync(CancellationToken cancellationToken);
}
