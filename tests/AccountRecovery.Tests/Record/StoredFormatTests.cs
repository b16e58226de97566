using System.Buffers.Binary;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>A rolling upgrade of the stored form: version 1 until told otherwise, then version 2, and both are read all the while.</summary>
public sealed class StoredFormatTests
{
    [Theory]
    [InlineData(null, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public async Task A8_A_record_is_written_in_the_version_that_the_option_names_and_version_1_unless_it_does(int? option, int version)
    {
        await using var host = new TestHost(options => options.StoredFormat = option ?? options.StoredFormat);
        await host.IssueAsync();

        Assert.Equal((version, version), VersionsOf((await host.Store.ReadAsync(TestHost.Alice, CancellationToken.None))!));
    }

    /// <summary>Processes that write the one and the other take turns in one wait: all is read, and each reminder is told once, by one of them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A8_R7_Processes_that_write_different_versions_share_one_wait(int first)
    {
        var key = RootKey.Generate();
        IRecoveryStore store = InMemory.Store();
        await using var one = new TestHost(options => options.StoredFormat = first, store: store, rootKey: key, sends: true);
        await using var other = new TestHost(options => options.StoredFormat = 3 - first, store: store, rootKey: key, sends: true);
        TestHost[] hosts = [one, other];
        await one.AddFirstAsync();
        Instant until = await one.StartWaitAsync();
        Instant[] reminders = WaitScene.Reminders(until - WaitScene.Length, until);
        for (int i = 0; i < reminders.Length; i++)
        {
            // The one tells it, and neither tells it again.
            foreach (TestHost host in (TestHost[])[hosts[i % 2], hosts[(i + 1) % 2], hosts[i % 2]])
            {
                await host.SweepAtAsync(reminders[i]);
            }

            Assert.Equal(i + 1, hosts.Sum(host => host.NoticesTo(ContactScene.Mira).Count(about => about == RecoveryEventKind.WaitReminder)));
            int version = i % 2 == 0 ? first : 3 - first;
            Assert.Equal((version, version), VersionsOf((await store.ReadAsync(TestHost.Alice, CancellationToken.None))!));
        }

        await other.SweepAtAsync(until);
        Assert.Equal(AccountState.AfterWait, await one.StateAsync());
    }

    private static (int WrittenBy, int ReadableFrom) VersionsOf(StoredRecord stored) =>
        (BinaryPrimitives.ReadUInt16BigEndian(stored.Sealed.Span[3..]), BinaryPrimitives.ReadUInt16BigEndian(stored.Sealed.Span[5..]));
}
