using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Mail;
using AccountRecovery.Ports;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Sends e-mail through a mail server, by System.Net.Mail: plain text, STARTTLS, internationalised addresses.</summary>
/// <remarks>
/// <para>One call is one try. After an exception, the library tries again, with growing pauses, until the message expires. Exceptions never
/// contain an address, the text of a message or the server's answer, except the server's status codes.</para>
/// <para>The result is <see cref="SendResult.RefusedForGood"/> if the answer means that <em>this address</em> accepts no mail: 550, 551 or 553 in response
/// to the address; an enhanced code for a bad destination (5.1.1, 5.1.2, 5.1.3, 5.1.6, 5.1.10) with any 5xx; an address whose local part is not ASCII, on a
/// server without SMTPUTF8; or text that is no e-mail address. Every other fault may concern the sender or may be temporary, and the message is tried
/// again: every 4xx; 530, 535 and 538; policy (5.7.x); a full mailbox (552, 5.2.2); a refused sender (5.1.7, 5.1.8, or any refusal of MAIL FROM); and a 550
/// whose text mentions relaying or authentication. If a server refuses the sender with a plain 550, this cannot be distinguished from an unknown address:
/// the message is not tried again, and an event informs the host.</para>
/// <para>A message has the same Message-ID, <c>&lt;id@domain of From&gt;</c>, at every try. A message to an ASCII address is sent in ASCII, so that no
/// relay refuses it for its format. Only an address with a local part beyond ASCII requires servers that support SMTPUTF8.</para>
/// <para>The operating system decides which certificates are trusted; revocation is not checked. The only authentication method is AUTH LOGIN.</para>
/// </remarks>
public sealed class SmtpSender : IRecoverySender
{
    // The client's own timeout is this much longer. It ends the client's thread if no connection exists yet that disposing could break, for example during a name lookup.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly SmtpSenderOptions _options;
    private readonly MailAddress _from;

    /// <summary>Creates a sender for one mail server.</summary>
    /// <param name="options">The options of the mail server.</param>
    /// <exception cref="OptionsValidationException">The options are incomplete or out of range. The exception names every failure.</exception>
    public SmtpSender(IOptions<SmtpSenderOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        string[] failures = [.. SmtpSenderValidator.Failures(_options)];
        if (failures.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(SmtpSenderOptions), failures);
        }

        _from = new MailAddress(_options.From!, MailDraft.OneLine(_options.FromName ?? string.Empty));
    }

    /// <summary>Makes one try to deliver a message to the mail server.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the try by breaking the connection.</param>
    /// <returns>Whether the server has accepted the message, or the address permanently accepts no mail.</returns>
    /// <exception cref="SmtpException">The message was not accepted and can be tried again. The exception
    /// contains the server's status code if the server sent one.</exception>
    /// <exception cref="TimeoutException">The try took longer than <see cref="SmtpSenderOptions.Timeout"/>.</exception>
    /// <exception cref="OperationCanceledException">The try was cancelled. The server may nevertheless have accepted the message.</exception>
    public async ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!MailDraft.TryReadAddress(message.RevealAddress(), out MailAddress? to))
        {
            return SendResult.RefusedForGood;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_options.Timeout);
        return await TrySendAsync(message, to, patience.Token, cancellationToken).ConfigureAwait(false);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Every exception may contain the address.")]
    [SuppressMessage("Reliability", "CA2025", Justification = "After a timeout or cancellation, disposing the client is meant to break its connection.")]
    [SuppressMessage("Performance", "CA1849", Justification = "The blocking call runs on a thread of its own.")]
    private async Task<SendResult> TrySendAsync(OutboundMessage message, MailAddress to, CancellationToken patience, CancellationToken cancellationToken)
    {
        // Each message has its own client: a client can send only one message at a time, messages are sent
        // concurrently, and a connection that stays open might fail for the next message.
        using SmtpClient client = Client(to);
        try
        {
            using MailMessage mail = MailDraft.Of(message, _from, to);

            // The call runs on a thread of its own. The client's asynchronous methods block a pool thread while they wait for
            // the server's last answer, so that a slow server could use up the host's pool threads.
            Task sent = Task.Factory.StartNew(() => client.Send(mail), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

            // After a timeout or cancellation, the client is disposed, which breaks its connection. The exception that it then throws is observed here and ignored.
            _ = sent.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await sent.WaitAsync(patience).ConfigureAwait(false);
            return SendResult.Accepted;
        }
        catch (Exception fault) when (!patience.IsCancellationRequested)
        {
            return SmtpVerdict.IsForGood(fault, to) ? SendResult.RefusedForGood : throw SmtpVerdict.Later(fault);
        }
        catch (Exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"The mail server took longer than {_options.Timeout}.");
        }
    }

    private SmtpClient Client(MailAddress to)
    {
        var client = new SmtpClient(_options.Host, _options.Port)
        {
            EnableSsl = _options.Security == SmtpSecurity.StartTls,
            DeliveryFormat = MailDraft.FormatFor(to),
            Timeout = (int)(_options.Timeout + Grace).TotalMilliseconds,
        };
        if (_options.UserName is { Length: > 0 } name)
        {
            // The credentials are for LOGIN only. With credentials for all methods, the client would first try NTLM and Kerberos with any server that offers them.
            client.Credentials = new CredentialCache { { _options.Host!, _options.Port, "login", new NetworkCredential(name, _options.PasswordText) } };
        }

        return client;
    }
}
