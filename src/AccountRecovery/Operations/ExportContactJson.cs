using System.Text.Json;

namespace AccountRecovery;

/// <summary>Writes the part of an export about contacts and about the messages to them.</summary>
internal static class ExportContactJson
{
    internal static void Write(Utf8JsonWriter json, RecoveryExport export)
    {
        ExportJson.Several(json, "contacts", export.Contacts, Contact);
        json.WriteStartObject("securityCodes");
        ExportJson.Several(json, "live", export.SecurityCodes.Live, Challenge);
        ExportJson.Several(json, "sends", export.SecurityCodes.Sends, static (json, send) =>
        {
            ExportJson.Time(json, "at", send.At);
            json.WriteNumber("contact", send.Contact.Number);
            json.WriteBoolean("attested", send.Attested);
        });
        ExportJson.Budget(json, "anonymous", export.SecurityCodes.Anonymous);
        ExportJson.Budget(json, "attested", export.SecurityCodes.Attested);
        json.WriteEndObject();
        ExportJson.Several(json, "messages", export.Messages, Message);
    }

    private static void Contact(Utf8JsonWriter json, ExportedContact contact)
    {
        json.WriteNumber("id", contact.Id.Number);
        json.WriteString("channel", contact.Channel.ToString());
        json.WriteString("address", contact.RevealAddress());
        json.WriteString("country", contact.Country);
        json.WriteString("state", contact.State.ToString());
        ExportJson.Time(json, "addedAt", contact.AddedAt);
        ExportJson.Time(json, "verifiedAt", contact.VerifiedAt);
        ExportJson.Time(json, "settledFrom", contact.SettledFrom);
        ExportJson.Time(json, "shownAt", contact.ShownAt);
        ExportJson.Time(json, "until", contact.Until);
        ExportJson.Time(json, "leftAt", contact.LeftAt);
        ExportJson.Time(json, "returnedAt", contact.ReturnedAt);
        json.WriteBoolean("isForNotices", contact.IsForNotices);
    }

    private static void Challenge(Utf8JsonWriter json, ExportedChallenge challenge)
    {
        json.WriteNumber("contact", challenge.Contact.Number);
        json.WriteString("purpose", challenge.Purpose.ToString());
        json.WriteString("channel", challenge.Channel.ToString());
        json.WriteBoolean("attested", challenge.Attested);
        ExportJson.Time(json, "sentAt", challenge.SentAt);
        ExportJson.Time(json, "expiresAt", challenge.ExpiresAt);
        json.WriteNumber("sends", challenge.Sends);
        json.WriteNumber("tries", challenge.Tries);
    }

    private static void Message(Utf8JsonWriter json, ExportedMessage message)
    {
        json.WriteString("kind", message.Kind.ToString());
        json.WriteString("about", message.About?.ToString());
        json.WriteString("method", message.Method.ToString());
        json.WriteStartArray("to");
        foreach (ContactId contact in message.To)
        {
            json.WriteNumberValue(contact.Number);
        }

        json.WriteEndArray();
        ExportJson.Time(json, "at", message.At);
        ExportJson.Time(json, "expiresAt", message.ExpiresAt);
        json.WriteNumber("count", message.Count);
        ExportJson.Number(json, "remaining", message.Remaining);
        ExportJson.Number(json, "contact", message.Contact?.Number);
        ExportJson.From(json, message.CorrelationId, message.Source, message.Device);
        json.WriteString("culture", message.Culture);
    }
}
