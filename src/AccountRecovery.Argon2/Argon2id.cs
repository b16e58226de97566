using System.Security.Cryptography;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery;

/// <summary>Argon2id, version 19 (0x13), as in RFC 9106: hash a password, verify it, and see whether it should be hashed again.</summary>
/// <remarks>All members are safe for concurrent use. Each running hash holds <see cref="Argon2Parameters.MemoryKiB"/> of memory: bound how many run at once.</remarks>
public static class Argon2id
{
    /// <summary>Shortest salt, in bytes: 8 (PHC string format, "Argon2 encoding").</summary>
    public const int MinSaltLength = 8;

    /// <summary>Length of a fresh salt, in bytes: 16 (RFC 9106, section 3.1).</summary>
    public const int SaltLength = 16;

    /// <summary>Shortest tag, in bytes: 4 (RFC 9106, section 3.1).</summary>
    public const int MinTagLength = 4;

    /// <summary>Length of a tag that <see cref="Hash(ReadOnlySpan{byte}, Argon2Parameters, CancellationToken)"/> makes, in bytes: 32 (RFC 9106, section 4).</summary>
    public const int TagLength = 32;

    /// <summary>Hashes a password with a fresh random salt.</summary>
    /// <param name="password">The password's bytes, such as UTF-8; may be empty.</param>
    /// <param name="parameters">The cost, such as <see cref="Argon2Parameters.Default"/>.</param>
    /// <param name="cancellationToken">Looked at before each segment, that is four times in a pass for each lane.</param>
    /// <returns>A PHC string with <see cref="SaltLength"/> bytes of salt and <see cref="TagLength"/> bytes of tag, safe to store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be had.</exception>
    public static string Hash(ReadOnlySpan<byte> password, Argon2Parameters parameters, CancellationToken cancellationToken = default) =>
        Hash(password, secret: default, associatedData: default, parameters, cancellationToken);

    /// <summary>Hashes a password with a fresh random salt, a secret (pepper) and associated data.</summary>
    /// <param name="password">The password's bytes, such as UTF-8; may be empty.</param>
    /// <param name="secret">The secret <c>K</c>, kept apart from the hashes; may be empty.</param>
    /// <param name="associatedData">The data <c>X</c> the hash is bound to, such as an account's id; may be empty.</param>
    /// <param name="parameters">The cost, such as <see cref="Argon2Parameters.Default"/>.</param>
    /// <param name="cancellationToken">Looked at before each segment, that is four times in a pass for each lane.</param>
    /// <returns>A PHC string that holds neither the secret nor the associated data: verifying needs both again. To store a key id or the data, make a <see cref="PhcString"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be had.</exception>
    public static string Hash(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Parameters parameters,
        CancellationToken cancellationToken = default)
    {
        Span<byte> salt = stackalloc byte[SaltLength];
        Span<byte> tag = stackalloc byte[TagLength];
        RandomNumberGenerator.Fill(salt);

        DeriveTag(password, salt, secret, associatedData, parameters, tag, cancellationToken);

        return new PhcString(parameters, salt, tag).ToString();
    }

    /// <summary>Says whether a password is the one that was hashed. Data that the string itself carries is used.</summary>
    /// <param name="encoded">The stored PHC string. Null, malformed, of another version or kind, or beyond <paramref name="limits"/>: no match.</param>
    /// <param name="password">The password's bytes, in the same encoding as when hashed.</param>
    /// <param name="limits">What the string may ask for; null means <see cref="Argon2Limits.Default"/>.</param>
    /// <param name="cancellationToken">Looked at before each segment, that is four times in a pass for each lane.</param>
    /// <returns>True if the tags are equal; they are compared in fixed time.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be had, though within <paramref name="limits"/>.</exception>
    public static bool Verify(string? encoded, ReadOnlySpan<byte> password, Argon2Limits? limits = null, CancellationToken cancellationToken = default) =>
        PhcString.TryParse(encoded, limits ?? Argon2Limits.Default, out PhcString? stored)
        && Matches(stored, password, secret: default, stored.AssociatedData, cancellationToken);

