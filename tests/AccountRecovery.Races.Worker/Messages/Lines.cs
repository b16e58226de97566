using System.Text.Json;
using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>Messages as lines of JSON. Several tasks may write; each line stays whole.</summary>
internal sealed class Lines(Stream stream)
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private readonly object _gate = new();

    internal static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Json) ?? throw new InvalidOperationException("An empty message.");

    internal static byte[] ToLine<T>(T message) => [.. JsonSerializer.SerializeToUtf8Bytes(message, Json), (byte)'\n'];

    internal void Write<T>(T message) => WriteLine(ToLine(message));

    internal void WriteLine(byte[] line)
    {
        lock (_gate)
        {
            stream.Write(line);
            stream.Flush();
        }
    }
}
