using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

public sealed class AuditTableTests(DatabaseFixture databases)
{
    private static readonly RecoveryEvent Redeemed = new()
    {
        Id = new EventId(new UInt128(0x0102030405060708, 0x090A0B0C0D0E0F10)),
        Account = new AccountId("acme/alice"),
        Sequence = 7,
        Kind = RecoveryEventKind.CodeRedeemed,
        Method = RecoveryMethod.BackupCodes,
        At = Application.Start + Duration.FromTicks(10),
        Count = 2,
        Remaining = 9,
        SetNumber = 3,
        Attested = true,
        Contact = new ContactId(4),
        Channel = ContactChannel.Sms,
        CorrelationId = "corr-1",
        Source = "203.0.113.7",
        Device = "Firefox on Linux",
    };

    private static readonly RecoveryEvent Bare = new()
    {
        Id = new EventId(UInt128.MaxValue),
        Account = new AccountId("büro\u0000/✓"),
        Kind = RecoveryEventKind.ClockRepaired,
        Method = RecoveryMethod.None,
        At = Instant.FromUtc(1969, 7, 20, 20, 17),
    };

    private static readonly (string Text, string Kept)[] Texts =
    [
        ("NUL\0 in it", "NUL\uFFFD in it"),
        ("half \uD83D a pair", "half \uFFFD a pair"),
        (new string('x', 64) + "y", new string('x', 64)),
        (new string('✓', 300), new string('✓', 64)),
        (new string('x', 63) + "😀", new string('x', 63)),
        ("'; DROP TABLE account_recovery_events; --", "'; DROP TABLE account_recovery_events; --"),
        ("{0} {15} \r\n\u0001\u007F\uFFFF", "{0} {15} \r\n\u0001\u007F\uFFFF"),
        (string.Empty, string.Empty),
    ];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task An_event_comes_back_as_it_was(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());

        await DeliverAsync(application, Redeemed);
        await DeliverAsync(application, Bare);

