using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Mail;
using AccountRecovery.Ports;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Sends e-mail through a mail server, by System.Net.Mail: plain text, STARTTLS, internationalised addresses.</summary>
/// <remarks>
/// <para>One call is one try. An exception means later: the library tries again, after growing pauses, until the message expires. No exception holds an address, a text or what
/// the server said beyond its codes.</para>
/// <para>Refused for good is what says that <em>this address</em> accepts no mail: 550, 551 or 553 in answer to it; an enhanced code for a bad destination (5.1.1, 5.1.2, 5.1.3, 5.1.6,
/// 5.1.10) with any 5xx; a local part beyond ASCII and a server without SMTPUTF8; a text that is no e-mail address.
/// Everything else may be about us, or about today, and is tried again: every 4xx; 530, 535 and 538; policy (5.7.x), a full mailbox (552, 5.2.2), a sender that is not wanted
/// (5.1.7, 5.1.8, or any refusal of MAIL FROM), and a 550 that speaks of relaying or authentication. A server that refuses by a bare 550 for the sender's sake
/// cannot be told from one that does not know the address; then the message is given up, and an event tells the host.</para>
/// <para>The same message has the same Message-ID, <c>&lt;id@domain of From&gt;</c>, at every try. It is made in ASCII wherever the address is, so that no relay
/// further on bounces it; only for a local part beyond ASCII it needs servers that know SMTPUTF8.</para>
/// <para>Certificates are trusted as the machine trusts them, without asking whether they are revoked. Of the ways to sign in only AUTH LOGIN is used.</para>
/// </remarks>
public sealed class SmtpSender : IRecoverySender
{
    // The client's own limit ends its thread where there is no connection to break yet, as while a name is looked up.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly SmtpSenderOptions _options;
    private readonly MailAddress _from;

    /// <summary>A sender through one mail server.</summary>
    /// <param name="options">The mail server.</param>
    /// <exception cref="OptionsValidationException">The options are not complete or out of bounds; every failure is named.</exception>
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

    /// <summary>Makes one try to hand a message to the mail server.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Breaks the connection.</param>
    /// <returns>Whether the server has taken it, or the address never will.</returns>
    /// <exception cref="SmtpException">Not now: with the server's code, where it gave one.</exception>
    /// <exception cref="TimeoutException">It took longer than <see cref="SmtpSenderOptions.Timeout"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. The server may have taken it all the same.</exception>
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

    [SuppressMessage("Design", "CA1031", Justification = "Whatever is thrown may hold the address.")]
    [SuppressMessage("Reliability", "CA2025", Justification = "Where nobody waits any more, the client's connection is to break under it.")]
    [SuppressMessage("Performance", "CA1849", Justification = "It has a thread of its own to wait on.")]
    private async Task<SendResult> TrySendAsync(OutboundMessage message, MailAddress to, CancellationToken patience, CancellationToken cancellationToken)
    {
        // One client for one message: it can send but one at a time, messages are sent side by side, and a connection kept open would break on whoever is next.
        using SmtpClient client = Client(to);
        try
        {
            using MailMessage mail = MailDraft.Of(message, _from, to);

            // On a thread of its own: what the client calls asynchronous waits for the server's last answer on a thread of the pool, and a slow server would take them all from the host.
            Task sent = Task.Factory.StartNew(() => client.Send(mail), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

            // Once nobody waits any more, the client is disposed of, which breaks its connection; what it throws then is nobody's.
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
            // For this way of signing in alone: given for all, the client would try NTLM and Kerberos before it, towards whoever offers them.
            client.Credentials = new CredentialCache { { _options.Host!, _options.Port, "login", new NetworkCredential(name, _options.PasswordText) } };
        }

        return client;
    }
}
