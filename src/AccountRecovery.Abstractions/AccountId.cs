using System.Text;

namespace AccountRecovery;

/// <summary>The host's own id of one account. The library does not interpret the id; a host with tenants can use the tenant as a prefix.</summary>
/// <remarks>
/// Two ids are the same account if and only if their UTF-8 bytes are equal: no case folding, no normalization.
/// Ids are ordered by their UTF-8 bytes, as a database orders a binary column.
/// </remarks>
public readonly record struct AccountId : IComparable<AccountId>
{
    /// <summary>The longest id, in UTF-8 bytes (inclusive): 256.</summary>
    public const int MaxBytes = 256;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string? _value;

    /// <summary>Creates an id from the host's text, without changing the text.</summary>
    /// <param name="value">1 to <see cref="MaxBytes"/> UTF-8 bytes of well-formed text.</param>
    /// <exception cref="ArgumentException">The text is empty, is too long, or contains an unpaired surrogate.</exception>
    public AccountId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Length > MaxBytes || !TryCount(value, out int bytes) || bytes > MaxBytes)
        {
            throw new ArgumentException($"An account id must be well-formed text of 1 to {MaxBytes} UTF-8 bytes.", nameof(value));
        }

        _value = value;
    }

    /// <summary>The id as the host gave it; empty for <c>default</c>, which no service accepts.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Whether this id is <c>default</c>, which identifies no account.</summary>
    public bool IsEmpty => _value is null;

    /// <summary>Returns the id as UTF-8 bytes. A store should keep these bytes, so that no collation treats two accounts as one.</summary>
    /// <returns>1 to <see cref="MaxBytes"/> bytes.</returns>
    public byte[] ToBytes() => StrictUtf8.GetBytes(Value);

    /// <summary>Creates the id from bytes that <see cref="ToBytes"/> returned.</summary>
    /// <param name="utf8">1 to <see cref="MaxBytes"/> bytes.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentException">The bytes are not an account id.</exception>
    public static AccountId FromBytes(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            throw new ArgumentException($"An account id has at most {MaxBytes} bytes.", nameof(utf8));
        }

        try
        {
            return new AccountId(StrictUtf8.GetString(utf8));
        }
        catch (DecoderFallbackException)
        {
            throw new ArgumentException("The bytes are not well-formed UTF-8.", nameof(utf8));
        }
    }

    /// <summary>Compares two ids by their UTF-8 bytes.</summary>
    /// <param name="other">The other id.</param>
    /// <returns>Negative, zero or positive, as usual.</returns>
    public int CompareTo(AccountId other)
    {
        Span<byte> mine = stackalloc byte[MaxBytes];
        Span<byte> theirs = stackalloc byte[MaxBytes];
        int mineLength = StrictUtf8.GetBytes(Value, mine);
        int theirLength = StrictUtf8.GetBytes(other.Value, theirs);
        return mine[..mineLength].SequenceCompareTo(theirs[..theirLength]);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Whether the left id comes before the right one.</summary>
    public static bool operator <(AccountId left, AccountId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left id comes before the right one or is the same.</summary>
    public static bool operator <=(AccountId left, AccountId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left id comes after the right one.</summary>
    public static bool operator >(AccountId left, AccountId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left id comes after the right one or is the same.</summary>
    public static bool operator >=(AccountId left, AccountId right) => left.CompareTo(right) >= 0;

    private static bool TryCount(string value, out int bytes)
    {
        try
        {
            bytes = StrictUtf8.GetByteCount(value);
            return true;
        }
        catch (EncoderFallbackException)
        {
            bytes = 0;
            return false;
        }
    }
}
