using System.Security.Cryptography;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery;

/// <summary>Argon2id, version 19 (0x13), as in RFC 9106: hashes a password, verifies a password, and determines whether a stored hash needs to be renewed.</summary>
/// <remarks>
/// All members are safe for concurrent use. Each running hash uses <see cref="Argon2Parameters.MemoryKiB"/> of memory: limit how many hashes run at once.
/// </remarks>
public static class Argon2id
{
    /// <summary>Minimum length of a salt, in bytes: 8 (PHC string format, "Argon2 encoding").</summary>
    public const int MinSaltLength = 8;

    /// <summary>Length of a new random salt, in bytes: 16 (RFC 9106, section 3.1).</summary>
    public const int SaltLength = 16;

    /// <summary>Minimum length of a tag, in bytes: 4 (RFC 9106, section 3.1).</summary>
    public const int MinTagLength = 4;

    /// <summary>Length of a tag that <see cref="Hash(ReadOnlySpan{byte}, Argon2Parameters, CancellationToken)"/> creates, in bytes: 32 (RFC 9106, section 4).</summary>
    public const int TagLength = 32;

    /// <summary>Hashes a password with a new random salt.</summary>
    /// <param name="password">The password's bytes, such as UTF-8; may be empty.</param>
    /// <param name="parameters">The cost, such as <see cref="Argon2Parameters.Default"/>.</param>
    /// <param name="cancellationToken">Checked before each segment. Each lane has four segments in a pass.</param>
    /// <returns>A PHC string with <see cref="SaltLength"/> bytes of salt and <see cref="TagLength"/> bytes of tag, safe to store.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be allocated.</exception>
    public static string Hash(ReadOnlySpan<byte> password, Argon2Parameters parameters, CancellationToken cancellationToken = default) =>
        Hash(password, secret: default, associatedData: default, parameters, cancellationToken);

    /// <summary>Hashes a password with a new random salt, a secret (pepper) and associated data.</summary>
    /// <param name="password">The password's bytes, such as UTF-8; may be empty.</param>
    /// <param name="secret">The secret <c>K</c>, which must be stored apart from the hashes; may be empty.</param>
    /// <param name="associatedData">The data <c>X</c> to which the hash is bound, such as an account's id; may be empty.</param>
    /// <param name="parameters">The cost, such as <see cref="Argon2Parameters.Default"/>.</param>
    /// <param name="cancellationToken">Checked before each segment. Each lane has four segments in a pass.</param>
    /// <returns>
    /// A PHC string that contains neither the secret nor the associated data; verifying requires both. To
    /// store a key id or the data, create a <see cref="PhcString"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be allocated.</exception>
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

    /// <summary>Verifies a password against a stored hash. If the stored hash contains associated data, the method uses that data.</summary>
    /// <param name="encoded">The stored PHC string. If it is null, malformed, of another version or type, or
    /// beyond <paramref name="limits"/>, the result is false.</param>
    /// <param name="password">The password's bytes, in the encoding that was used for the stored hash.</param>
    /// <param name="limits">The limits for the cost and the lengths of the stored hash; null means <see cref="Argon2Limits.Default"/>.</param>
    /// <param name="cancellationToken">Checked before each segment. Each lane has four segments in a pass.</param>
    /// <returns>True if the tags are equal; they are compared in fixed time.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be allocated, although the cost is within <paramref name="limits"/>.</exception>
    public static bool Verify(string? encoded, ReadOnlySpan<byte> password, Argon2Limits? limits = null, CancellationToken cancellationToken = default) =>
        PhcString.TryParse(encoded, limits ?? Argon2Limits.Default, out PhcString? stored)
        && Matches(stored, password, secret: default, stored.AssociatedData, cancellationToken);

    /// <summary>Verifies a password, together with a secret and associated data, against a stored hash.</summary>
    /// <param name="encoded">The stored PHC string. If it is null, malformed, of another version or type, or
    /// beyond <paramref name="limits"/>, the result is false.</param>
    /// <param name="password">The password's bytes, in the encoding that was used for the stored hash.</param>
    /// <param name="secret">The secret <c>K</c> that was used for the stored hash.</param>
    /// <param name="associatedData">The data <c>X</c> that was used for the stored hash. If the stored hash contains different data, the result is false.</param>
    /// <param name="limits">The limits for the cost and the lengths of the stored hash; null means <see cref="Argon2Limits.Default"/>.</param>
    /// <param name="cancellationToken">Checked before each segment. Each lane has four segments in a pass.</param>
    /// <returns>True if the tags are equal; they are compared in fixed time.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be allocated, although the cost is within <paramref name="limits"/>.</exception>
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

    /// <summary>Determines whether a stored hash should be replaced by a new hash, which is possible directly after the password was verified.</summary>
    /// <param name="encoded">The stored PHC string.</param>
    /// <param name="parameters">The cost of new hashes.</param>
    /// <returns>
    /// True if the string cannot be read, if one of its three costs differs from
    /// <paramref name="parameters"/>, or if its salt or tag is shorter than that of a new hash.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    public static bool NeedsRehash(string? encoded, Argon2Parameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);

        return !PhcString.TryParse(encoded, Argon2Limits.Widest, out PhcString? stored)
            || stored.Parameters != parameters
            || stored.Salt.Length < SaltLength
            || stored.Tag.Length < TagLength;
    }

    /// <summary>Derives a tag. This is the function of RFC 9106, section 3.</summary>
    /// <param name="password">The message <c>P</c>; may be empty.</param>
    /// <param name="salt">The nonce <c>S</c>, at least <see cref="MinSaltLength"/> bytes.</param>
    /// <param name="secret">The secret <c>K</c>; may be empty.</param>
    /// <param name="associatedData">The data <c>X</c>; may be empty.</param>
    /// <param name="parameters">The cost.</param>
    /// <param name="tag">Receives the tag, at least <see cref="MinTagLength"/> bytes. The length is part of the input: a shorter
    /// tag is not a prefix of a longer tag. If the method throws, the buffer is unchanged.</param>
    /// <param name="cancellationToken">Checked before each segment. Each lane has four segments in a pass.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="salt"/> or <paramref name="tag"/> is too short; the message states the limit.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="OutOfMemoryException">The memory could not be allocated.</exception>
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
