using System.Net;
using System.Net.Http.Json;
using AccountRecovery.Ports;

namespace AccountRecovery;

public sealed class TextProviderSender(IHttpClientFactory clients) : IRecoverySender
{
    public async ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "messages")
        {
            Content = JsonContent.Create(new { to = message.RevealAddress(), text = message.Text.RevealBody() }),
        };
        request.Headers.Add("Idempotency-Key", message.Id.ToString());
        using HttpClient provider = clients.CreateClient("texts");
        using HttpResponseMessage answer = await provider.SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            return SendResult.RefusedForGood;   // no such number, or it has unsubscribed
        }

        answer.EnsureSuccessStatusCode();     // anything else: later
        return SendResult.Accepted;
    }
}
