using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery.Races;

/// <summary>Sends by appending a line to a file of this process, on the disk when it comes back: what is there was sent, whatever becomes of the process.</summary>
internal sealed class FileSender(string folder, IClock clock, Fate fate) : IRecoverySender
{
    private readonly object _gate = new();
    private readonly string _file = Path.Combine(folder, $"{Environment.ProcessId}.{SentLine.Extension}");

    public ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        Append(new SentLine(
            message.Id.ToString(), message.Account.Value, message.RevealCode() ?? string.Empty, message.ExpiresAt.ToUnixTimeTicks(), clock.GetCurrentInstant().ToUnixTimeTicks())
        {
            About = message.About,
        });
        return ValueTask.FromResult(SendResult.Accepted);
    }

    private void Append(SentLine line)
    {
        lock (_gate)
        {
            fate.Pass(Moment.BeforeSend);
            using (var file = new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                file.Write(Lines.ToLine(line));
                file.Flush(flushToDisk: true);
            }

            fate.Pass(Moment.AfterSend);
        }
    }
}
