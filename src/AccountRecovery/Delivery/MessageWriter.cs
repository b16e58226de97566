using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Builds the message for a sender from a queued message: the stored address, the derived code and the text.</summary>
internal sealed class MessageWriter(IMessageTexts texts, RecoveryPolicy policy)
{
    /// <summary>
    /// Whether a message is still of use to a contact. It is not if it has expired, the contact no longer receives it, or its code was replaced, used up or has
    /// expired.
    /// </summary>
    internal static bool IsMeant(AccountRecord record, QueuedMessage message, Recipient to, Instant now)
    {
        if (now >= message.ExpiresAt || record.Contacts.Find(to.Contact) is not { } contact)
        {
            return false;
        }

        return message.Challenge is { } id
            ? record.SecurityCodes.Find(id) is { } challenge && challenge.Sends == message.Send && challenge.Contact == to.Contact && challenge.IsLive(now)
            : contact.GetsNotices || contact.State == ContactState.Left;
    }

    internal OutboundMessage Write(AccountId account, AccountRecord record, QueuedMessage message, Recipient to)
    {
        Contact contact = record.Contacts.Find(to.Contact)!;
        Challenge? challenge = message.Challenge is { } id ? record.SecurityCodes.Find(id) : null;
        string? code = challenge is null ? null : SecurityCodeDerivation.Code(record.Secret, challenge).Reveal();
        bool isNotice = challenge is null;
        var facts = new MessageFacts(code)
        {
            Kind = message.Kind,
            Channel = contact.Channel,
            Site = policy.Site,
            ReportInstructions = policy.ReportInstructions,
            Culture = message.From.Culture,
            Purpose = challenge?.Purpose,
            About = isNotice ? message.About : null,
            Method = message.Method,
            At = message.At,
            Count = message.Count,
            Remaining = message.Remaining,
            CodeExpiresAt = isNotice ? null : message.ExpiresAt,
            WaitUntil = record.Access.Wait?.EndUnder(policy),
            Contact = message.Contact is { } about ? record.Contacts.Find(about)?.Masked : null,
            Device = message.From.Device,
            Source = message.From.Source,
        };
        return new OutboundMessage(contact.Address, texts.Write(facts), code)
        {
            Id = message.IdUnder(record.Secret, to.Contact),
            Account = account,
            Kind = message.Kind,
            Channel = contact.Channel,
            Culture = message.From.Culture,
            Purpose = facts.Purpose,
            About = facts.About,
            ExpiresAt = message.ExpiresAt,
        };
    }
}
