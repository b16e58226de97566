using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>Applications for these tests: broken ones, and such as have a steady clock that goes with the manual one.</summary>
internal static class MachineCrew
{
    /// <summary>Applications whose store changes what is written.</summary>
    internal static async Task<CodeCrew> RewritingAsync(string database, Func<AccountRecord?, AccountRecord, AccountRecord> change, int size = 2, bool isSteady = true)
    {
        List<RewritingStore> stores = [];
        CodeCrew crew = await CodeCrew.OnAsync(
            database,
            size,
            listens: true,
            twist: inner =>
            {
                var store = new RewritingStore(inner, change);
                stores.Add(store);
                return store;
            },
            services: services => _ = isSteady ? services.AddSingleton<TimeProvider>(WallTime.Of) : services);
        foreach (RecoveryApp app in crew.Apps)
        {
            _ = app.Store;
        }

        stores.ForEach(store => store.Sealer = crew[0].Provider.GetRequiredService<RecordSealer>());
        return crew;
    }

    /// <summary>Applications none of whose steps in time is a jump.</summary>
    internal static Task<CodeCrew> SteadyAsync(string database, int size = 2, Func<IRecoveryStore, IRecoveryStore>? twist = null) =>
        CodeCrew.OnAsync(database, size, listens: true, twist: twist, services: services => services.AddSingleton<TimeProvider>(WallTime.Of));

    private sealed class WallTime(IClock wall) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => wall.GetCurrentInstant().ToUnixTimeTicks();

        internal static TimeProvider Of(IServiceProvider provider) => new WallTime(provider.GetRequiredService<IClock>());
    }
}
