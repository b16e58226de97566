using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AccountRecovery.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AccountRecovery;

/// <summary>The code blocks of docs/writing-a-sender.md, compiled and run.</summary>
public sealed class SenderSnippets
{
    [Fact]
    public void Each_channel_of_the_page_has_its_sender()
    {
        var services = new ServiceCollection();
        string rootKey = RootKey.Generate().Reveal();
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Mail:Password", "p"), new("Texts:Secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]).Build();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseInMemoryStore()
            .UseSmtp(smtp =>
            {
                smtp.Host = "mail.shop.example";
                smtp.From = "no-reply@shop.example";
                smtp.FromName = "Shop";
                smtp.UserName = "shop";
                smtp.Password = configuration["Mail:Password"];
            })
            .UseWebhook(ContactChannel.Sms, texts =>
            {
                texts.Url = new Uri("https://messages.shop.example/recovery");
                texts.Secret = configuration["Texts:Secret"];
            })
            .UseSender<TextProviderSender>(ContactChannel.Voice);

        using ServiceProvider provider = services.BuildServiceProvider();
        using IServiceScope scope = provider.CreateScope();
        Type[] senders = [.. Enum.GetValues<ContactChannel>().Select(channel => scope.ServiceProvider.GetRequiredKeyedService<IRecoverySender>(channel).GetType())];
        Assert.Equal([typeof(SmtpSender), typeof(WebhookSender), typeof(TextProviderSender)], senders);
        Assert.Equal("mail.shop.example", provider.GetRequiredService<IOptions<SmtpSenderOptions>>().Value.Host);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, SendResult.Accepted)]
    [InlineData(HttpStatusCode.UnprocessableEntity, SendResult.RefusedForGood)]
    [InlineData(HttpStatusCode.TooManyRequests, null)]
    public async Task The_sender_of_the_page_does_what_it_says(HttpStatusCode status, SendResult? expected)
    {
        using var provider = new ScriptedProvider(status);
        var services = new ServiceCollection();
        services.AddHttpClient("texts", client => client.BaseAddress = new Uri("https://texts.example/")).ConfigurePrimaryHttpMessageHandler(() => provider);
        var sender = new TextProviderSender(services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>());

        Task<SendResult> sending = sender.SendAsync(Letters.To("+447700900123", channel: ContactChannel.Sms), CancellationToken.None).AsTask();

        Assert.Equal(expected, expected is null ? await Assert.ThrowsAsync<HttpRequestException>(() => sending) is null ? SendResult.Accepted : null : await sending);
        Assert.Equal(Letters.Id.ToString(), provider.Key);
    }

    [Fact]
    public void The_json_of_the_page_is_what_is_sent()
    {
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "writing-a-sender.md"));
        string json = page.Split("```json")[1].Split("```")[0];

        byte[] sent = WebhookBody.Write(Letters.To("+447700900123", subject: null, body: "Your code is 918 2736.", channel: ContactChannel.Voice), Instant.FromUtc(2026, 3, 1, 12, 0, 7));

        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(sent)), JsonSerializer.Serialize(JsonDocument.Parse(json)));
        Assert.All(JsonDocument.Parse(sent).RootElement.GetProperty("data").EnumerateObject(), field => Assert.Contains($"| `{field.Name}` |", page, StringComparison.Ordinal));
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private sealed class ScriptedProvider(HttpStatusCode status) : HttpMessageHandler
    {
        internal string? Key { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Key = request.Headers.GetValues("Idempotency-Key").Single();
            return Task.FromResult(new HttpResponseMessage(status));
        }
    }
}
