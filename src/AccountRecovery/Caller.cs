using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AccountRecovery;

/// <summary>Who asks, as the host knows it. Everything is optional; what is left out protects less.</summary>
/// <example><code>new Caller { Session = sessionId, Source = "203.0.113.7", Device = "Firefox on Linux" }</code></example>
public sealed record Caller
{
    /// <summary>The longest session and the longest idempotency key, in UTF-8 bytes (inclusive): 256.</summary>
    public const int MaxBytes = 256;

    /// <summary>A caller of whom nothing is known.</summary>
    public static readonly Caller Unknown = new();

    private static readonly SearchValues<char> CultureSymbols = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _session;

    private readonly string? _culture;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _idempotencyKey;

    /// <summary>
    /// Names the person's session or flow, signed in or not; tickets and receipts fit no other. Use an id or a hash of the cookie, not the cookie.
    /// </summary>
    /// <remarks>Given, never read back: no serializer and no destructuring log shows it.</remarks>
    /// <exception cref="ArgumentException">It is empty, too long, or ill-formed text.</exception>
    [SuppressMessage("Design", "CA1044", Justification = "What cannot be read cannot be logged.")]
    public string? Session
    {
        init => _session = Checked(value, nameof(Session));
    }

    /// <summary>Names this attempt of the call: repeating the call with the same key within 24 hours gives the same answer and does nothing twice.</summary>
    /// <remarks>Given, never read back: no serializer and no destructuring log shows it.</remarks>
    /// <exception cref="ArgumentException">It is empty, too long, or ill-formed text.</exception>
    [SuppressMessage("Design", "CA1044", Justification = "What cannot be read cannot be logged.")]
    public string? IdempotencyKey
    {
        init => _idempotencyKey = Checked(value, nameof(IdempotencyKey));
    }

    /// <summary>Ties events to the host's logs; kept up to 64 bytes.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where the call came from, such as an IP address; kept up to 64 bytes. Counts for nothing but the audit.</summary>
    public string? Source { get; init; }

    /// <summary>The device in words, such as <c>Firefox on Linux</c>; kept up to 64 bytes.</summary>
    public string? Device { get; init; }

    /// <summary>
    /// The language that the person reads, as a BCP 47 tag such as <c>pt-BR</c>; null when it is not known. Messages that the call causes are asked for in it.
    /// </summary>
    /// <exception cref="ArgumentException">It is longer than 35 characters, or has others than letters and digits of ASCII and <c>-</c>.</exception>
    public string? Culture
    {
        get => _culture;
        init => _culture = value is null or { Length: > 0 and <= 35 } && value.AsSpan().ContainsAnyExcept(CultureSymbols) != true
            ? value
            : throw new ArgumentException("A culture is a BCP 47 tag such as 'pt-BR', or null.", nameof(Culture));
    }

    /// <summary>Whether the host has two-step verification on for this account; then changing codes also asks for a second proof.</summary>
    public bool TwoStep { get; init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? GivenSession => _session;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? GivenKey => _idempotencyKey;

    private static string? Checked(string? value, string name)
    {
        bool fits = value is null || (value.Length is > 0 and <= MaxBytes
            && Encoding.UTF8.GetByteCount(value) <= MaxBytes
            && !value.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar));
        return fits ? value : throw new ArgumentException($"{name} is well-formed text of 1 to {MaxBytes} UTF-8 bytes, or null.", name);
    }

    // Session and key stay out of logs: with them, a stranger could use a stolen ticket or learn an answer again.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("CorrelationId = ").Append(CorrelationId).Append(", Source = ").Append(Source).Append(", TwoStep = ").Append(TwoStep);
        return true;
    }
}
