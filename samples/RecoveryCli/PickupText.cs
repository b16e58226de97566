using System.Text;
using AccountRecovery;
using NodaTime;
using NodaTime.Text;

namespace RecoveryCli;

/// <summary>One message as a file: an e-mail as a mail client opens it, a text or a call with where it goes above it.</summary>
internal static class PickupText
{
    // RFC 5322, 3.3.
    private static readonly InstantPattern MailDate = InstantPattern.CreateWithInvariantCulture("ddd, dd MMM uuuu HH:mm:ss '+0000'");

    private static readonly InstantPattern Second = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /// <param name="message">The message.</param>
    /// <param name="now">When it is delivered.</param>
    /// <returns>UTF-8.</returns>
    internal static byte[] Write(OutboundMessage message, Instant now) =>
        Encoding.UTF8.GetBytes(message.Channel == ContactChannel.Email ? Mail(message, now) : Phone(message, now));

    // Lines end in CR LF (RFC 5322, 2.1), and an address may be beyond ASCII (RFC 6532).
    private static string Mail(OutboundMessage message, Instant now) => string.Join('\n', [
        $"Date: {MailDate.Format(now)}",
        "From: RecoveryCli <no-reply@recovery-cli.invalid>",
        $"To: {message.RevealAddress()}",
        $"Subject: {message.Text.Subject}",
        $"Message-ID: <{message.Id}@recovery-cli.invalid>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        string.Empty,
        message.Text.RevealBody(),
        string.Empty]).ReplaceLineEndings("\r\n");

    private static string Phone(OutboundMessage message, Instant now) => string.Join('\n', [
        $"Date: {Second.Format(now)}",
        $"To: {message.RevealAddress()}",
        $"By: {(message.NeedsKeyPress ? "call, spoken once a key was pressed" : "text message")}",
        string.Empty,
        message.Text.RevealBody(),
        string.Empty]);
}
