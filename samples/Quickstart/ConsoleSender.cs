using System.Collections.Concurrent;
using AccountRecovery;
using AccountRecovery.Ports;

/// <summary>Takes the place of a mail server and a text message provider: it keeps what people would receive until the story prints it, and the last code.</summary>
/// <remarks>Messages are sent in the background, several at once. If the sender printed them, their lines would mix with each other and with the lines of the story.</remarks>
internal sealed class ConsoleSender : IRecoverySender
{
    private const int Width = 72;

    private readonly ConcurrentQueue<OutboundMessage> _arrived = new();

    /// <summary>The code of the last message that had one. A real application never sees it: the person types it.</summary>
    public string? LastCode { get; private set; }

    public ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        _arrived.Enqueue(message);
        return ValueTask.FromResult(SendResult.Accepted);
    }

    /// <summary>Prints what has arrived since the last call: notices first, and always in the same order.</summary>
    public void Print()
    {
        List<OutboundMessage> messages = [];
        while (_arrived.TryDequeue(out OutboundMessage? message))
        {
            messages.Add(message);
        }

        IOrderedEnumerable<OutboundMessage> ordered = messages
            .OrderBy(message => message.Kind != MessageKind.Notice)
            .ThenBy(message => message.RevealAddress(), StringComparer.Ordinal)
            .ThenBy(message => message.Text.RevealBody(), StringComparer.Ordinal);
        foreach (OutboundMessage message in ordered)
        {
            Print(message);
        }
    }

    private void Print(OutboundMessage message)
    {
        if (message.Kind == MessageKind.Notice)
        {
            // A text message has no subject; what it says first is enough here.
            string told = message.Channel == ContactChannel.Email ? message.Text.Subject! : message.Text.RevealBody().Split(" (")[0];
            Console.WriteLine($"     (a notice goes to {message.RevealAddress()}: {told})");
            return;
        }

        LastCode = message.RevealCode();

        // An e-mail goes on with when, from where and how to object; its beginning is enough here.
        string[] paragraphs = [.. message.Text.RevealBody().Split("\n\n").Take(2)];
        Console.WriteLine($"     +-- {(message.Channel == ContactChannel.Email ? "e-mail" : "text message")} to {message.RevealAddress()} ".PadRight(Width + 8, '-') + "+");
        Array.ForEach(paragraphs, Print);
        Console.WriteLine($"     +-{new string('-', Width)}-+");
    }

    private static void Print(string paragraph)
    {
        while (paragraph.Length > 0)
        {
            int end = paragraph.Length <= Width ? paragraph.Length : paragraph.LastIndexOf(' ', Width);
            Console.WriteLine($"     | {paragraph[..end].PadRight(Width)} |");
            paragraph = paragraph[end..].TrimStart();
        }
    }
}
