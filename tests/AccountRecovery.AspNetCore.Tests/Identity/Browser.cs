using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace AccountRecovery;

/// <summary>What a person does in a browser, or an app over the endpoints.</summary>
internal sealed class Browser : IDisposable
{
    internal const string Password = "Correct-horse-1";

    private readonly HttpClient _http;

    internal Browser(string address)
    {
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
    }

    /// <summary>Whether the last answer forbids every cache to keep it.</summary>
    internal bool LastIsNoStore { get; private set; }

    public void Dispose() => _http.Dispose();

    internal async Task<HttpStatusCode> RegisterAsync(string email) =>
        (await _http.PostAsJsonAsync("/api/register", new { email, password = Password })).StatusCode;

    /// <summary>Signs in over the endpoint, with a recovery code if given.</summary>
    internal async Task<HttpStatusCode> SignInAsync(string email, string? recoveryCode = null)
    {
        using HttpResponseMessage response = await _http.PostAsJsonAsync(
            "/api/login?useCookies=true", new { email, password = Password, twoFactorRecoveryCode = recoveryCode });
        return response.StatusCode;
    }

    internal async Task<JsonElement> TwoStepAsync(object request)
    {
        using HttpResponseMessage response = Look(await _http.PostAsJsonAsync("/api/manage/2fa", request));
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Turns two-step verification on, and gives the codes that it shows.</summary>
    internal async Task<string[]> EnableTwoStepAsync()
    {
        JsonElement first = await TwoStepAsync(new { });
        JsonElement on = await TwoStepAsync(new { enable = true, twoFactorCode = AuthenticatorCode(first.GetProperty("sharedKey").GetString()!) });
        Assert.True(on.GetProperty("isTwoFactorEnabled").GetBoolean());
        return [.. on.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)];
    }

    internal async Task<(HttpStatusCode Status, string Text, string? Location)> GetAsync(string path)
    {
        using HttpResponseMessage response = Look(await _http.GetAsync(new Uri(path, UriKind.Relative)));
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), response.Headers.Location?.OriginalString);
    }

    /// <summary>Fills in the form of a page and sends it, antiforgery token included.</summary>
    internal async Task<(HttpStatusCode Status, string Text, string? Location)> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        (HttpStatusCode found, string page, _) = await GetAsync(path);
        Assert.True(found == HttpStatusCode.OK, $"{path}: {found} {page}");
        string token = Between(page, "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"", "\"").FirstOrDefault(string.Empty);
        using var form = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        using HttpResponseMessage response = Look(await _http.PostAsync(new Uri(path, UriKind.Relative), form));
        return (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), response.Headers.Location?.OriginalString);
    }

    /// <summary>Sends a form as another site would make the browser send it: with its cookies, without the page's token.</summary>
    internal async Task<HttpStatusCode> ForgeAsync(string path)
    {
        using var form = new FormUrlEncodedContent([]);
        using HttpResponseMessage response = await _http.PostAsync(new Uri(path, UriKind.Relative), form);
        return response.StatusCode;
    }

    /// <summary>RFC 6238, as an authenticator app computes it.</summary>
    internal static string AuthenticatorCode(string sharedKey)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        string symbols = sharedKey.Replace(" ", string.Empty, StringComparison.Ordinal);
        string bits = string.Concat(symbols.Select(symbol => Convert.ToString(Alphabet.IndexOf(symbol, StringComparison.OrdinalIgnoreCase), 2).PadLeft(5, '0')));
        byte[] key = [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
        byte[] counter = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(NodaTime.SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds() / 30));
#pragma warning disable CA5350 // What authenticator apps use.
        byte[] hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        int at = hash[^1] & 15;
        int number = ((hash[at] & 0x7F) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Every text of a page between two marks.</summary>
    internal static string[] Between(string page, string start, string end) => [.. page.Split(start).Skip(1).Select(rest => rest.Split(end)[0])];

    private HttpResponseMessage Look(HttpResponseMessage response)
    {
        LastIsNoStore = response.Headers.CacheControl?.NoStore == true;
        return response;
    }
}
