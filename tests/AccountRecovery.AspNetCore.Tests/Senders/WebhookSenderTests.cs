using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using AccountRecovery.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>The sender to webhooks against a receiver on Kestrel that verifies what it gets.</summary>
public sealed class WebhookSenderTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Phone = "+447700900123";

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 3, 1, 12, 0, 7) + Duration.FromMilliseconds(999));
    private readonly LogSpy _log = new();
    private readonly List<ServiceProvider> _providers = [];

    public void Dispose()
    {
        _providers.ForEach(provider => provider.Dispose());
        _log.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public async Task A_message_arrives_signed_and_whole_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        using Activity hosts = new Activity("host").AddBaggage("user", "alice").Start();
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Secret, _clock);

        SendResult delivery = await Sender(receiver.Url).SendAsync(Letters.To(Phone, channel: ContactChannel.Voice, subject: null), CancellationToken.None);

        WebhookReceiver.Received got = Assert.Single(receiver.All);
        Assert.Equal((SendResult.Accepted, "POST", "/messages", true), (delivery, got.Method, got.Path, got.Genuine));
        Assert.Equal(("application/json", "0af7651916cd43dd8448eb211c80319c", "1772366407"), (got.Headers["Content-Type"], got.Headers["webhook-id"], got.Headers["webhook-timestamp"]));
        string expected = """
            {"type":"recovery.message","timestamp":"2026-03-01T12:00:07Z","data":{"id":"0af7651916cd43dd8448eb211c80319c","account":"tenant-1/alice",
            "kind":"security_code","channel":"voice","address":"+447700900123","language":"de-CH","purpose":"confirm_contact","about":null,"subject":null,
            "text":"Your code is 918 2736.\nIt is good for 10 minutes.\n.\n.. Größe: 💌\n","code":"918 2736","expiresAt":"2026-03-01T12:10:00Z","needsKeyPress":true}}
            """;
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(expected)), JsonSerializer.Serialize(JsonDocument.Parse(got.Body)));
        Assert.True(Ascii.IsValid(got.Body));
        Assert.Equal(["Content-Length", "Content-Type", "Host", "webhook-id", "webhook-signature", "webhook-timestamp"], got.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_way_to_a_webhook_has_no_detours()
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery().UseWebhook(ContactChannel.Sms).UseWebhook(ContactChannel.Voice);
        HttpMessageHandler handler = services.BuildServiceProvider().GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(AccountRecoverySenderExtensions.WebhookClientName);
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        SocketsHttpHandler way = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.Equal((false, false, false, 4096), (way.AllowAutoRedirect, way.UseCookies, way.UseProxy, way.MaxResponseDrainSize));
    }

    [Fact]
    public async Task A_notice_says_what_it_is_about_and_has_no_code()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Secret, _clock);
        var notice = new OutboundMessage(Phone, new MessageText("Codes were replaced."))
        {
            Id = new MessageId(7),
            Account = new AccountId("a\"b"),
            Kind = MessageKind.Notice,
            Channel = ContactChannel.Sms,
            About = RecoveryEventKind.ContactConfirmed,
            ExpiresAt = Letters.ExpiresAt + Duration.FromNanoseconds(1_000),
        };

        await Sender(receiver.Url).SendAsync(notice, CancellationToken.None);

        JsonElement data = JsonDocument.Parse(Assert.Single(receiver.All).Body).RootElement.GetProperty("data");
        Assert.Equal(
            ["00000000000000000000000000000007", "a\"b", "notice", "sms", Phone, null, null, "contact_confirmed", null, "Codes were replaced.", null, "2026-03-01T12:10:00.000001Z"],
            data.EnumerateObject().SkipLast(1).Select(field => field.Value.GetString()));
        Assert.False(data.GetProperty("needsKeyPress").GetBoolean());
    }

    [Fact]
    public async Task Another_try_has_the_same_id_and_a_new_timestamp_and_a_receiver_knows_it_again()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Secret, _clock);
        IRecoverySender sender = Sender(receiver.Url);

        await sender.SendAsync(Letters.To(Phone, channel: ContactChannel.Sms), CancellationToken.None);
        _clock.Advance(Duration.FromHours(1));
        await sender.SendAsync(Letters.To(Phone, channel: ContactChannel.Sms), CancellationToken.None);

        Assert.Equal([(true, true), (true, false)], receiver.All.Select(got => (got.Genuine, got.Anew)));
        Assert.Equal(["1772366407", "1772370007"], receiver.All.Select(got => got.Headers["webhook-timestamp"]));
    }

    [Theory]
    [InlineData(OtherSecret, false)]
    [InlineData(Secret, true)]
    [InlineData(OtherSecret + " " + Secret, true)]
    [InlineData(Secret + "\n" + OtherSecret + "\n", true)]
    public async Task A_receiver_takes_what_is_signed_with_its_secret_and_nothing_else(string secrets, bool accepted)
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Secret, _clock);

        SendResult? delivery = await Record(() => Sender(receiver.Url, options => options.Secret = secrets).SendAsync(Letters.To(Phone, channel: ContactChannel.Sms), CancellationToken.None).AsTask(), HttpStatusCode.Unauthorized);

        Assert.Equal(accepted ? SendResult.Accepted : null, delivery);
        Assert.Equal(accepted, Assert.Single(receiver.All).Genuine);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public async Task A_receiver_whose_clock_is_more_than_five_minutes_apart_takes_nothing(int seconds, bool accepted)
    {
        var theirs = new ManualClock(_clock.GetCurrentInstant() + Duration.FromSeconds(seconds));
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Secret, theirs);

        SendResult? delivery = await Record(() => Sender(receiver.Url).SendAsync(Letters.To(Phone, channel: ContactChannel.Sms), CancellationToken.None).AsTask(), HttpStatusCode.Unauthorized);

        Assert.Equal(accepted ? SendResult.Accepted : null, delivery);
    }

    [Theory]
    [InlineData(200, SendResult.Accepted)]
    [InlineData(204, SendResult.Accepted)]
    [InlineData(299, SendResult.Accepted)]
    [InlineData(410, SendResult.RefusedForGood)]
    [InlineData(422, SendResult.RefusedForGood)]
    [InlineData(301, null)]
    [InlineData(302, null)]
    [InlineData(307, null)]
    [InlineData(308, null)]
    [InlineData(400, null)]
    [InlineData(401, null)]
    [InlineData(404, null)]
    [InlineData(409, null)]
    [InlineData(429, null)]
    [InlineData(500, null)]
    [InlineData(503, null)]
    public async Task An_answer_is_taken_refused_for_good_or_later(int status, SendResult? expected)
    {
        await using WebhookReceiver elsewhere = await WebhookReceiver.StartAsync(Secret, _clock);
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Secret, _clock, async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = elsewhere.Url.ToString();
            context.Response.Headers.SetCookie = "session=1";
            if (status is not 204)
            {
                await context.Response.WriteAsync($"about {Phone}");
            }
        });
        IRecoverySender sender = Sender(receiver.Url);

        SendResult?[] deliveries =
        [
            await Record(() => sender.SendAsync(Letters.To(Phone, channel: ContactChannel.Sms), CancellationToken.None).AsTask(), (HttpStatusCode)status),
            await Record(() => sender.SendAsync(Letters.To(Phone, channel: ContactChannel.Sms), CancellationToken.None).AsTask(), (HttpStatusCode)status),
        ];

        Assert.Equal([expected, expected], deliveries);
        Assert.Empty(elsewhere.All);
        Assert.All(receiver.All, got => Assert.False(got.Headers.ContainsKey("Cookie")));
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_given_up_in_time_and_one_that_goes_on_for_ever_is_not_listened_to()
    {
        await using WebhookReceiver silent = await WebhookReceiver.StartAsync(Secret, _clock, context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        await using WebhookReceiver endless = await WebhookReceiver.StartAsync(Secret, _clock, async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string('x', 65_536), context.RequestAborted);
            }
        });
        OutboundMessage message = Letters.To(Phone, channel: ContactChannel.Sms);

        TimeoutException late = await Assert.ThrowsAsync<TimeoutException>(() => Sender(silent.Url, options => options.Timeout = TimeSpan.FromSeconds(1)).SendAsync(message, CancellationToken.None).AsTask());
        SendResult taken = await Sender(endless.Url).SendAsync(message, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(SendResult.Accepted, taken);
        Letters.AssertDiscreet(late.ToString(), message, Secret);
    }

    [Fact]
    public async Task Cancelling_ends_a_try()
    {
        var reached = new TaskCompletionSource();
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Secret, _clock, async context =>
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        using var stop = new CancellationTokenSource();

        Task<SendResult> sending = Sender(receiver.Url).SendAsync(Letters.To(Phone, channel: ContactChannel.Sms), stop.Token).AsTask();
        await reached.Task;
        await stop.CancelAsync();

        OperationCanceledException ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(stop.Token, ended.CancellationToken);
    }

    [Fact]
    public async Task Nobody_there_means_later()
    {
        Uri gone;
        await using (WebhookReceiver receiver = await WebhookReceiver.StartAsync(Secret, _clock))
        {
            gone = receiver.Url;
        }

        OutboundMessage message = Letters.To(Phone, channel: ContactChannel.Sms);
        HttpRequestException later = await Assert.ThrowsAsync<HttpRequestException>(() => Sender(gone).SendAsync(message, CancellationToken.None).AsTask());

        Letters.AssertDiscreet(later.ToString(), message, Secret, "tenant=1");
    }

    // The answer as a delivery, or null for an exception with this status that tells nothing; either way with nothing in the log.
    private async Task<SendResult?> Record(Func<Task<SendResult>> send, HttpStatusCode status)
    {
        SendResult? delivery = null;
        try
        {
            delivery = await send();
        }
        catch (HttpRequestException later)
        {
            Assert.Equal((status, (Exception?)null), (later.StatusCode, later.InnerException));
            Letters.AssertDiscreet(later.ToString(), Letters.To(Phone), Secret, "tenant=1");
        }

        Assert.DoesNotContain(_log.Lines, line => line.Contains("HTTP", StringComparison.OrdinalIgnoreCase));
        return delivery;
    }

    private IRecoverySender Sender(Uri url, Action<WebhookSenderOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_log).AddLogging();
        services.AddSingleton<IClock>(_clock);
        services.AddAccountRecovery().UseWebhook(ContactChannel.Sms, options =>
        {
            (options.Url, options.Secret) = (url, Secret);
            configure?.Invoke(options);
        });
        ServiceProvider provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.CreateScope().ServiceProvider.GetRequiredKeyedService<IRecoverySender>(ContactChannel.Sms);
    }
}
