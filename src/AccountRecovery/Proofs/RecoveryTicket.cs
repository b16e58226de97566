using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>
/// A proof in signed form. It is bound to account, epoch, session, method and purpose, and can be used several times until it expires, by default after ten
/// minutes.
/// </summary>
/// <remarks>A ticket is a bearer secret: pass it in a form field or an encrypted cookie, never in a URL.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RecoveryTicket
{
    /// <summary>The maximum length of a text that <see cref="TryParse"/> reads (inclusive): 256 characters.</summary>
    public const int MaxLength = 256;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _bytes;

    internal RecoveryTicket(byte[] bytes)
    {
        _bytes = bytes;
    }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads a text that <see cref="Reveal"/> returned. Whether the ticket is genuine is checked when the ticket is used.</summary>
    /// <param name="text">The text. A text of more than <see cref="MaxLength"/> characters is not a ticket.</param>
    /// <param name="ticket">The ticket; null if the text does not have the form of a ticket.</param>
    /// <returns>Whether the text has the form of a ticket.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RecoveryTicket? ticket)
    {
        ticket = null;
        if (text is null or { Length: 0 or > MaxLength })
        {
            return false;
        }

        string base64 = text.Replace('-', '+').Replace('_', '/');
        byte[] buffer = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), buffer, out int length))
        {
            return false;
        }

        // The Base64 decoder ignores white space and spare bits, but a ticket must have exactly one text.
        var read = new RecoveryTicket(buffer[..length]);
        ticket = read.Reveal() == text ? read : null;
        return ticket is not null;
    }

    /// <summary>Returns the ticket as text in the URL-safe Base64 alphabet.</summary>
    /// <returns>The text of the ticket, which is secret.</returns>
    public string Reveal() => Convert.ToBase64String(_bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Returns a constant text that reveals nothing of the ticket.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => "(a ticket; call Reveal to pass it on)";
}
