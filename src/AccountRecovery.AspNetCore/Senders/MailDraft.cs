using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace AccountRecovery;

/// <summary>Turns a message into an e-mail in plain text. What a person has typed becomes part of a header nowhere but in the address, which is one address or none.</summary>
internal static class MailDraft
{
    // Two characters that are no control characters, and break lines all the same.
    private const char LineSeparator = '\u2028';
    private const char ParagraphSeparator = '\u2029';

    /// <summary>One bare address, exactly as it is written: no name beside it, no list, no comment, nothing that could end a line.</summary>
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

            // Quoted-printable as the framework writes it turns line breaks into data, which RFC 2045 6.7 forbids for text.
            BodyTransferEncoding = TransferEncoding.Base64,
            Body = message.Text.RevealBody().ReplaceLineEndings("\r\n"),
        };

        // The same at every try: a server or a mailbox that drops duplicates knows them by it.
        mail.Headers["Message-ID"] = $"<{message.Id}@{from.Host}>";

        // RFC 3834: nobody's vacation notice answers it.
        mail.Headers["Auto-Submitted"] = "auto-generated";
        return mail;
    }

    /// <summary>
    /// An address in ASCII gets a message in ASCII: no server on its way can bounce it for that. Only one whose local part is beyond it needs servers that know SMTPUTF8 (RFC 6531).
    /// </summary>
    internal static SmtpDeliveryFormat FormatFor(MailAddress to) => NeedsSmtpUtf8(to) ? SmtpDeliveryFormat.International : SmtpDeliveryFormat.SevenBit;

    internal static bool NeedsSmtpUtf8(MailAddress to) => !Ascii.IsValid(to.User);

    /// <summary>Well-formed text without anything that could end a line: half a surrogate pair would be an error at every try.</summary>
    internal static string OneLine(string text) => string.Concat(text.EnumerateRunes().Select(rune => BreaksLines(rune.Value) ? " " : rune.ToString()));

    private static bool BreaksLines(int point) => point < 0x20 || point is (>= 0x7F and < 0xA0) or LineSeparator or ParagraphSeparator;
}
