using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>A webhook's other end on Kestrel: verifies as docs/writing-a-sender.md shows, takes each id once, and answers what a test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<string, bool> _ids = new(StringComparer.Ordinal);

    private WebhookReceiver(string secret, IClock clock, Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy);
            byte[] body = copy.ToArray();
            bool genuine = WebhookVerifier.IsGenuine(context.Request.Headers, body, secret, clock.GetCurrentInstant().ToDateTimeOffset());
            bool anew = _ids.TryAdd(context.Request.Headers["webhook-id"].ToString(), true);
            _received.Enqueue(new Received(context.Request.Method, context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body, genuine, anew));
            context.Response.StatusCode = genuine ? StatusCodes.Status202Accepted : StatusCodes.Status401Unauthorized;
            if (genuine)
            {
                await answer(context);
            }
        });
    }

    internal Uri Url => new($"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/messages?tenant=1");

    internal IReadOnlyCollection<Received> All => _received;

    internal static async Task<WebhookReceiver> StartAsync(string secret, IClock clock, Func<HttpContext, Task>? answer = null)
    {
        var receiver = new WebhookReceiver(secret, clock, answer ?? (_ => Task.CompletedTask));
        await receiver._app.StartAsync();
        return receiver;
    }

    internal static Task<WebhookReceiver> StartAsync(string secret, IClock clock, int status) => StartAsync(secret, clock, context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, bool Genuine, bool Anew);
}
