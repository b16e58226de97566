using NodaTime;

namespace AccountRecovery;

/// <summary>A security code in an export that is still valid: the facts about the code, without the code and its handle.</summary>
/// <param name="Contact">The contact to which the code was sent.</param>
/// <param name="Purpose">The purpose of the code.</param>
/// <param name="Channel">The channel on which the code was sent.</param>
/// <param name="Attested">Whether the host vouched for the caller who requested the code.</param>
/// <param name="SentAt">When the code was requested.</param>
/// <param name="ExpiresAt">First instant at which the code is no longer valid (inclusive).</param>
/// <param name="Sends">The number of codes requested in the same flow so far, 1 or more.</param>
/// <param name="Tries">The number of wrong tries at the code, 0 or more.</param>
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
