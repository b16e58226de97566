using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AccountRecovery;

/// <summary>Who calls, as the host knows it, and what they have proved.</summary>
/// <example>
/// <code>
/// Caller caller = Caller.SignedIn(session, twoStep: false).Having(HostProof.HostPassword);
/// Caller visitor = Caller.Anonymous(flow, twoStep: false) with { Source = "203.0.113.7", Device = "Firefox on Linux" };
/// </code>
/// </example>
public sealed record Caller
{
    /// <summary>The longest session and the longest idempotency key, in UTF-8 bytes (inclusive): 256.</summary>
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

    // What cannot be read cannot be logged.
    [SuppressMessage("Design", "CA1044", Justification = "What cannot be read cannot be logged.")]
    internal string? Session
    {
        init => _session = Checked(value, "session");
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
            : throw new ArgumentException("A culture must be a BCP 47 tag such as 'pt-BR', or null.", nameof(Culture));
    }

    /// <summary>Whether the host has two-step verification on for this account; then changing codes also requires a second proof.</summary>
    public bool TwoStep { get; internal init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? GivenSession => _session;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? GivenKey => _idempotencyKey;

    /// <summary>What the host states of the caller in this call.</summary>
    internal ImmutableArray<HostProof> Stated { get; private init; } = [];

    /// <summary>The tickets that the caller carries.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal ImmutableArray<RecoveryTicket> Tickets { get; private init; } = [];

    /// <summary>A person who is signed in to the account.</summary>
    /// <param name="session">
    /// Names the session: tickets and receipts fit no other. 1 to 256 UTF-8 bytes; use an id or a hash of the cookie, not the cookie. It is never read back, so that no
    /// serializer and no destructuring log shows it.
    /// </param>
    /// <param name="twoStep">Whether the host has two-step verification on for this account.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="ArgumentException">The session is empty, too long, or ill-formed text.</exception>
    public static Caller SignedIn(string session, bool twoStep)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new Caller { Session = session, TwoStep = twoStep };
    }

    /// <summary>A person who is not signed in, or not yet.</summary>
    /// <param name="flow">Names the browser's flow, such as a hash of its cookie: tickets and receipts fit no other. 1 to 256 UTF-8 bytes; null where there is none.</param>
    /// <param name="twoStep">Whether the host has two-step verification on for the account that the person names; false where there is no such account.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="ArgumentException">The flow is empty, too long, or ill-formed text.</exception>
    public static Caller Anonymous(string? flow, bool twoStep) => new() { Session = flow, TwoStep = twoStep };

    /// <summary>Adds what the host has checked in this request. It counts in each call that is made with the returned caller, for any purpose.</summary>
    /// <remarks>Make the caller anew in each request: nothing expires what is stated here. What a later request needs is a ticket of <see cref="ITickets.VouchAsync"/>, which expires.</remarks>
    /// <param name="proofs">What the host has checked.</param>
    /// <returns>The caller with these proofs beside those that it had.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such proof.</exception>
    public Caller Having(params HostProof[] proofs)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        return Array.TrueForAll(proofs, Enum.IsDefined)
            ? this with { Stated = [.. Stated, .. proofs] }
            : throw new ArgumentOutOfRangeException(nameof(proofs), "One of the values is not a member of HostProof.");
    }

    /// <summary>Adds tickets from earlier calls: of a redeemed or verified code, of <see cref="ITickets.VouchAsync"/>, or a grant.</summary>
    /// <param name="tickets">The tickets, each for the purpose of the call. One that is not valid there refuses the call.</param>
    /// <returns>The caller with these tickets beside those that it had.</returns>
    public Caller Having(params RecoveryTicket[] tickets)
    {
        ArgumentNullException.ThrowIfNull(tickets);
        return tickets.Contains(null) ? throw new ArgumentException("A ticket is null.", nameof(tickets)) : this with { Tickets = [.. Tickets, .. tickets] };
    }

    /// <summary>Compares everything that was given, proofs included.</summary>
    /// <param name="other">The other caller.</param>
    /// <returns>Whether both say the same.</returns>
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

    // Session and key stay out of logs: with them, a stranger could use a stolen ticket or learn an answer again.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("CorrelationId = ").Append(CorrelationId).Append(", Source = ").Append(Source).Append(", TwoStep = ").Append(TwoStep);
        return true;
    }
}
