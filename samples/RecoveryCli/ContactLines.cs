using System.Globalization;
using System.Text.Json.Nodes;
using AccountRecovery;
using NodaTime;

namespace RecoveryCli;

/// <summary>Contacts as they are listed; never a whole address.</summary>
internal static class ContactLines
{
    /// <summary>A row for each contact, in columns.</summary>
    /// <param name="contacts">The contacts.</param>
    /// <param name="now">What decides between young and settled.</param>
    internal static string Table(IReadOnlyList<ContactView> contacts, Instant now)
    {
        string[][] rows =
        [
            .. contacts.Select(contact => (string[])[contact.Id.ToString(), Words.Name(contact.Channel), contact.Masked, Words.Name(contact.State), Until(contact, now)]),
        ];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', rows.Select(row => $"  {row[0].PadLeft(widths[0])}  {string.Join("  ", Enumerable.Range(1, 3).Select(i => row[i].PadRight(widths[i])))}  {row[4]}"));
    }

    internal static string Count(SecurityInfoView info) => info.Contacts.Count == 0
        ? "no contacts"
        : string.Create(CultureInfo.InvariantCulture, $"{Words.Count(info.Contacts.Count, "contact")}, {info.Independent} independent");

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

    internal static JsonArray Facts(SecurityInfoView info, Instant now) => [.. info.Contacts.Select(contact => (JsonNode)Facts(contact, now))];

    private static string Until(ContactView contact, Instant now) => contact switch
    {
        { State: ContactState.Pending } => $"to be confirmed before {Words.Name(contact.Until)}",
        { State: ContactState.Voided } => $"gone at {Words.Name(contact.Until)}",
        _ => IsSettled(contact, now) ? $"settled since {Words.Name(contact.SettledFrom)}" : $"young, settled from {Words.Name(contact.SettledFrom)}",
    };

    private static bool IsSettled(ContactView contact, Instant now) => contact is { State: ContactState.Verified, SettledFrom: { } from } && now >= from;
}
