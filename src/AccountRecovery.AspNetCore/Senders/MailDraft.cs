using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace AccountRecovery;

/// <summary>
/// Converts a message into an e-mail in plain text. The only text of a person in the headers is the address, which is accepted only if it is exactly one address.
/// </summary>
internal static class MailDraft
{
    // Two characters that break lines although they are not control characters.
    private const char LineSeparator = '\u2028';
    private const char ParagraphSeparator = '\u2029';

    /// <summary>Reads one address without any other text: no display name, no list, no comment, and no character that could end a line.</summary>
    internal static bool TryReadAddress(string text, [NotNullWhen(true)] out MailAddress? address)
    {
        address = null;
        if (text.Any(character => BreaksLines(character)) || !MailAddress.TryCreate(text, out MailAddress? read) || read.Address != text || read.DisplayName.Length > 0)
        {
            return false;
        }

        address = read;
        return true;
    }

    internal static MailMessage Of(OutboundMessage message, MailAddress from, MailAddress to)
    {
        var mail = new MailMessage(from, to)
        {
            HeadersEncoding = Encoding.UTF8,
            SubjectEncoding = Encoding.UTF8,
            Subject = OneLine(message.Text.Subject ?? string.Empty),
            BodyEncoding = Encoding.UTF8,

            // Base64, because the framework's quoted-printable encodes line breaks as data, which RFC 2045, section 6.7, forbids for text.
            BodyTransferEncoding = TransferEncoding.Base64,
            Body = message.Text.RevealBody().ReplaceLineEndings("\r\n"),
        };

        // The Message-ID is the same at every try, so that a server or a mailbox can recognize and drop duplicates.
        mail.Headers["Message-ID"] = $"<{message.Id}@{from.Host}>";

        // RFC 3834: prevents automatic replies, such as vacation notices.
        mail.Headers["Auto-Submitted"] = "auto-generated";
        return mail;
    }

    /// <summary>
    /// Returns the format of the message. An ASCII address gets an ASCII message, which no server can refuse for its format. An
    /// address with other characters in its local part requires servers that support SMTPUTF8 (RFC 6531).
    /// </summary>
    internal static SmtpDeliveryFormat FormatFor(MailAddress to) => NeedsSmtpUtf8(to) ? SmtpDeliveryFormat.International : SmtpDeliveryFormat.SevenBit;

    internal static bool NeedsSmtpUtf8(MailAddress to) => !Ascii.IsValid(to.User);

    /// <summary>Returns well-formed text without characters that could end a line. An unpaired surrogate, which is replaced, would cause an error at every try.</summary>
    internal static string OneLine(string text) => string.Concat(text.EnumerateRunes().Select(rune => BreaksLines(rune.Value) ? " " : rune.ToString()));

    private static bool BreaksLines(int point) => point < 0x20 || point is (>= 0x7F and < 0xA0) or LineSeparator or ParagraphSeparator;
}
