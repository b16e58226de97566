using NodaTime;

namespace AccountRecovery;

/// <summary>An account that a thief is after, as it is stored, to be put back for each history.</summary>
/// <param name="Record">Its record.</param>
/// <param name="Now">When it was so.</param>
/// <param name="Paper">The owner's recovery code; null for none.</param>
/// <param name="HasThiefs">Whether a contact of the thief's is among the owner's, added by mistake.</param>
internal sealed record ThiefStart(AccountRecord Record, Instant Now, string? Paper, bool HasThiefs)
{
    internal const string Eve = "eve@example.com";

    /// <summary>A mailbox and a phone for long, then a recovery code where there is one, then the thief's address.</summary>
    internal static async Task<ThiefStart> MakeAsync(RootKey key, bool hasPaper, bool hasThiefs)
    {
        await using var host = new TestHost(rootKey: key, sends: true);
        ContactId mail = await host.AddFirstAsync();
        await host.AddByAsync(mail, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        host.Clock.Advance(ContactScene.Month);
        string? paper = hasPaper ? await host.MakeByContactAsync(mail) : null;
        _ = hasThiefs ? await host.AddByAsync(mail, NewContact.Email(Eve), Eve) : mail;
        await host.DrainAsync();
        AccountRecord record = (await host.OpenAsync())!;

        // Without what was sent in the last day, so that nothing is refused for its sake.
        return new ThiefStart(record with { SecurityCodes = record.SecurityCodes with { Sends = [] } }, host.Clock.GetCurrentInstant(), paper, hasThiefs);
    }
}
