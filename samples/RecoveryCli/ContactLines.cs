using System.Globalization;
using System.Text.Json.Nodes;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli;

/// <summary>Contacts as they are listed; never a whole address.</summary>
internal static class ContactLines
{
    /// <summary>A row for each contact, in columns.</summary>
    /// <param name="info">The contacts, and the wait.</param>
    /// <param name="now">What decides between young and settled.</param>
    internal static string Table(SecurityInfoView info, Instant now) => Table(info.Contacts, info.WaitUntil, now);

    internal static string Table(IReadOnlyList<ContactView> contacts, Instant? waitUntil, Instant now)
    {
        string[][] rows =
        [
            .. contacts.Select(contact => (string[])[contact.Id.ToString(), Words.Name(contact.Channel), contact.Masked, Words.Name(contact.State), Until(contact, waitUntil, now)]),
        ];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', rows.Select(row => $"  {row[0].PadLeft(widths[0])}  {string.Join("  ", Enumerable.Range(1, 3).Select(i => row[i].PadRight(widths[i])))}  {row[4]}"));
    }

    internal static string Count(SecurityInfoView info) => info.Contacts.Count == 0
        ? "no contacts"
        : string.Create(CultureInfo.InvariantCulture, $"{Words.Count(info.Contacts.Count, "contact")}, {info.Independent} independent");

    /// <summary>That the wait runs, with a space before it; empty while none does.</summary>
    internal static string Wait(SecurityInfoView info) => info.WaitUntil is { } until ? $" The wait runs until {Words.Name(until)}." : string.Empty;

    internal static JsonObject Facts(ContactView contact, Instant now) => new()
    {
        ["contact"] = contact.Id.Number,
        ["channel"] = Words.Name(contact.Channel),
        ["masked"] = contact.Masked,
        ["state"] = Words.Name(contact.State),
        ["settled"] = IsSettled(contact, now),
        ["settled_from"] = Words.Name(contact.SettledFrom),
        ["added_at"] = Words.Name(contact.AddedAt),
        ["verified_at"] = Words.Name(contact.VerifiedAt),
        ["until"] = Words.Name(contact.Until),
    };

    internal static JsonObject Facts(SecurityInfoView info, Instant now) => AddTo([], info, now);

    internal static JsonObject AddTo(JsonObject facts, SecurityInfoView info, Instant now)
    {
        facts["contacts"] = new JsonArray([.. info.Contacts.Select(contact => (JsonNode)Facts(contact, now))]);
        facts["independent"] = info.Independent;
        facts["wait_until"] = Words.Name(info.WaitUntil);
        return facts;
    }

    private static string Until(ContactView contact, Instant? waitUntil, Instant now) => contact.State switch
    {
        ContactState.Pending => $"to be confirmed before {Words.Name(contact.Until)}",
        ContactState.Voided => contact.Until is { } gone ? $"gone at {Words.Name(gone)}" : "told until the review",
        ContactState.Leaving => $"can cancel the wait before {Words.Name(waitUntil)}",
        ContactState.Removed => $"can undo that before {Words.Name(contact.Until)}",
        ContactState.Notice => "is told of the wait and proves nothing",
        _ => IsSettled(contact, now) ? $"settled since {Words.Name(contact.SettledFrom)}" : $"young, settled from {Words.Name(contact.SettledFrom)}",
    };

    private static bool IsSettled(ContactView contact, Instant now) => contact is { State: ContactState.Verified, SettledFrom: { } from } && now >= from;
}
