using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>The clock of a store that has a clock of its own, such as a database server. Optional.</summary>
/// <remarks>
/// <para>The object that implements <see cref="IRecoveryStore"/> also implements this interface; the library finds it by a cast.</para>
/// <para>The library reads this clock at most once a minute, and never if the host has set a clock of its own. If the server's clock differs from the store's
/// clock by more than five minutes, calls on this server answer busy and write nothing.</para>
/// <para>The time is that of the one database server that all writers share, read at the moment of the call. It is not the time of the application's server, nor the start time of an
/// earlier transaction. It is never before the result of an earlier call, unless the database server's clock was set back.</para>
/// <para>The precision is a microsecond or coarser. A fault is an exception. The method is called
/// concurrently with every other member, outside any ambient transaction.</para>
/// </remarks>
public interface IRecoveryStoreClock
{
    /// <summary>Reads the store's clock.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The time of the store at some moment between the call and its return.</returns>
    ValueTask<Instant> GetNowAsync(CancellationToken cancellationToken);
}
