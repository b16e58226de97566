using System.Globalization;
using AccountRecovery.Ports;

namespace AccountRecovery.Races;

/// <summary>
/// Holds a process's first write of each account until as many processes are about to write it, so that all of them have decided on the same state.
/// They meet in a folder, where each leaves a file.
/// </summary>
internal sealed class MeetingStore(IRecoveryStore inner, Meeting meeting) : StoreWrapper(inner)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public override async ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
    {
        // Whoever makes an account's first record is alone.
        if (expected is not null)
        {
            await MeetAsync($"{account}.", cancellationToken);
        }

        return await Inner.TryWriteAsync(account, expected, next, cancellationToken);
    }

    private async Task MeetAsync(string account, CancellationToken cancellationToken)
    {
        string own = Path.Combine(meeting.Folder, account + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        if (File.Exists(own))
        {
            return;
        }

        await File.WriteAllBytesAsync(own, [], cancellationToken);
        using var patience = new CancellationTokenSource(Patience);
        while (Directory.GetFiles(meeting.Folder, account + "*").Length < meeting.Processes)
        {
            await Task.Delay(1, patience.Token);
        }
    }
}
