using System.Text.Json;
using AccountRecovery.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

public sealed class SenderRegistrationTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void Each_channel_has_its_sender_and_the_last_call_wins()
    {
        using ServiceProvider provider = Services(builder => builder
            .UseWebhook(ContactChannel.Email, Webhook("https://first.example/")).UseSmtp(Smtp).UseSmtp(options => options.Port = 2525)
            .UseSmtp().UseWebhook(ContactChannel.Sms, Webhook("https://texts.example/")).UseWebhook(ContactChannel.Sms)
            .UseSender<SilentSender>(ContactChannel.Voice).UseWebhook(ContactChannel.Voice, Webhook("https://calls.example/"))).BuildServiceProvider();
        using IServiceScope scope = provider.CreateScope();

        Assert.IsType<SmtpSender>(Assert.Single(scope.ServiceProvider.GetKeyedServices<IRecoverySender>(ContactChannel.Email)));
        Assert.IsType<WebhookSender>(Assert.Single(scope.ServiceProvider.GetKeyedServices<IRecoverySender>(ContactChannel.Sms)));
        Assert.IsType<WebhookSender>(Assert.Single(scope.ServiceProvider.GetKeyedServices<IRecoverySender>(ContactChannel.Voice)));
        Assert.Equal((2525, "localhost"), (provider.GetRequiredService<IOptions<SmtpSenderOptions>>().Value.Port, provider.GetRequiredService<IOptions<SmtpSenderOptions>>().Value.Host));
        IOptionsMonitor<WebhookSenderOptions> webhooks = provider.GetRequiredService<IOptionsMonitor<WebhookSenderOptions>>();
        Assert.Equal(["https://texts.example/", "https://calls.example/"], new[] { "Sms", "Voice" }.Select(name => webhooks.Get(name).Url!.ToString()));
    }

    [Fact]
    public void A_sender_is_made_anew_in_each_scope()
    {
        using ServiceProvider provider = Services(builder => builder.UseSender<SilentSender>(ContactChannel.Sms)).BuildServiceProvider();
        using IServiceScope one = provider.CreateScope();
        using IServiceScope other = provider.CreateScope();

        IRecoverySender first = one.ServiceProvider.GetRequiredKeyedService<IRecoverySender>(ContactChannel.Sms);

        Assert.Same(first, one.ServiceProvider.GetRequiredKeyedService<IRecoverySender>(ContactChannel.Sms));
        Assert.NotSame(first, other.ServiceProvider.GetRequiredKeyedService<IRecoverySender>(ContactChannel.Sms));
    }

    [Fact]
    public void A_channel_that_does_not_exist_has_no_sender()
    {
        Assert.Throws<ArgumentOutOfRangeException>("channel", () => Services(builder => builder.UseSender<SilentSender>(0)));
        Assert.Throws<ArgumentOutOfRangeException>("channel", () => Services(builder => builder.UseWebhook((ContactChannel)4)));
    }

    [Fact]
    public async Task A_host_does_not_start_with_senders_that_are_not_set_up_and_hears_of_all_of_it()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() })).UseInMemoryStore()
            .UseSmtp(options => options.Timeout = TimeSpan.Zero)
            .UseWebhook(ContactChannel.Sms, options => (options.Url, options.Secret) = (new Uri("http://texts.example/private-path"), "whsec_tooshort"))
            .UseWebhook(ContactChannel.Voice);
        using IHost host = builder.Build();

        Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        string text = refused.ToString();
        Assert.All(["Host is ''", "From is ''", "Timeout is 00:00:00", "Webhook of Sms: Url must", "Webhook of Sms: Secret must", "Webhook of Voice: Url must", "Webhook of Voice: Secret must"], failure => Assert.Contains(failure, text, StringComparison.Ordinal));
        Assert.All(["tooshort", "private-path"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://texts.example/messages?key=1", true)]
    [InlineData("http://localhost:8080/", true)]
    [InlineData("http://127.0.0.1/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://texts.example/", false)]
    [InlineData("http://localhost.texts.example/", false)]
    [InlineData("https://user:password@texts.example/", false)]
    [InlineData("ftp://localhost/", false)]
    [InlineData("/messages", false)]
    public void A_webhook_is_reached_by_https_or_on_this_machine(string written, bool allowed)
    {
        var options = new WebhookSenderOptions { Url = new Uri(written, UriKind.RelativeOrAbsolute), Secret = Secret };

        Assert.Equal(allowed, new WebhookSenderValidator().Validate("Sms", options).Succeeded);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(30, 1)]
    public void A_bound_of_the_time_out_is_allowed_and_a_step_beyond_is_refused(int seconds, int step)
    {
        bool allowed(TimeSpan timeout) => new WebhookSenderValidator().Validate("Sms", new WebhookSenderOptions { Url = new Uri("https://x.example/"), Secret = Secret, Timeout = timeout }).Succeeded;

        Assert.True(allowed(TimeSpan.FromSeconds(seconds)));
        Assert.False(allowed(TimeSpan.FromSeconds(seconds) + TimeSpan.FromTicks(step)));
        Assert.Equal(TimeSpan.FromSeconds(10), new WebhookSenderOptions().Timeout);
    }

    [Fact]
    public void The_secret_is_read_from_configuration_and_shown_by_nothing()
    {
        var options = new WebhookSenderOptions();
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Url", "https://x.example/"), new("Secret", Secret)]).Build();

        configuration.Bind(options);
        configuration.Bind(options);
        options.Secret = options.Secret;

        Assert.Equal((Secret, "(set)", "https://x.example/"), (options.SecretText, options.Secret, options.Url!.ToString()));
        Assert.DoesNotContain(Secret[6..], JsonSerializer.Serialize(options), StringComparison.Ordinal);
    }

    private static ServiceCollection Services(Action<AccountRecoveryBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddAccountRecovery());
        return services;
    }

    private static void Smtp(SmtpSenderOptions options) => (options.Host, options.From) = ("localhost", "no-reply@shop.example");

    private static Action<WebhookSenderOptions> Webhook(string url) => options => (options.Url, options.Secret) = (new Uri(url), Secret);

    private sealed class SilentSender : IRecoverySender
    {
        public ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken) => ValueTask.FromResult(SendResult.Accepted);
    }
}
