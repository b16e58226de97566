using NodaTime;

namespace AccountRecovery;

/// <summary>A security code that could still be typed, as an export tells of it: neither the code nor its handle.</summary>
/// <param name="Contact">The contact that it was sent to.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Channel">How it was sent.</param>
/// <param name="Attested">Whether the host vouched for whoever asked.</param>
/// <param name="SentAt">When it was asked for.</param>
/// <param name="ExpiresAt">First instant at which it is worth nothing (inclusive).</param>
/// <param name="Sends">Codes asked for in the same flow so far, 1 or more.</param>
/// <param name="Tries">Wrong tries at it, 0 or more.</param>
public sealed record ExportedChallenge(
    ContactId Contact, ProofPurpose Purpose, ContactChannel Channel, bool Attested, Instant SentAt, Instant ExpiresAt, int Sends, int Tries)
{
    internal static ExportedChallenge Of(Challenge challenge) => new(
        new ContactId(challenge.Contact),
        challenge.Purpose,
        challenge.Channel,
        challenge.IsAttested,
        challenge.SentAt,
        challenge.ExpiresAt,
        challenge.Sends,
        challenge.Tries);
}
