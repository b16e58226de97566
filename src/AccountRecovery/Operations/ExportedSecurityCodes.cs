using NodaTime;

namespace AccountRecovery;

/// <summary>Security codes, as an export tells of them: never a code, which nobody stores.</summary>
/// <param name="Live">Those that could still be typed.</param>
/// <param name="Sends">Those that were sent in the last 24 hours.</param>
/// <param name="Anonymous">Attempts by strangers.</param>
/// <param name="Attested">Attempts by callers the host vouched for.</param>
public sealed record ExportedSecurityCodes(IReadOnlyList<ExportedChallenge> Live, IReadOnlyList<ExportedSend> Sends, ExportedBudget Anonymous, ExportedBudget Attested)
{
    /// <summary>Compares codes and sends one by one.</summary>
    /// <param name="other">The others.</param>
    /// <returns>Whether both say the same.</returns>
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
