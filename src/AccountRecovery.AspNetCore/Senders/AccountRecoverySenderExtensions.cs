using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has messages sent by a mail server, and by any provider behind a webhook.</summary>
public static class AccountRecoverySenderExtensions
{
    /// <summary>The name of the HTTP client that posts to webhooks, for a host that has to go through a proxy.</summary>
    public const string WebhookClientName = "AccountRecovery.Webhook";

    // Of an answer nothing is read but its head; so much of the rest is let pass to use the connection again.
    private const int MostOfAnAnswer = 4 * 1024;

    /// <summary>Sends e-mail through a mail server: <see cref="SmtpSender"/>. Called twice, the settings of both calls hold, the later one winning.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options; null for what <see cref="SmtpSenderOptions"/> is bound to elsewhere.</param>
    /// <returns>The same builder.</returns>
    public static AccountRecoveryBuilder UseSmtp(this AccountRecoveryBuilder builder, Action<SmtpSenderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<SmtpSenderOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmtpSenderOptions>, SmtpSenderValidator>());
        return builder.UseSender<SmtpSender>(ContactChannel.Email);
    }

    /// <summary>
    /// Posts the messages of one channel as signed JSON to an endpoint of the host's, by the Standard Webhooks scheme. 2xx means accepted; 410 and 422 mean that this address accepts no
    /// messages, for good; everything else, redirects included, means later. Each channel has its own endpoint; called twice for one, the settings of both calls hold, the later one winning.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="configure">Sets options; null for what the <see cref="WebhookSenderOptions"/> of the channel's name, such as <c>Sms</c>, are bound to elsewhere.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public static AccountRecoveryBuilder UseWebhook(this AccountRecoveryBuilder builder, ContactChannel channel, Action<WebhookSenderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Enum.IsDefined(channel))
        {
            throw new ArgumentOutOfRangeException(nameof(channel), channel, "There is no such channel.");
        }

        IServiceCollection services = builder.Services;
        string name = channel.ToString();
        services.AddOptions<WebhookSenderOptions>(name).Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookSenderOptions>, WebhookSenderValidator>());

        // The factory's own log lines would name the URL, and at their finest level every header.
        services.AddHttpClient(WebhookClientName, client => client.Timeout = Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(Handler).RemoveAllLoggers();
        services.RemoveAllKeyed<IRecoverySender>(channel);
        services.AddKeyedScoped<IRecoverySender>(channel, (provider, _) => new WebhookSender(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(WebhookClientName),
            provider.GetRequiredService<IOptionsMonitor<WebhookSenderOptions>>().Get(name),
            HostTime.ClockOf(provider)));
        return builder;
    }

    // A message goes where the options say and nowhere else: no redirects, no proxy of the environment's, no baggage of the host's activities to a stranger.
    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        MaxResponseDrainSize = MostOfAnAnswer,
    };
}
