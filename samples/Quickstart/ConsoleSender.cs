using AccountRecovery;
using AccountRecovery.Ports;

/// <summary>Stands where a mail server and a provider of texts would be: what people would get, it prints, and keeps the last code for the story.</summary>
internal sealed class ConsoleSender : IRecoverySender
{
    private const int Width = 72;

    /// <summary>The code of the last message that had one. A real application never sees it: the person types it.</summary>
    public string? LastCode { get; private set; }

    public ValueTask<Delivery> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        if (message.Kind == MessageKind.Notice)
        {
            // A text message has no subject; what it says first is enough here.
            string told = message.Channel == Channel.Email ? message.Text.Subject! : message.Text.RevealBody().Split(" (")[0];
            Console.WriteLine($"     (a notice goes to {message.RevealAddress()}: {told})");
            return ValueTask.FromResult(Delivery.Accepted);
        }

        LastCode = message.RevealCode();

        // An e-mail goes on with when, from where and how to object; its beginning is enough here.
        string[] paragraphs = [.. message.Text.RevealBody().Split("\n\n").Take(2)];
        Console.WriteLine($"     +-- {(message.Channel == Channel.Email ? "e-mail" : "text message")} to {message.RevealAddress()} ".PadRight(Width + 8, '-') + "+");
        Array.ForEach(paragraphs, Print);
        Console.WriteLine($"     +-{new string('-', Width)}-+");
        return ValueTask.FromResult(Delivery.Accepted);
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
