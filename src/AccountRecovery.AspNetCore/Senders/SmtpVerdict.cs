using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;

namespace AccountRecovery;

/// <summary>Determines what a mail server's refusal means, and describes it without the address, which servers often repeat in their answers.</summary>
internal static class SmtpVerdict
{
    private const int LeastPermanent = 500;
    private const int MostPermanent = 599;

    // Words by which servers without enhanced codes say that they refuse the sender: "relay not permitted", "authentication required".
    private static readonly string[] AboutUs = ["relay", "authentic"];

    /// <summary>
    /// Whether this address permanently accepts no messages. The enhanced code (RFC 3463) decides this.
    /// If there is no such code, or the code is not specific, only the answer to RCPT TO decides it.
    /// </summary>
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

        // Words in the address itself must not influence the decision.
        string said = refused.Message.Replace(to.Address, string.Empty, StringComparison.OrdinalIgnoreCase);
        return (int)refused.StatusCode is >= LeastPermanent and <= MostPermanent && EnhancedCode(said) switch
        {
            // The destination is wrong: no such mailbox, no such system, bad syntax, moved, or a domain that accepts no mail (RFC 7505).
            (5, 1, 1 or 2 or 3 or 6 or 10) => true,

            // The sender's address is refused; the mailbox is full, "a persistent transient failure"; or policy, permissions or authentication.
            (5, 1, 7 or 8) or (5, 2, 2) or (5, 7, _) => false,
            _ => refused is SmtpFailedRecipientException { StatusCode: SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed }
                && !AboutUs.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <summary>
    /// Creates the exception to throw instead. It contains the status code, but not the server's words and no
    /// inner exception, because both may contain the address.
    /// </summary>
    [SuppressMessage("Style", "IDE0046", Justification = "Two separate statements are easier to read.")]
    internal static SmtpException Later(Exception fault)
    {
        if (fault is SmtpException { StatusCode: > SmtpStatusCode.GeneralFailure } refused)
        {
            string enhanced = EnhancedCode(refused.Message) is var (kind, subject, detail) ? string.Create(CultureInfo.InvariantCulture, $" ({kind}.{subject}.{detail})") : string.Empty;
            return new SmtpException(refused.StatusCode, string.Create(CultureInfo.InvariantCulture, $"The mail server answered {(int)refused.StatusCode}{enhanced}."));
        }

        return new SmtpException(SmtpStatusCode.GeneralFailure, (fault.InnerException ?? fault) switch
        {
            AuthenticationException => "TLS with the mail server failed. Either this machine does not trust the server's certificate for the host name, or the two have no TLS version in common.",
            SocketException broken => $"The mail server could not be reached: {broken.SocketErrorCode}.",
            SmtpException => "The mail server offers no STARTTLS, or what it answers is not SMTP.",
            Exception other => $"The connection to the mail server broke: {other.GetType().Name}.",
        });
    }

    // The client detects this before it sends the address to the server. Its exception has no status code and a
    // message with the address. No other exception without a code contains the address.
    private static bool IsWithoutSmtpUtf8(SmtpException refused, MailAddress to) =>
        MailDraft.NeedsSmtpUtf8(to)
        && refused is { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null }
        && refused.Message.Contains(to.Address, StringComparison.Ordinal);

    /// <summary>Finds the first enhanced code of a refusal, such as <c>5.1.1</c>, alone or in brackets.</summary>
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
