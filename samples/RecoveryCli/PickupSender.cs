using AccountRecovery;
using AccountRecovery.Ports;
using NodaTime;
using NodaTime.Text;

namespace RecoveryCli;

/// <summary>Sends nothing: puts each message into a folder, as a file of its own, where a person, a script or a mail client finds it.</summary>
/// <remarks>Security codes are in these files and nowhere else, so only their owner can read them.</remarks>
/// <param name="folder">The folder, made with the first message.</param>
/// <param name="clock">Says when, for the files' names.</param>
internal sealed class PickupSender(string folder, IClock clock) : IRecoverySender
{
    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss.fff'Z'");

    public async ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        OwnFile.CreateFolder(folder);

        // A message that is delivered again, after a crash, takes its own file's place and nobody else's.
        string ending = $"-{message.Id}{(message.Channel == ContactChannel.Email ? ".eml" : ".txt")}";
        string file = Directory.EnumerateFiles(folder, $"*{ending}").FirstOrDefault() ?? Path.Combine(folder, Stamp.Format(now) + ending);
        string draft = Path.Combine(folder, $".{message.Id}.draft");
        try
        {
            await using (FileStream stream = OwnFile.Create(draft, FileMode.Create))
            {
                await stream.WriteAsync(PickupText.Write(message, now), cancellationToken);
                RandomAccess.FlushToDisk(stream.SafeFileHandle);
            }

            // Renamed when it is whole: whoever watches the folder never reads half a message.
            File.Move(draft, file, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        return SendResult.Accepted;
    }
}
