using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Posts each message as signed JSON to an endpoint of the host's, which drives the provider of texts or calls.</summary>
/// <remarks>
/// One call is one try. 2xx: accepted. 410 and 422: this address never accepts messages. Every other answer, a redirect too, a fault or a time-out is an exception and means later.
/// Neither the answer's body nor anything that was sent is in an exception or a log.
/// </remarks>
internal sealed class WebhookSender : IRecoverySender
{
    private readonly HttpClient _client;
    private readonly WebhookSenderOptions _options;
    private readonly IClock _clock;
    private readonly byte[][] _keys;

    /// <summary>A sender to one endpoint.</summary>
    /// <param name="client">Follows no redirects and keeps no cookies.</param>
    /// <param name="options">The endpoint; checked.</param>
    /// <param name="clock">The library's.</param>
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

    // Made anew at each try: the receiver refuses a timestamp that is old.
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
