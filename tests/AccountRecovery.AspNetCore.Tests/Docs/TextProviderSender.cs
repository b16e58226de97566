using System.Net;
using System.Net.Http.Json;
using AccountRecovery.Ports;

namespace AccountRecovery;

public sealed class TextProviderSender(IHttpClientFactory clients) : IRecoverySender
{
    public async ValueTask<Delivery> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "messages")
        {
            Content = JsonContent.Create(new { to = message.RevealAddress(), text = message.Text.RevealBody() }),
        };
        request.Headers.Add("Idempotency-Key", message.Id.ToString());
        using HttpClient provider = clients.CreateClient("texts");
        using HttpResponseMessage answer = await provider.SendAsync(request, ct);
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            return Delivery.RefusedForGood;   // no such number, or it has unsubscribed
        }

        answer.EnsureSuccessStatusCode();     // anything else: later
        return Delivery.Accepted;
    }
}
