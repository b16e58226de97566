using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AccountRecovery;

/// <summary>A mail server that answers what a test says, or falls silent: what a real one does on its worst days.</summary>
internal sealed class ScriptedMailServer : IDisposable
{
    internal const string Greeting = "(greeting)";
    internal const string EndOfData = ".";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, Task<string?>> _answer;
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _said = [];
    private readonly List<TcpClient> _clients = [];

    /// <param name="answer">What to answer to a command, known by its first four letters, <see cref="Greeting"/> or <see cref="EndOfData"/>; null for no answer, empty to hang up.</param>
    internal ScriptedMailServer(Func<string, string?> answer)
        : this(command => Task.FromResult(answer(command)))
    {
    }

    internal ScriptedMailServer(Func<string, Task<string?>> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every line that the client has said, the lines of mails included.</summary>
    internal IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
            {
                return [.. _said];
            }
        }
    }

    /// <summary>Ends when a client hangs up while the server waits for its next command.</summary>
    internal Task HungUp => _hungUp.Task;

    /// <summary>The mail that it was given last, as it came.</summary>
    internal string LastMail { get; private set; } = string.Empty;

    /// <summary>What a server answers when all is well.</summary>
    internal static string AllIsWell(string command) => command switch
    {
        Greeting => "220 scripted.example",
        "EHLO" => "250 scripted.example",
        "DATA" => "354 Go on",
        "QUIT" => "221 Bye",
        _ => "250 OK",
    };

    /// <summary>All is well but for one command.</summary>
    internal static ScriptedMailServer But(string command, string? answer) => new(asked => asked == command ? answer : AllIsWell(asked));

    public void Dispose()
    {
        _listener.Dispose();
        lock (_said)
        {
            _clients.ForEach(client => client.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                lock (_said)
                {
                    _clients.Add(client);
                }

                _ = TalkAsync(client);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            string command = Greeting;
            while (true)
            {
                string? answer = await _answer(command);
                if (answer is "")
                {
                    client.Dispose();
                    return;
                }

                if (answer is not null)
                {
                    await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"));
                }

                command = command == "DATA" && answer is ['3', ..] ? await ReadMailAsync(reader) : Heard(await reader.ReadLineAsync())[..4];
            }
        }
        catch (Exception over) when (over is IOException or ObjectDisposedException or ArgumentOutOfRangeException)
        {
            _hungUp.TrySetResult();
        }
    }

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (Heard(await reader.ReadLineAsync()) is { } line && line != EndOfData)
        {
            mail.Append(line).Append("\r\n");
        }

        LastMail = mail.ToString();
        return EndOfData;
    }

    private string Heard(string? line)
    {
        lock (_said)
        {
            _said.Add(line ?? throw new IOException("The client has hung up."));
        }

        return line;
    }
}
