using System.Globalization;
using AccountRecovery;
using Microsoft.Extensions.Options;
using NodaTime;

/// <summary>Sends one mail with STARTTLS: certificates are trusted as the machine trusts them, and that is settled when a process starts.</summary>
internal static class MailCommand
{
    internal const string Name = "send-mail";

    // HOST PORT ADDRESS; says what became of it.
    internal static async Task<string> RunAsync(string host, string port, string address)
    {
        var options = new SmtpSenderOptions { Host = host, Port = int.Parse(port, CultureInfo.InvariantCulture), From = "no-reply@shop.example" };
        var message = new OutboundMessage(address, new MessageText("Hello", "Hello"))
        {
            Id = new MessageId(1),
            Account = new AccountId("alice"),
            Kind = MessageKind.Notice,
            Channel = ContactChannel.Email,
            ExpiresAt = Instant.MaxValue,
        };
        try
        {
            return (await new SmtpSender(Options.Create(options)).SendAsync(message, CancellationToken.None)).ToString();
        }
        catch (Exception fault)
        {
            return fault.Message;
        }
    }
}
