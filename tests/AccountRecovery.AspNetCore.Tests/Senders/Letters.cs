using Microsoft.Extensions.Options;
using NodaTime;

namespace AccountRecovery;

/// <summary>Messages for the tests of senders, and what of them must be in no exception and no log.</summary>
internal static class Letters
{
    internal const string Code = "918 2736";
    internal const string Body = "Your code is 918 2736.\nIt is good for 10 minutes.\n.\n.. Größe: 💌\n";

    internal static readonly MessageId Id = new(UInt128.Parse("0af7651916cd43dd8448eb211c80319c", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture));

    internal static readonly Instant ExpiresAt = Instant.FromUtc(2026, 3, 1, 12, 10);

    internal static OutboundMessage To(string address, string? subject = "Your security code for Schöne Dinge", string body = Body, ContactChannel channel = ContactChannel.Email) =>
        new(address, new MessageText(body, subject), Code)
        {
            Id = Id,
            Account = new AccountId("tenant-1/alice"),
            Kind = MessageKind.SecurityCode,
            Channel = channel,
            Culture = "de-CH",
            Purpose = ProofPurpose.ConfirmContact,
            ExpiresAt = ExpiresAt,
        };

    internal static SmtpSender Sender(int port, Action<SmtpSenderOptions>? configure = null)
    {
        var options = new SmtpSenderOptions { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.NoneOnLoopback, From = "no-reply@shop.example", FromName = "Schöne \"Dinge\"" };
        configure?.Invoke(options);
        return new SmtpSender(Options.Create(options));
    }

    /// <summary>Fails where a text tells of a message more than its id.</summary>
    internal static void AssertDiscreet(string told, OutboundMessage message, params string[] secrets)
    {
        string address = message.RevealAddress();
        string?[] never = [address, address.Split('@')[0], Code, "9182736", message.Text.Subject, "10 minutes", .. secrets];
        Assert.All(never.OfType<string>(), secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase));
    }
}
