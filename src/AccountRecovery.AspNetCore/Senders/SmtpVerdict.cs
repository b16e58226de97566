using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace AccountRecovery;

/// <summary>What a mail server's refusal means, and how it is described without the address, which servers often repeat.</summary>
internal static class SmtpVerdict
{
    private const int LeastPermanent = 500;
    private const int MostPermanent = 599;

    // How servers that give no enhanced code say that it is about us: "relay not permitted", "authentication required".
    private static readonly string[] AboutUs = ["relay", "authentic"];

    /// <summary>Whether this address will never take a message: said by the enhanced code (RFC 3463) where there is one, else by the answer to RCPT TO alone.</summary>
    internal static bool IsForGood(Exception fault, MailAddress to)
    {
        if (fault is not SmtpException refused)
        {
            return false;
        }

        if (IsWithoutSmtpUtf8(refused, to))
        {
            return true;
        }

        // What a person chose as an address must not decide.
        string said = refused.Message.Replace(to.Address, string.Empty, StringComparison.OrdinalIgnoreCase);
        return (int)refused.StatusCode is >= LeastPermanent and <= MostPermanent && EnhancedCode(said) switch
        {
            // The destination: no such mailbox, no such system, bad syntax, moved away, a domain that accepts no mail (RFC 7505).
            (5, 1, 1 or 2 or 3 or 6 or 10) => true,

            // Our own address; a mailbox that is full, "a persistent transient failure"; policy, rights and authentication.
            (5, 1, 7 or 8) or (5, 2, 2) or (5, 7, _) => false,
            _ => refused is SmtpFailedRecipientException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed }
                && !AboutUs.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <summary>What is thrown instead: the code, and neither the server's words nor an inner exception, both of which may hold the address.</summary>
    [SuppressMessage("Style", "IDE0046", Justification = "One after the other reads better.")]
    internal static SmtpException Later(Exception fault)
    {
        if (fault is SmtpException { StatusCode: > SmtpStatusCode.GeneralFailure } refused)
        {
            string enhanced = EnhancedCode(refused.Message) is var (kind, subject, detail) ? string.Create(CultureInfo.InvariantCulture, $" ({kind}.{subject}.{detail})") : string.Empty;
            return new SmtpException(refused.StatusCode, string.Create(CultureInfo.InvariantCulture, $"The mail server answered {(int)refused.StatusCode}{enhanced}."));
        }

        return new SmtpException(SmtpStatusCode.GeneralFailure, (fault.InnerException ?? fault) switch
        {
            AuthenticationException => "TLS with the mail server failed: this machine does not trust its certificate for that name, or they have no version in common.",
            SocketException broken => $"The mail server could not be reached: {broken.SocketErrorCode}.",
            SmtpException => "The mail server offers no STARTTLS, or what it answers is not SMTP.",
            Exception other => $"The connection to the mail server broke: {other.GetType().Name}.",
        });
    }

    // The client itself finds out before it gives the address to the server. It has no code for that; its words repeat the address, and nothing else without a code does.
    private static bool IsWithoutSmtpUtf8(SmtpException refused, MailAddress to) =>
        MailDraft.NeedsSmtpUtf8(to)
        && refused is { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null }
        && refused.Message.Contains(to.Address, StringComparison.Ordinal);

    /// <summary>The first enhanced code of a refusal, such as <c>5.1.1</c>, standing by itself or in brackets.</summary>
    private static (int Class, int Subject, int Detail)? EnhancedCode(string said)
    {
        foreach (string word in said.Split([' ', '(', ')', '[', ']', '#', ':', ';', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.TrimEnd('.').Split('.') is ["4" or "5", var subject, var detail]
                && byte.TryParse(subject, NumberStyles.None, CultureInfo.InvariantCulture, out byte subjectNumber)
                && ushort.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out ushort detailNumber))
            {
                return (word[0] - '0', subjectNumber, detailNumber);
            }
        }

        return null;
    }
}
