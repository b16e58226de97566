using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AccountRecovery;

/// <summary>The person for whom the host makes a call, and what they have proved.</summary>
/// <example>
/// <code>
/// Caller caller = Caller.SignedIn(session, twoStep: false).Having(HostProof.HostPassword);
/// Caller visitor = Caller.Anonymous(flow, twoStep: false) with { Source = "203.0.113.7", Device = "Firefox on Linux" };
/// </code>
/// </example>
public sealed record Caller
{
    /// <summary>The maximum length of a session and of an idempotency key, in UTF-8 bytes (inclusive): 256.</summary>
    public const int MaxBytes = 256;

    private static readonly SearchValues<char> CultureSymbols = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _session;

    private readonly string? _culture;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _idempotencyKey;

    internal Caller()
    {
    }

    // A value that cannot be read cannot be logged.
    [SuppressMessage("Design", "CA1044", Justification = "A value that cannot be read cannot be logged.")]
    internal string? Session
    {
        init => _session = Checked(value, "session");
    }

    /// <summary>Identifies the call, so that the host can repeat it: a second call with the same key within 24 hours gets the same answer and changes nothing.</summary>
    /// <remarks>The key can be set but not read, so that no serializer and no destructuring log shows it.</remarks>
    /// <exception cref="ArgumentException">The key is empty, too long, or not well-formed text.</exception>
    [SuppressMessage("Design", "CA1044", Justification = "A value that cannot be read cannot be logged.")]
    public string? IdempotencyKey
    {
        init => _idempotencyKey = Checked(value, nameof(IdempotencyKey));
    }

    /// <summary>Links events to the host's logs. Events keep the first 64 bytes.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where the call came from, such as an IP address. Events keep the first 64 bytes. Used for the audit only.</summary>
    public string? Source { get; init; }

    /// <summary>The device in words, such as <c>Firefox on Linux</c>. Events keep the first 64 bytes.</summary>
    public string? Device { get; init; }

    /// <summary>
    /// The language that the person reads, as a BCP 47 tag such as <c>pt-BR</c>; null when it is not known. Messages that the call causes are requested in this language.
    /// </summary>
    /// <exception cref="ArgumentException">The culture is empty, longer than 35 characters, or has characters other than ASCII letters, ASCII digits and <c>-</c>.</exception>
    public string? Culture
    {
        get => _culture;
        init => _culture = value is null or { Length: > 0 and <= 35 } && value.AsSpan().ContainsAnyExcept(CultureSymbols) != true
            ? value
            : throw new ArgumentException("A culture must be a BCP 47 tag such as 'pt-BR', or null.", nameof(Culture));
    }

    /// <summary>Whether two-step verification is on for this account at the host. If it is on, changing codes also requires a second proof.</summary>
    public bool TwoStep { get; internal init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? GivenSession => _session;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? GivenKey => _idempotencyKey;

    /// <summary>The proofs that the host states for the caller in this call.</summary>
    internal ImmutableArray<HostProof> Stated { get; private init; } = [];

    /// <summary>The tickets that the caller carries.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal ImmutableArray<RecoveryTicket> Tickets { get; private init; } = [];

    /// <summary>A person who is signed in to the account.</summary>
    /// <param name="session">
    /// Identifies the session. Tickets and receipts are bound to it. 1 to 256 UTF-8 bytes; use an id or a hash of the cookie, not the cookie. The session cannot be read back, so that
    /// no serializer and no destructuring log shows it.
    /// </param>
    /// <param name="twoStep">Whether two-step verification is on for this account at the host.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="ArgumentException">The session is empty, too long, or not well-formed text.</exception>
    public static Caller SignedIn(string session, bool twoStep)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new Caller { Session = session, TwoStep = twoStep };
    }

    /// <summary>A person who is not signed in.</summary>
    /// <param name="flow">Identifies the browser's flow, such as a hash of its cookie. Tickets and receipts are bound to it. 1 to 256 UTF-8 bytes; null if there is none.</param>
    /// <param name="twoStep">Whether two-step verification is on for the account that the person names; false if that account does not exist.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="ArgumentException">The flow is empty, too long, or not well-formed text.</exception>
    public static Caller Anonymous(string? flow, bool twoStep) => new() { Session = flow, TwoStep = twoStep };

    /// <summary>Adds proofs that the host has checked in this request. They count in each call that is made with the returned caller, for any purpose.</summary>
    /// <remarks>
    /// Create a new caller in each request, because proofs stated here do not expire. For a later request, use a ticket of <see cref="ITickets.VouchAsync"/>, which
    /// expires.
    /// </remarks>
    /// <param name="proofs">The proofs that the host has checked.</param>
    /// <returns>A caller with these proofs in addition to its earlier ones.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A proof is not defined.</exception>
    public Caller Having(params HostProof[] proofs)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        return Array.TrueForAll(proofs, Enum.IsDefined)
            ? this with { Stated = [.. Stated, .. proofs] }
            : throw new ArgumentOutOfRangeException(nameof(proofs), "One of the values is not a member of HostProof.");
    }

    /// <summary>Adds tickets from earlier calls: the ticket of a redeemed or verified code, a ticket of <see cref="ITickets.VouchAsync"/>, or a grant.</summary>
    /// <param name="tickets">The tickets, each for the purpose of the call. The call is refused if one ticket is not valid for the call.</param>
    /// <returns>A caller with these tickets in addition to its earlier ones.</returns>
    public Caller Having(params RecoveryTicket[] tickets)
    {
        ArgumentNullException.ThrowIfNull(tickets);
        return tickets.Contains(null) ? throw new ArgumentException("A ticket is null.", nameof(tickets)) : this with { Tickets = [.. Tickets, .. tickets] };
    }

    /// <summary>Compares all values, including proofs and tickets.</summary>
    /// <param name="other">The other caller.</param>
    /// <returns>Whether both callers have the same values.</returns>
    public bool Equals(Caller? other) => other is not null
        && (_session, _idempotencyKey, CorrelationId, Source, Device, _culture, TwoStep) == (other._session, other._idempotencyKey, other.CorrelationId, other.Source, other.Device, other._culture, other.TwoStep)
        && Stated.SequenceEqual(other.Stated)
        && Tickets.SequenceEqual(other.Tickets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_session, _idempotencyKey, CorrelationId, Source, Device, _culture, TwoStep);

    private static string? Checked(string? value, string name)
    {
        bool fits = value is null || (value.Length is > 0 and <= MaxBytes
            && Encoding.UTF8.GetByteCount(value) <= MaxBytes
            && !value.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar));
        return fits ? value : throw new ArgumentException($"{name} must be well-formed text of 1 to {MaxBytes} UTF-8 bytes, or null.", name);
    }

    // Session and key are not logged: with them, a stranger could use a stolen ticket or read an earlier answer.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("CorrelationId = ").Append(CorrelationId).Append(", Source = ").Append(Source).Append(", TwoStep = ").Append(TwoStep);
        return true;
    }
}
