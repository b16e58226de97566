using NodaTime;

namespace AccountRecovery;

/// <summary>A message in an export that was not sent yet. Its text is written when it is sent.</summary>
/// <param name="Kind">The kind of the message.</param>
/// <param name="About">The event that a notice reports; null for a security code.</param>
/// <param name="Method">The recovery method of that event; none for a security code.</param>
/// <param name="To">The contacts to which the message has not been delivered yet.</param>
/// <param name="At">When the event happened or the security code was requested.</param>
/// <param name="ExpiresAt">First instant at which the message is no longer sent (inclusive).</param>
/// <param name="Count">How often the event happened, 1 or more; 1 for a security code.</param>
/// <param name="Remaining">The number of codes that remain; null if the notice does not say it.</param>
/// <param name="Contact">The contact that a notice is about; null if it is not about a contact.</param>
/// <param name="CorrelationId">The caller's correlation id, as the host gave it.</param>
/// <param name="Source">Where the call came from, as the host gave it.</param>
/// <param name="Device">The device, as the host gave it.</param>
/// <param name="Culture">The language requested for the message, as the host gave it.</param>
public sealed record ExportedMessage(
    MessageKind Kind,
    RecoveryEventKind? About,
    RecoveryMethod Method,
    IReadOnlyList<ContactId> To,
    Instant At,
    Instant ExpiresAt,
    int Count,
    int? Remaining,
    ContactId? Contact,
    string? CorrelationId,
    string? Source,
    string? Device,
    string? Culture)
{
    /// <summary>Compares all values, and the contacts one by one.</summary>
    /// <param name="other">The other message.</param>
    /// <returns>Whether both messages have the same values.</returns>
    public bool Equals(ExportedMessage? other) =>
        other is not null
        && (Kind, About, Method, At, ExpiresAt, Count) == (other.Kind, other.About, other.Method, other.At, other.ExpiresAt, other.Count)
        && (Remaining, Contact, CorrelationId, Source, Device, Culture) == (other.Remaining, other.Contact, other.CorrelationId, other.Source, other.Device, other.Culture)
        && To.SequenceEqual(other.To);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, About, Method, At, ExpiresAt, Contact, To.Count);

    internal static ExportedMessage Of(QueuedMessage message) => new(
        message.Kind,
        message.About == RecoveryEventKind.None ? null : message.About,
        message.Method,
        [.. message.To.Select(to => new ContactId(to.Contact))],
        message.At,
        message.ExpiresAt,
        message.Count,
        message.Remaining,
        message.Contact is { } contact ? new ContactId(contact) : null,
        message.From.CorrelationId,
        message.From.Source,
        message.From.Device,
        message.From.Culture);
}
