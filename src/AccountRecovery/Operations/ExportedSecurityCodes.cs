using NodaTime;

namespace AccountRecovery;

/// <summary>The security codes in an export. It never contains a code, because no code is stored.</summary>
/// <param name="Live">The codes that are still valid.</param>
/// <param name="Sends">The sends of the last 24 hours.</param>
/// <param name="Anonymous">Attempts by strangers.</param>
/// <param name="Attested">Attempts by callers for whom the host vouched.</param>
public sealed record ExportedSecurityCodes(IReadOnlyList<ExportedChallenge> Live, IReadOnlyList<ExportedSend> Sends, ExportedBudget Anonymous, ExportedBudget Attested)
{
    /// <summary>Compares all values, and the codes and sends one by one.</summary>
    /// <param name="other">The other object.</param>
    /// <returns>Whether both have the same values.</returns>
    public bool Equals(ExportedSecurityCodes? other) =>
        other is not null && Live.SequenceEqual(other.Live) && Sends.SequenceEqual(other.Sends) && (Anonymous, Attested) == (other.Anonymous, other.Attested);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Live.Count, Sends.Count, Anonymous, Attested);

    internal static ExportedSecurityCodes Of(SecurityCodePart codes, Instant now) => new(
        [.. codes.Challenges.Where(challenge => challenge.IsLive(now)).Select(ExportedChallenge.Of)],
        [.. codes.Sends.Select(send => new ExportedSend(send.At, new ContactId(send.Contact), send.IsAttested))],
        ExportedBudget.Of(codes.Budgets.Anonymous),
        ExportedBudget.Of(codes.Budgets.Attested));
}
