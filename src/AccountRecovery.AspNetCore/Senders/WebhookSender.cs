using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Posts each message as signed JSON to an endpoint of the host, which calls the provider of text messages or phone calls.</summary>
/// <remarks>
/// One call is one try. The status 2xx means accepted. 410 and 422 mean that this address permanently accepts no messages. Every
/// other response, including a redirect, and every fault or timeout is an exception, and the library tries again later.
/// Exceptions and logs contain neither the body of the response nor any data that was sent.
/// </remarks>
internal sealed class WebhookSender : IRecoverySender
{
    private readonly HttpClient _client;
    private readonly WebhookSenderOptions _options;
    private readonly IClock _clock;
    private readonly byte[][] _keys;

    /// <summary>Creates a sender for one endpoint.</summary>
    /// <param name="client">The HTTP client, which must follow no redirects and store no cookies.</param>
    /// <param name="options">The options of the endpoint, already validated.</param>
    /// <param name="clock">The clock of the library.</param>
    internal WebhookSender(HttpClient client, WebhookSenderOptions options, IClock clock)
    {
        _client = client;
        _options = options;
        _clock = clock;
        _keys = WebhookSecrets.TryRead(options.SecretText, out byte[][]? keys) ? keys : throw new ArgumentException("The options have not been checked.", nameof(options));
    }

    public async ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using HttpRequestMessage request = Request(message);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_options.Timeout);
        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            return Read(answer);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"The webhook took longer than {_options.Timeout}.");
        }
    }

    private static SendResult Read(HttpResponseMessage answer) => answer switch
    {
        { IsSuccessStatusCode: true } => SendResult.Accepted,
        { StatusCode: HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity } => SendResult.RefusedForGood,
        _ => throw new HttpRequestException(
            string.Create(CultureInfo.InvariantCulture, $"The webhook answered {(int)answer.StatusCode}."), inner: null, answer.StatusCode),
    };

    // The request is created again for each try, because the receiver refuses an old timestamp.
    private HttpRequestMessage Request(OutboundMessage message)
    {
        Instant now = _clock.GetCurrentInstant();
        long timestamp = now.ToUnixTimeSeconds();
        byte[] body = WebhookBody.Write(message, now);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = content };
        request.Headers.Add("webhook-id", message.Id.ToString());
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(_keys, message.Id.ToString(), timestamp, body));
        return request;
    }
}
