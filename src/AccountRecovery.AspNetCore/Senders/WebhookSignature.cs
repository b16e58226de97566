using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

/// <summary>Signs by the scheme of Standard Webhooks 1.0.0: HMAC-SHA-256 over <c>id.timestamp.body</c>.</summary>
internal static class WebhookSignature
{
    /// <summary>Returns the value of the header <c>webhook-signature</c>: one signature for each key, separated by spaces.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="id">The id of the message, which contains no full stop.</param>
    /// <param name="timestamp">The seconds since 1970-01-01, UTC.</param>
    /// <param name="body">The body exactly as it is sent.</param>
    internal static string Sign(byte[][] keys, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] signed = [.. head, .. body];
        try
        {
            return string.Join(' ', keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(signed);
        }
    }
}
