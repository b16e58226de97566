using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>Writes an export field by field. The field names are a promise to callers, so none depends on a type's name, and no reflection is used.</summary>
internal static class ExportJson
{
    internal static string Write(RecoveryExport export)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("account", export.Account.Value);
            Time(json, "at", export.At);
            Time(json, "latest", export.Latest);
            json.WriteNumber("epoch", export.Epoch);
            json.WriteStartObject("backupCodes");
            json.WriteNumber("setsNumbered", export.SetsNumbered);
            Set(json, "live", export.Live);
            Set(json, "pending", export.Pending);
            Time(json, "pendingUntil", export.PendingUntil);
            Budget(json, "anonymous", export.Anonymous);
            Budget(json, "attested", export.Attested);
            json.WriteEndObject();
            Code(json, export);
            Key(json, export);
            Access(json, export.Access);
            ExportContactJson.Write(json, export);
            Several(json, "events", export.Events, Event);
            json.WriteNumber("receipts", export.Receipts);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Code(Utf8JsonWriter json, RecoveryExport export)
    {
        json.WriteStartObject("recoveryCode");
        json.WriteBoolean("isLive", export.RecoveryCode.IsLive);
        Number(json, "number", export.RecoveryCode.Number);
        Time(json, "issuedAt", export.RecoveryCode.IssuedAt);
        Time(json, "spentAt", export.RecoveryCode.SpentAt);
        Budget(json, "anonymous", export.RecoveryCodeAttempts.Anonymous);
        Budget(json, "attested", export.RecoveryCodeAttempts.Attested);
        json.WriteEndObject();
    }

    private static void Key(Utf8JsonWriter json, RecoveryExport export)
    {
        json.WriteStartObject("recoveryKey");
        json.WriteBoolean("isLive", export.RecoveryKey.IsLive);
        Time(json, "enabledAt", export.RecoveryKey.EnabledAt);
        Time(json, "exclusiveFrom", export.RecoveryKey.ExclusiveFrom);
        Time(json, "pendingUntil", export.RecoveryKey.PendingUntil);
        Time(json, "disabledFrom", export.RecoveryKey.DisabledFrom);
        Budget(json, "anonymous", export.RecoveryKeyAttempts.Anonymous);
        Budget(json, "attested", export.RecoveryKeyAttempts.Attested);
        json.WriteEndObject();
    }

    private static void Access(Utf8JsonWriter json, ExportedAccess access)
    {
        json.WriteStartObject("access");
        Time(json, "recoveredAt", access.RecoveredAt);
        Time(json, "grantUntil", access.GrantUntil);
        Time(json, "credentialsSetAt", access.CredentialsSetAt);
        Flag(json, "hadContacts", access.HadContacts);
        Time(json, "sessionsValidFrom", access.SessionsValidFrom);
        Time(json, "paymentsHeldUntil", access.PaymentsHeldUntil);
        Flag(json, "isAfterWait", access.IsAfterWait);
        Time(json, "waitSince", access.WaitSince);
        Time(json, "waitUntil", access.WaitUntil);
        Several(json, "waitStarts", access.WaitStarts, static (json, start) => Time(json, "at", start));
        Time(json, "cancelledAt", access.CancelledAt);
        Time(json, "promptFirst", access.PromptFirst);
        Time(json, "promptSkippedUntil", access.PromptSkippedUntil);
        Time(json, "signedInAt", access.SignedInAt);
        Time(json, "frozenAt", access.FrozenAt);
        json.WriteEndObject();
    }

    private static void Set(Utf8JsonWriter json, string name, ExportedCodeSet? set)
    {
        if (set is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("number", set.Number);
        json.WriteString("format", set.Format);
        json.WriteString("scheme", set.Scheme);
        json.WriteString("cost", set.Cost);
        Time(json, "issuedAt", set.IssuedAt);
        json.WriteBoolean("imported", set.Imported);
        json.WriteBoolean("voidedByRestore", set.VoidedByRestore);
        json.WriteNumber("remaining", set.Remaining);
        Several(json, "codes", set.SpentAt, static (json, spent) => Time(json, "spentAt", spent));
        json.WriteEndObject();
    }

    internal static void Budget(Utf8JsonWriter json, string name, ExportedBudget budget)
    {
        json.WriteStartObject(name);
        json.WriteNumber("failures", budget.Failures);
        Time(json, "pausedUntil", budget.PausedUntil);
        json.WriteBoolean("closed", budget.Closed);
        Several(json, "inFlight", budget.InFlight, static (json, attempt) =>
        {
            Time(json, "at", attempt.At);
            From(json, attempt.CorrelationId, attempt.Source, attempt.Device);
        });
        json.WriteEndObject();
    }

    private static void Event(Utf8JsonWriter json, RecoveryEvent happened)
    {
        json.WriteString("id", happened.Id.ToString());
        json.WriteNumber("sequence", happened.Sequence);
        json.WriteString("kind", happened.Kind.ToString());
        json.WriteString("method", happened.Method.ToString());
        Time(json, "at", happened.At);
        json.WriteNumber("count", happened.Count);
        Number(json, "remaining", happened.Remaining);
        Number(json, "setNumber", happened.SetNumber);
        json.WriteBoolean("attested", happened.Attested);
        Number(json, "contact", happened.Contact?.Number);
        json.WriteString("channel", happened.Channel?.ToString());
        From(json, happened.CorrelationId, happened.Source, happened.Device);
    }

    internal static void Several<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void From(Utf8JsonWriter json, string? correlationId, string? source, string? device)
    {
        json.WriteString("correlationId", correlationId);
        json.WriteString("source", source);
        json.WriteString("device", device);
    }

    internal static void Time(Utf8JsonWriter json, string name, Instant? at) => json.WriteString(name, at is { } given ? InstantPattern.ExtendedIso.Format(given) : null);

    private static void Flag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } given)
        {
            json.WriteBoolean(name, given);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    internal static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } given)
        {
            json.WriteNumber(name, given);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
