using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds senders of messages: through a mail server, and through a webhook to any provider.</summary>
public static class AccountRecoverySenderExtensions
{
    /// <summary>The name of the HTTP client that posts to webhooks, for a host that must use a proxy.</summary>
    public const string WebhookClientName = "AccountRecovery.Webhook";

    // The sender reads only the headers of a response. Up to this number of further bytes is discarded, so that the connection can be reused.
    private const int MostOfAnAnswer = 4 * 1024;

    /// <summary>
    /// Sends e-mail through a mail server: <see cref="SmtpSender"/>. If the method is called twice, the
    /// settings of both calls apply; where they conflict, the later call wins.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options; null to use the configuration to which <see cref="SmtpSenderOptions"/> is bound elsewhere.</param>
    /// <returns>The same builder.</returns>
    public static AccountRecoveryBuilder UseSmtp(this AccountRecoveryBuilder builder, Action<SmtpSenderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<SmtpSenderOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmtpSenderOptions>, SmtpSenderValidator>());
        return builder.UseSender<SmtpSender>(ContactChannel.Email);
    }

    /// <summary>
    /// Posts the messages of one channel as signed JSON to an endpoint of the host, by the Standard Webhooks scheme. The status 2xx means accepted. 410 and 422
    /// mean that this address permanently accepts no messages. Every other response, including a redirect, means that the library tries again later. Each channel
    /// has its own endpoint. If the method is called twice for one channel, the settings of both calls apply; where they conflict, the later call wins.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="configure">Sets options; null to use the configuration to which the
    /// <see cref="WebhookSenderOptions"/> with the channel's name, such as <c>Sms</c>, are bound elsewhere.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channel"/> is not a defined channel.</exception>
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

        // The default loggers of the factory would log the URL and, at trace level, every header.
        services.AddHttpClient(WebhookClientName, client => client.Timeout = Timeout.InfiniteTimeSpan).ConfigurePrimaryHttpMessageHandler(Handler).RemoveAllLoggers();
        services.RemoveAllKeyed<IRecoverySender>(channel);
        services.AddKeyedScoped<IRecoverySender>(channel, (provider, _) => new WebhookSender(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(WebhookClientName),
            provider.GetRequiredService<IOptionsMonitor<WebhookSenderOptions>>().Get(name),
            HostTime.ClockOf(provider)));
        return builder;
    }

    // A message is sent only to the URL in the options: redirects and the proxy of the environment are off,
    // and no trace headers or baggage of the host's activities are sent.
    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        MaxResponseDrainSize = MostOfAnAnswer,
    };
}
