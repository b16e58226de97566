using System.Net.Mail;
using AccountRecovery.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

/// <summary>What a mail is made of, whatever its texts are.</summary>
public sealed class MailDraftTests : IDisposable
{
    private static readonly string[] Headers = ["MIME-Version", "From", "To", "Date", "Subject", "Message-ID", "Auto-Submitted", "Content-Type", "Content-Transfer-Encoding"];

    // What ends lines, begins headers, ends mails, or is a piece of an encoded word, more often than chance would have it.
    private static readonly Gen<string> Texts = Gen.Elements(
            "\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\v", "\f", "\0", " ", "\t", ".", "\r\n.\r\n", "\r\n\r\n", "Bcc: mallory@y.example", "Subject: x", "RCPT TO:<mallory@y.example>",
            "=?utf-8?Q?=0D=0ABcc:_mallory@y.example?=", "=?utf-8?B?", "?=", "\"", "<", ">", "@", ",", "\\", "Größe", "💌", "\u202e", "\ud800", "plain text", new string('x', 90))
        .ListOf().Select(parts => string.Concat(parts));

    private readonly ScriptedMailServer _server = ScriptedMailServer.But("EHLO", "250-scripted.example\r\n250 SMTPUTF8");

    public void Dispose() => _server.Dispose();

    [Fact]
    public void No_text_becomes_a_header_a_recipient_or_the_end_of_a_mail() => Holds.ForAll(
        from subject in Texts
        from name in Texts
        from body in Texts
        from address in Gen.Elements("ingrid@x.example", "jürgen@x.example")
        select (Subject: subject, Name: name, Body: body, Address: address),
        texts =>
        {
            string subject = string.Concat(texts.Subject.Where(character => character is not '\r' and not '\n'));
            string name = string.Concat(texts.Name.Where(character => !char.IsControl(character)).Take(128));
            string body = texts.Body + "x";
            int before = _server.Said.Count(IsRecipient);

            // An encoded word with a line break within is refused by the framework, before a server is asked.
            try
            {
                SmtpSender sender = Letters.Sender(_server.Port, options => options.FromName = name.Length == 0 ? null : name);
                Assert.Equal(SendResult.Accepted, sender.SendAsync(Letters.To(texts.Address, subject, body), CancellationToken.None).AsTask().GetAwaiter().GetResult());
            }
            catch (SmtpException)
            {
                return subject.Contains("=?", StringComparison.Ordinal) && _server.Said.Count(IsRecipient) == before;
            }

            string[] headers = [.. SunkMail.HeadersOf(_server.LastMail).Select(line => line.Split(": ")[0])];
            return headers.Order(StringComparer.Ordinal).SequenceEqual(Headers.Where(header => header != "Subject" || headers.Contains(header)).Order(StringComparer.Ordinal))
                && SunkMail.BodyOf(_server.LastMail) == body.ReplaceLineEndings("\r\n").Replace('\ud800', '\ufffd')
                && _server.Said.Count(IsRecipient) == before + 1;
        },
        tests: 100);

    [Fact]
    public async Task A_message_without_a_subject_has_none()
    {
        await Letters.Sender(_server.Port).SendAsync(Letters.To("ingrid@x.example", subject: null), CancellationToken.None);

        Assert.DoesNotContain(SunkMail.HeadersOf(_server.LastMail), line => line.StartsWith("Subject", StringComparison.Ordinal));
    }

    private static bool IsRecipient(string line) => line.StartsWith("RCPT TO:", StringComparison.Ordinal);
}
