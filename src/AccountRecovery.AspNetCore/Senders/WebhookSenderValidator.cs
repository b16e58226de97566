using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Checks all options of a webhook. Each failure names the property and its limits, but never the secret.</summary>
internal sealed class WebhookSenderValidator : IValidateOptions<WebhookSenderOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookSenderOptions options)
    {
        string[] failures = [.. Failures(options).Select(failure => $"Webhook of {name}: {failure}")];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(WebhookSenderOptions options)
    {
        // The path and the query may contain a secret of the receiver, so that the message does not repeat the URL.
        if (options.Url is not { IsAbsoluteUri: true, UserInfo.Length: 0 } url || !IsSafe(url))
        {
            yield return $"{nameof(options.Url)} must be an absolute URL with https, or with http on this machine, and no user name in it.";
        }

        if (!WebhookSecrets.TryRead(options.SecretText, out _))
        {
            yield return $"{nameof(options.Secret)} must be '{WebhookSecrets.Prefix}' followed by the Base64 of {WebhookSecrets.LeastBytes} to {WebhookSecrets.MostBytes} bytes, or up to {WebhookSecrets.Most} such secrets separated by spaces. "
                + $"To make one: echo {WebhookSecrets.Prefix}$(openssl rand -base64 32)";
        }

        foreach (string failure in Bounds.Between(nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)))
        {
            yield return failure;
        }
    }

    private static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