    /// <summary>Says whether a password is the one that was hashed with this secret and this associated data.</summary>
    /// <param name="encoded">The stored PHC string. Null, malformed, of another version or kind, or beyond <paramref name="limits"/>: no match.</param>
    /// <param name="password">The password's bytes, in the same encoding as when hashed.</param>
    /// <param name="secret">The secret <c>K</c> given when hashing.</param>
    /// <param name="associatedData">The data <c>X</c> given when hashing. A string that carries other data of its own is no match.</param>
    /// <param name="limits">What the string may ask for; null means <see cref="Argon2Limits.Default"/>.</param>
    /// <param name="cancellationToken">Looked at before each segment, that is four times in a pass for each lane.</param>
    /// <returns>True if the tags are equal; they are compared in fixed time.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be had, though within <paramref name="limits"/>.</exception>
    public static bool Verify(
        string? encoded,
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Limits? limits = null,
        CancellationToken cancellationToken = default) =>
        PhcString.TryParse(encoded, limits ?? Argon2Limits.Default, out PhcString? stored)
        && (stored.AssociatedData.IsEmpty || stored.AssociatedData.SequenceEqual(associatedData))
        && Matches(stored, password, secret, associatedData, cancellationToken);

    /// <summary>Says whether a stored hash should be made anew, which is possible when its password was just verified.</summary>
    /// <param name="encoded">The stored PHC string.</param>
    /// <param name="parameters">The cost that new hashes have.</param>
    /// <returns>True if the string cannot be read, if its cost differs in any of the three numbers, or if its salt or tag is shorter than that of a new hash.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    public static bool NeedsRehash(string? encoded, Argon2Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        return !PhcString.TryParse(encoded, Argon2Limits.Widest, out PhcString? stored)
            || stored.Parameters != parameters
            || stored.Salt.Length < SaltLength
            || stored.Tag.Length < TagLength;
    }

    /// <summary>Derives a tag: the function of RFC 9106, section 3, itself.</summary>
    /// <param name="password">The message <c>P</c>; may be empty.</param>
    /// <param name="salt">The nonce <c>S</c>, at least <see cref="MinSaltLength"/> bytes.</param>
    /// <param name="secret">The secret <c>K</c>; may be empty.</param>
    /// <param name="associatedData">The data <c>X</c>; may be empty.</param>
    /// <param name="parameters">The cost.</param>
    /// <param name="tag">Receives the tag, at least <see cref="MinTagLength"/> bytes. Its length is part of the input: a shorter tag is no prefix of a longer one. Untouched when an exception is thrown.</param>
    /// <param name="cancellationToken">Looked at before each segment, that is four times in a pass for each lane.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="salt"/> or <paramref name="tag"/> is too short; the message gives the limit.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be had.</exception>
    public static void DeriveTag(
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        Argon2Parameters parameters,
        Span<byte> tag,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Check.Length(salt, MinSaltLength, int.MaxValue);
        Check.Length(tag, MinTagLength, int.MaxValue);

        TagDerivation.Derive(password, salt, secret, associatedData, parameters, tag, BlockKernel.Chosen, cancellationToken);
    }

    private static bool Matches(
        PhcString stored,
        ReadOnlySpan<byte> password,
        ReadOnlySpan<byte> secret,
        ReadOnlySpan<byte> associatedData,
        CancellationToken cancellationToken)
    {
        Span<byte> tag = stackalloc byte[PhcString.MaxFieldLength];
        tag = tag[..stored.Tag.Length];
        try
        {
            DeriveTag(password, stored.Salt, secret, associatedData, stored.Parameters, tag, cancellationToken);
            return CryptographicOperations.FixedTimeEquals(tag, stored.Tag);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(tag);
        }
    }
}