        Assert.Equal([Redeemed, Bare], await application.Audit.ListAsync(new AuditQuery(), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task What_was_written_first_stands_however_often_and_concurrently_it_is_delivered(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);

        Assert.True(await FirstStandsAsync(database, provider => new AuditSink(provider.GetRequiredService<RecoveryDatabase>())));
        Assert.False(await FirstStandsAsync(database, provider => new BrokenAuditSinks.Overwriting(provider.GetRequiredService<RecoveryDatabase>())));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_kind_of_a_newer_version_comes_back_by_its_number(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        RecoveryEvent unknown = Redeemed with { Kind = (RecoveryEventKind)4_711, Method = (RecoveryMethod)42, Channel = (ContactChannel)9 };

        await DeliverAsync(application, unknown);
        Assert.Equal("4711", await database.ConnectionString.AskAsync("SELECT kind FROM account_recovery_events"));
        await database.ConnectionString.ExecuteAsync("UPDATE account_recovery_events SET kind = 'ContactAdded', method = 'Contacts'");

        Assert.Equal(unknown, Assert.Single(await application.Audit.ListAsync(new AuditQuery { Kind = (RecoveryEventKind)4_711 }, TestContext.Current.CancellationToken)));
        Assert.Empty(await application.Audit.ListAsync(new AuditQuery { Kind = RecoveryEventKind.CodeRedeemed }, TestContext.Current.CancellationToken));
        await database.ConnectionString.ExecuteAsync("UPDATE account_recovery_events SET channel = 'CarrierPigeon'");
        Assert.Equal(unknown with { Channel = null }, Assert.Single(await application.Audit.ListAsync(new AuditQuery(), TestContext.Current.CancellationToken)));
    }

    /// <summary>For people, each channel is a word.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_contact_is_a_number_and_its_channel_a_word(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        foreach (ContactChannel channel in Enum.GetValues<ContactChannel>())
        {
            await DeliverAsync(application, Redeemed with { Id = new EventId((uint)channel), Contact = new ContactId((int)channel), Channel = channel });
        }

        await DeliverAsync(application, Bare);

        IReadOnlyList<EventRow> rows = await application.RowsAsync<EventRow>();
        Assert.Equal([(null, null), (1, "Email"), (2, "Sms"), (3, "Voice")], rows.Select(row => (row.Contact, row.Channel)).Order());
        Assert.Equal("Voice", await database.ConnectionString.AskAsync("SELECT channel FROM account_recovery_events WHERE contact = 3"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Text_fits_its_column_whatever_it_holds(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());

        for (int i = 0; i < Texts.Length; i++)
        {
            string text = Texts[i].Text;
            await DeliverAsync(application, Redeemed with { Id = new EventId((uint)i), Sequence = i, CorrelationId = text, Source = text, Device = text });
        }

        IReadOnlyList<RecoveryEvent> read = await application.Audit.ListAsync(new AuditQuery { OldestFirst = true }, TestContext.Current.CancellationToken);
        Assert.Equal(Texts.Select(text => (text.Kept, text.Kept, text.Kept)), read.Select(happened => (happened.CorrelationId, happened.Source, happened.Device))!);
    }

    [Fact]
    public async Task A_database_in_another_encoding_keeps_what_it_can_of_a_text()
    {
        string connectionString = await (await databases.PostgreSql.StartAsync()).CreateDatabaseAsync("ENCODING 'LATIN1' TEMPLATE template0");
        await using RealDatabase database = await RealDatabase.OpenAsync(connectionString);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        RecoveryEvent latin = Redeemed with { Id = new EventId(1), Device = "Gerät" };
        RecoveryEvent other = Redeemed with { Id = new EventId(2), Sequence = 8, Device = "Gerät ✓ 😀", Source = "a\tb" };

        await DeliverAsync(application, latin);
        await DeliverAsync(application, other);
        await DeliverAsync(application, other);

        Assert.Equal(
            [latin, other with { Device = "Ger?t ? ?", Source = "a?b" }],
            await application.Audit.ListAsync(new AuditQuery { OldestFirst = true }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_delivery_is_not_part_of_the_ambient_transaction()
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(DatabaseKind.PostgreSql, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());

        using (var rolledBack = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            await DeliverAsync(application, Redeemed);
        }

        Assert.Equal(Redeemed, Assert.Single(await application.Audit.ListAsync(new AuditQuery(), TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task A_fault_is_an_exception_and_the_event_is_taken_when_it_comes_again(DatabaseKind kind)
    {
        await using RealDatabase database = await RealDatabase.CreateAsync(kind, databases);
        await using var application = new Application(database, builder => builder.UseAuditTable());
        await DeliverAsync(application, Redeemed);
        await database.ConnectionString.ExecuteAsync("ALTER TABLE account_recovery_events RENAME TO away");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => DeliverAsync(application, Bare));
        await database.ConnectionString.ExecuteAsync("ALTER TABLE away RENAME TO account_recovery_events");
        await DeliverAsync(application, Bare);

        Assert.Equal(2, (await application.RowsAsync<EventRow>()).Count);
    }

    internal static async Task DeliverAsync(Application application, RecoveryEvent happened)
    {
        await using AsyncServiceScope scope = application.Provider.CreateAsyncScope();
        foreach (IRecoveryEventSink sink in scope.ServiceProvider.GetServices<IRecoveryEventSink>())
        {
            await sink.DeliverAsync(happened, CancellationToken.None);
        }
    }

    private static async Task<bool> FirstStandsAsync(RealDatabase database, Func<IServiceProvider, IRecoveryEventSink> sink)
    {
        await using var application = new Application(database, builder => builder.Services.AddScoped(sink));
        await application.Database.RunAsync((db, _) => db.Set<EventRow>().ExecuteDeleteAsync(), CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(count => DeliverAsync(application, Redeemed with { Count = count })));
        EventRow first = Assert.Single(await application.RowsAsync<EventRow>());
        await DeliverAsync(application, Redeemed with { Count = 9 });
        return Assert.Single(await application.RowsAsync<EventRow>()).Count == first.Count;
    }
}
