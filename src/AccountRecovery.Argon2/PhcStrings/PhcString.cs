using System.Diagnostics.CodeAnalysis;
using System.Text;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery;

/// <summary>A stored Argon2id hash in the PHC string format: <c>$argon2id$v=19$m=..,t=..,p=..[,keyid=..][,data=..]$salt$tag</c>.</summary>
/// <remarks>
/// Each value has exactly one text, and no other text is accepted: decimal without signs or leading zeros, Base64 without
/// padding and with zero trailing bits, parameters in this order, version 19 only. Immutable.
/// </remarks>
public sealed class PhcString
{
    /// <summary>Maximum length of a salt, a tag or associated data, in bytes: 1,024. The limits of <see cref="Argon2Limits"/> are lower by default.</summary>
    public const int MaxFieldLength = 1024;

    /// <summary>Maximum length of a key id, in bytes: 8 (PHC string format, "Argon2 encoding").</summary>
    public const int MaxKeyIdLength = 8;

    private const string Prefix = "$argon2id$v=19$";
    private const string KeyIdName = ",keyid=";
    private const string AssociatedDataName = ",data=";

    private readonly byte[] _salt;
    private readonly byte[] _tag;
    private readonly byte[] _keyId;
    private readonly byte[] _associatedData;

    /// <summary>Creates a hash string from its parts, which are copied.</summary>
    /// <param name="parameters">The cost at which <paramref name="tag"/> was derived.</param>
    /// <param name="salt">The salt, from <see cref="Argon2id.MinSaltLength"/> to <see cref="MaxFieldLength"/> bytes.</param>
    /// <param name="tag">The tag, from <see cref="Argon2id.MinTagLength"/> to <see cref="MaxFieldLength"/> bytes.</param>
    /// <param name="keyId">The id of the secret that was used; empty, or at most <see cref="MaxKeyIdLength"/> bytes. Not secret.</param>
    /// <param name="associatedData">The associated data, if the string should contain the data; empty, or at most <see cref="MaxFieldLength"/> bytes. Not secret.</param>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is null.</exception>
    /// <exception cref="ArgumentException">A length is out of its range; the message states the range.</exception>
    public PhcString(
        Argon2Parameters parameters,
        ReadOnlySpan<byte> salt,
        ReadOnlySpan<byte> tag,
        ReadOnlySpan<byte> keyId = default,
        ReadOnlySpan<byte> associatedData = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Check.Length(salt, Argon2id.MinSaltLength, MaxFieldLength);
        Check.Length(tag, Argon2id.MinTagLength, MaxFieldLength);
        Check.Length(keyId, 0, MaxKeyIdLength);
        Check.Length(associatedData, 0, MaxFieldLength);

        Parameters = parameters;
        _salt = salt.ToArray();
        _tag = tag.ToArray();
        _keyId = keyId.ToArray();
        _associatedData = associatedData.ToArray();
    }

    private PhcString(Argon2Parameters parameters, byte[] salt, byte[] tag, byte[] keyId, byte[] associatedData) =>
        (Parameters, _salt, _tag, _keyId, _associatedData) = (parameters, salt, tag, keyId, associatedData);

    /// <summary>The cost of the hash.</summary>
    public Argon2Parameters Parameters { get; }

    /// <summary>The salt.</summary>
    public ReadOnlySpan<byte> Salt => _salt;

    /// <summary>The tag. Compare it only with <see cref="System.Security.Cryptography.CryptographicOperations.FixedTimeEquals"/>.</summary>
    public ReadOnlySpan<byte> Tag => _tag;

    /// <summary>The application's id of the secret that was used; empty if the string contains no key id.</summary>
    public ReadOnlySpan<byte> KeyId => _keyId;

    /// <summary>The associated data in the string; empty if the string contains none.</summary>
    public ReadOnlySpan<byte> AssociatedData => _associatedData;

    /// <summary>
    /// Parses a PHC string. The method never throws because of the text's content. The work and the allocated
    /// memory depend on <paramref name="limits"/>, not on the length of the text.
    /// </summary>
    /// <param name="text">The text to parse. Empty text is not well formed.</param>
    /// <param name="limits">The limits for the cost and the lengths.</param>
    /// <param name="phc">The parsed hash, whose <see cref="ToString"/> returns <paramref name="text"/>; or null if the result is false.</param>
    /// <returns>True if the text is well formed and within <paramref name="limits"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="limits"/> is null.</exception>
    public static bool TryParse(ReadOnlySpan<char> text, Argon2Limits limits, [NotNullWhen(true)] out PhcString? phc)
    {
        ArgumentNullException.ThrowIfNull(limits);
        phc = null;

        // The limits are checked first, on slices of the text: refused text is never decoded.
        ReadOnlySpan<char> keyId = default;
        ReadOnlySpan<char> associatedData = default;
        var reader = new PhcReader(text);
        if (!reader.Take(Prefix)
            || !reader.TakeCosts(limits, out Argon2Parameters? parameters)
            || (reader.Take(KeyIdName) && !reader.TakeBase64(1, MaxKeyIdLength, out keyId))
            || (reader.Take(AssociatedDataName) && !reader.TakeBase64(1, limits.MaxAssociatedDataLength, out associatedData))
            || !reader.Take("$")
            || !reader.TakeBase64(Argon2id.MinSaltLength, limits.MaxSaltLength, out ReadOnlySpan<char> salt)
            || !reader.Take("$")
            || !reader.TakeBase64(limits.MinTagLength, limits.MaxTagLength, out ReadOnlySpan<char> tag)
            || !reader.AtEnd)
        {
            return false;
        }

        if (Base64Unpadded.TryDecode(salt, out byte[]? saltBytes)
            && Base64Unpadded.TryDecode(tag, out byte[]? tagBytes)
            && Base64Unpadded.TryDecode(keyId, out byte[]? keyIdBytes)
            && Base64Unpadded.TryDecode(associatedData, out byte[]? associatedDataBytes))
        {
            phc = new PhcString(parameters, saltBytes, tagBytes, keyIdBytes, associatedDataBytes);
        }

        return phc is not null;
    }

    /// <summary>Returns the PHC string.</summary>
    /// <returns>The only text of this value, the same in every culture.</returns>
    public override string ToString()
    {
        StringBuilder text = new StringBuilder(Prefix).Append(Parameters.ToString());
        if (_keyId.Length > 0)
        {
            text.Append(KeyIdName).Append(Base64Unpadded.Encode(_keyId));
        }

        if (_associatedData.Length > 0)
        {
            text.Append(AssociatedDataName).Append(Base64Unpadded.Encode(_associatedData));
        }

        return text
            .Append('$').Append(Base64Unpadded.Encode(_salt))
            .Append('$').Append(Base64Unpadded.Encode(_tag))
            .ToString();
    }
}
