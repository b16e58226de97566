using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>Writes the JSON that a webhook receives. A field without a value is null, and never absent.</summary>
internal static class WebhookBody
{
    internal const string Type = "recovery.message";

    internal static byte[] Write(OutboundMessage message, Instant now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, Type);
        json.WriteString("timestamp"u8, InstantPattern.General.Format(now));
        json.WriteStartObject("data"u8);
        json.WriteString("id"u8, message.Id.ToString());
        json.WriteString("account"u8, message.Account.Value);
        json.WriteString("kind"u8, Name<MessageKind>(message.Kind));
        json.WriteString("channel"u8, Name<ContactChannel>(message.Channel));
        json.WriteString("address"u8, message.RevealAddress());
        json.WriteString("language"u8, message.Culture);
        json.WriteString("purpose"u8, Name(message.Purpose));
        json.WriteString("about"u8, Name(message.About));
        json.WriteString("subject"u8, message.Text.Subject);
        json.WriteString("text"u8, message.Text.RevealBody());
        json.WriteString("code"u8, message.RevealCode());
        json.WriteString("expiresAt"u8, InstantPattern.ExtendedIso.Format(message.ExpiresAt));
        json.WriteBoolean("needsKeyPress"u8, message.NeedsKeyPress);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static string? Name<T>(T? value)
        where T : struct, Enum => value is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : null;
}
