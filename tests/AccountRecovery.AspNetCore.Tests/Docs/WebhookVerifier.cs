using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AccountRecovery;

public static class WebhookVerifier
{
    public static bool IsGenuine(IHeaderDictionary headers, byte[] body, string secret, DateTimeOffset now)
    {
        string id = headers["webhook-id"].ToString();
        string sent = headers["webhook-timestamp"].ToString();
        if (!long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > 300)
        {
            return false;   // an old one, recorded and sent again
        }

        byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{sent}."), .. body];
        string expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return headers["webhook-signature"].ToString().Split(' ').Any(given =>
            CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected)));
    }
}
