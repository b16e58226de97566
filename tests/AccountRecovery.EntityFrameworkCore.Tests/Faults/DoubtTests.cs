using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AccountRecovery;

/// <summary>A7, case by case: what the store answers when a fault comes before or after a statement, and somebody else writes meanwhile.</summary>
public sealed class DoubtTests(DatabaseFixture databases)
{
    private static readonly AccountId Account = new("account");

    /// <summary>The package's own context, and a host's whose strategy repeats statements by itself.</summary>
    public static TheoryData<DatabaseKind, bool> Places => new()
    {
        { DatabaseKind.Sqlite, false },
        { DatabaseKind.PostgreSql, false },
        { DatabaseKind.PostgreSql, true },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_lost_acknowledgement_of_a_write_that_stands_is_true(DatabaseKind kind, bool shop)
    {
        await using Place place = await OpenAsync(kind, shop);
        place.Faults.Once("INSERT", FaultInjector.Moment.After, () => Task.FromResult(FaultInjector.LostConnection()));
        Assert.True(await place.WriteAsync(expected: null, next: 1));
        Assert.Equal(1, await place.RevisionAsync());

        place.Faults.Once("UPDATE", FaultInjector.Moment.After, () => Task.FromResult(FaultInjector.LostConnection()));
        Assert.True(await place.WriteAsync(expected: 1, next: 2));
        Assert.Equal(2, await place.RevisionAsync());

        place.Faults.Once("DELETE", FaultInjector.Moment.After, () => Task.FromResult(FaultInjector.LostConnection()));
        Assert.True(await place.DeleteAsync(expected: 2));
        Assert.Null(await place.RevisionAsync());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_lost_acknowledgement_after_which_another_writer_has_written_is_the_fault_itself(DatabaseKind kind, bool shop)
    {
        await using Place place = await OpenAsync(kind, shop);
        Exception lost = FaultInjector.LostConnection();
        int before = place.Faults.Statements;
        place.Faults.Once("INSERT", FaultInjector.Moment.After, () => place.RivalAsync(expected: 1, next: 10, lost));
        await place.ThrowsAsync(lost, () => place.WriteAsync(expected: null, next: 1));

        place.Faults.Once("UPDATE", FaultInjector.Moment.After, () => place.RivalAsync(expected: 11, next: 12, lost));
        await place.ThrowsAsync(lost, () => place.WriteAsync(expected: 10, next: 11));

        place.Faults.Once("DELETE", FaultInjector.Moment.After, () => place.RivalAsync(expected: null, next: 13, lost));
        await place.ThrowsAsync(lost, () => place.DeleteAsync(expected: 12));
        Assert.Equal(13, await place.RevisionAsync());

        // The statement, the statement again, and the look at what stands: no third try can know more.
        Assert.Equal(before + 9, place.Faults.Statements);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_connection_lost_before_the_statement_is_tried_again(DatabaseKind kind, bool shop)
    {
        await using Place place = await OpenAsync(kind, shop);
        foreach (string word in (string[])["INSERT", "UPDATE", "DELETE"])
        {
            place.Faults.Once(word, FaultInjector.Moment.Before, () => Task.FromResult(FaultInjector.LostConnection()));
            Assert.True(word switch
            {
                "INSERT" => await place.WriteAsync(expected: null, next: 1),
                "UPDATE" => await place.WriteAsync(expected: 1, next: 2),
                _ => await place.DeleteAsync(expected: 2),
            });
        }

        Assert.Null(await place.RevisionAsync());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_refusal_after_which_another_writer_has_written_is_a_lost_race(DatabaseKind kind, bool shop)
    {
        for (int which = 0; which < 3; which++)
        {
            Exception refusal = FaultInjector.Refusal(which);
            await using Place place = await OpenAsync(kind, shop);
            place.Faults.Once("INSERT", FaultInjector.Moment.Before, () => place.RivalAsync(expected: null, next: 10, refusal));
            Assert.False(await place.WriteAsync(expected: null, next: 1));

            place.Faults.Once("UPDATE", FaultInjector.Moment.Before, () => place.RivalAsync(expected: 10, next: 11, refusal));
            Assert.False(await place.WriteAsync(expected: 10, next: 1));

            place.Faults.Once("DELETE", FaultInjector.Moment.Before, () => place.RivalAsync(expected: 11, next: 12, refusal));
            Assert.False(await place.DeleteAsync(expected: 11));
            Assert.Equal(12, await place.RevisionAsync());
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Without_a_fault_a_stale_revision_is_false_after_one_statement(DatabaseKind kind, bool shop)
    {
        await using Place place = await OpenAsync(kind, shop);
        Assert.True(await place.WriteAsync(expected: null, next: 1));
        int before = place.Faults.Statements;

        Assert.False(await place.WriteAsync(expected: null, next: 2));
        Assert.False(await place.WriteAsync(expected: 3, next: 2));
        Assert.False(await place.DeleteAsync(expected: 3));

        Assert.Equal((before + 3, 1), (place.Faults.Statements, await place.RevisionAsync()));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_fault_that_stays_is_thrown_at_once(DatabaseKind kind, bool shop)
    {
        await using Place place = await OpenAsync(kind, shop);
        Exception denied = new PostgresException("permission denied", "ERROR", "ERROR", "42501");
        place.Faults.At = (_, _) => throw denied;
        int before = place.Faults.Statements;

        await place.ThrowsAsync(denied, () => place.WriteAsync(expected: null, next: 1));

        Assert.Equal(before + 1, place.Faults.Statements);
    }

    [Theory]
    [MemberData(nameof(Places))]
    [Trait("Category", "Slow")]
    public async Task A_fault_that_does_not_pass_is_thrown_after_nine_tries(DatabaseKind kind, bool shop)
    {
        await using Place place = await OpenAsync(kind, shop);
        place.Faults.At = (_, _) => throw FaultInjector.LostConnection();
        int before = place.Faults.Statements;

        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => place.WriteAsync(expected: null, next: 1));

        Assert.Equal((before + 9, FaultKind.InDoubt), (place.Faults.Statements, DatabaseFaults.KindOf(thrown)));
    }

    private async Task<Place> OpenAsync(DatabaseKind kind, bool shop)
    {
        var faults = new FaultInjector();
        string database = await databases.CreateAsync(kind);
        void Strike(DbContextOptionsBuilder db) => db.AddInterceptors(faults);
        Place place = shop
            ? new Place(faults, RecoveryApp.OnShop(await RecoveryApp.WithShopAsync(database), Strike), RecoveryApp.OnShop(database))
            : new Place(faults, RecoveryApp.On(await RecoveryApp.MigratedAsync(database), Strike), RecoveryApp.On(database));

        // The first look at the database is no part of what is counted.
        await place.RevisionAsync();
        await place.WriteAsync(expected: 99, next: 98);
        return place;
    }

    /// <summary>A store that meets faults, and a rival on the same database that meets none.</summary>
    private sealed class Place(FaultInjector faults, RecoveryApp app, RecoveryApp rival) : IAsyncDisposable
    {
        internal FaultInjector Faults { get; } = faults;

        internal Task<bool> WriteAsync(long? expected, long next) => WriteAsync(app.Store, expected, next);

        internal Task<bool> DeleteAsync(long expected) => app.Store.TryDeleteAsync(Account, new Revision(expected), CancellationToken.None).AsTask();

        internal async Task<long?> RevisionAsync() => (await rival.Store.ReadAsync(Account, CancellationToken.None))?.Revision.Value;

        internal async Task<Exception> RivalAsync(long? expected, long next, Exception fault)
        {
            Assert.True(await WriteAsync(rival.Store, expected, next));
            return fault;
        }

        // A provider may put the fault into one of its own.
        internal async Task ThrowsAsync(Exception expected, Func<Task<bool>> call)
        {
            Exception thrown = await Assert.ThrowsAnyAsync<Exception>(call);
            Assert.Same(expected, thrown == expected ? thrown : thrown.InnerException);
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            await rival.DisposeAsync();
        }

        private static Task<bool> WriteAsync(IRecoveryStore store, long? expected, long next) => store.TryWriteAsync(
            Account, expected is { } revision ? new Revision(revision) : null, new StoredRecord(new Revision(next), null, new byte[] { 1 }), CancellationToken.None).AsTask();
    }
}
