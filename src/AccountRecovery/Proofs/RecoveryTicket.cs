using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>The signed, short-lived form of a proof, bound to account, epoch, session, method and purpose. Good several times until it expires.</summary>
/// <remarks>A bearer secret of ten minutes: pass it in a form field or an encrypted cookie, never in a URL.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class RecoveryTicket
{
    /// <summary>The longest text that <see cref="TryParse"/> looks at (inclusive): 256 characters.</summary>
    public const int MaxLength = 256;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _bytes;

    internal RecoveryTicket(byte[] bytes)
    {
        _bytes = bytes;
    }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads what <see cref="Reveal"/> wrote. Whether the ticket is genuine is checked where it is used.</summary>
    /// <param name="text">The text; at most <see cref="MaxLength"/> characters are looked at.</param>
    /// <param name="ticket">The ticket; null when the text is none.</param>
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

        // Base64 forgives white space and spare bits; a ticket has one text alone.
        var read = new RecoveryTicket(buffer[..length]);
        ticket = read.Reveal() == text ? read : null;
        return ticket is not null;
    }

    /// <summary>The ticket as text of the URL-safe Base64 alphabet.</summary>
    /// <returns>The secret itself.</returns>
    public string Reveal() => Convert.ToBase64String(_bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>A constant that gives nothing away.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => "(a ticket; call Reveal to pass it on)";
}
