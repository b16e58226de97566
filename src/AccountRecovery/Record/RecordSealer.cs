using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AccountRecovery;

/// <summary>Seals records with AES-256-GCM. The key belongs to one root key and one account, and the whole header is authenticated.</summary>
/// <remarks>
/// <code>
/// 0  'A' 'R'          2 bytes
/// 2  layout           1 byte, of this header
/// 3  written by       2 bytes, version of the fields
/// 5  readable from    2 bytes, lowest version that understands the fields
/// 7  key id           8 bytes
/// 15 account check    8 bytes, distinguishes a moved record from an altered one
/// 23 nonce           12 bytes
/// 35 ciphertext, then the tag of 16 bytes
/// </code>
/// Numbers are big-endian. Associated data: the header before the nonce, and the account.
/// </remarks>
/// <param name="keys">The root keys.</param>
/// <param name="version">
/// The version in which the fields are written, at most <see cref="FieldsVersion"/>. Only tests pass a later version, to simulate a later library.
/// </param>
internal sealed class RecordSealer(KeyRing keys, ushort version = RecordSealer.DefaultVersion)
{
    /// <summary>The maximum size of a sealed record: 16 KiB.</summary>
    internal const int MaxSize = 16 * 1024;

    /// <summary>The newest version of the fields that this library reads and writes. The library also reads the previous version.</summary>
    internal const ushort FieldsVersion = 2;

    /// <summary>
    /// The version that is written unless <see cref="AccountRecoveryOptions.StoredFormat"/> sets another: the previous version, which processes that are not
    /// updated yet can read.
    /// </summary>
    internal const ushort DefaultVersion = FieldsVersion - 1;

    private const byte Layout = 1;
    private const int HeaderSize = 23;
    private const int KeyOffset = 7;
    private const int CheckOffset = 15;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int BodyOffset = HeaderSize + NonceSize;

    /// <exception cref="InvalidOperationException">The record is too large.</exception>
    internal byte[] Seal(AccountId account, AccountRecord record) =>
        TrySeal(account, record) ?? throw new InvalidOperationException($"The record of an account would exceed {MaxSize} bytes.");

    /// <summary>Seals a record; returns null if it is too large.</summary>
    internal byte[]? TrySeal(AccountId account, AccountRecord record)
    {
        // A library of version 1 does not understand how version 2 stores a wait, so each version can be read only by itself and later versions.
        ushort form = Math.Min(version, FieldsVersion);
        var fields = new FieldWriter(form);
        Span<byte> key = stackalloc byte[Derivation.KeySize];
        try
        {
            record.Write(fields);
            ReadOnlySpan<byte> plain = fields.Written;
            if (plain.Length > MaxSize - BodyOffset - TagSize)
            {
                return null;
            }

            byte[] sealedBytes = new byte[BodyOffset + plain.Length + TagSize];
            Span<byte> header = sealedBytes.AsSpan(0, HeaderSize);
            "AR"u8.CopyTo(header);
            header[2] = Layout;
            BinaryPrimitives.WriteUInt16BigEndian(header[3..], version);
            BinaryPrimitives.WriteUInt16BigEndian(header[5..], form);
            keys.Active.Id.Write(header[KeyOffset..]);
            DeriveKeys(keys.Active, account, key, header[CheckOffset..]);

            Span<byte> nonce = sealedBytes.AsSpan(HeaderSize, NonceSize);
            RandomNumberGenerator.Fill(nonce);
            using var aes = new AesGcm(key, TagSize);
            aes.Encrypt(nonce, plain, sealedBytes.AsSpan(BodyOffset, plain.Length), sealedBytes.AsSpan(BodyOffset + plain.Length), Associated(account, header));
            return sealedBytes;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            fields.Clear();
        }
    }

    /// <summary>Returns the id of the root key that the header of a record names, without opening the record; null if the bytes are not a record.</summary>
    internal static KeyId? KeyOf(ReadOnlySpan<byte> sealedBytes) => IsRecord(sealedBytes) ? KeyId.Read(sealedBytes[KeyOffset..]) : null;

    /// <exception cref="RecordUnreadableException">The record cannot be opened; the exception says why.</exception>
    internal AccountRecord Open(AccountId account, ReadOnlySpan<byte> sealedBytes)
    {
        if (!IsRecord(sealedBytes))
        {
            throw Unreadable(account, RecordFault.NotARecord, "The stored bytes are not a record: their first bytes or their length are wrong. Check whether something else writes to the store.");
        }

        ReadOnlySpan<byte> header = sealedBytes[..HeaderSize];
        ushort readableFrom = BinaryPrimitives.ReadUInt16BigEndian(header[5..]);
        if (readableFrom > FieldsVersion)
        {
            throw Unreadable(account, RecordFault.NewerVersion, $"The record needs version {readableFrom} of the format; this library reads up to {FieldsVersion}. Update the library on this server.");
        }

        var id = KeyId.Read(header[KeyOffset..]);
        if (!keys.TryGet(id, out RootKey? root))
        {
            throw Unreadable(account, RecordFault.MissingRootKey, $"The record was sealed with root key {id}, which this process does not have. Add that key to RootKeys with the use OpenOnly.");
        }

        Span<byte> key = stackalloc byte[Derivation.KeySize];
        Span<byte> check = stackalloc byte[HeaderSize - CheckOffset];
        DeriveKeys(root, account, key, check);
        if (!CryptographicOperations.FixedTimeEquals(check, header[CheckOffset..]))
        {
            throw Unreadable(account, RecordFault.OtherAccount, "The record was sealed for another account.");
        }

        byte[] plain = new byte[sealedBytes.Length - BodyOffset - TagSize];
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(sealedBytes.Slice(HeaderSize, NonceSize), sealedBytes[BodyOffset..^TagSize], sealedBytes[^TagSize..], plain, Associated(account, header));
            return AccountRecord.Read(new FieldReader(plain));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Unreadable(account, RecordFault.Altered, "The record was altered since it was sealed.");
        }
        catch (FormatException fault)
        {
            throw Unreadable(account, RecordFault.Malformed, $"The record could be decrypted, but its fields are malformed: {fault.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static bool IsRecord(ReadOnlySpan<byte> sealedBytes) =>
        sealedBytes.Length is >= BodyOffset + TagSize and <= MaxSize && sealedBytes.StartsWith("AR"u8) && sealedBytes[2] == Layout;

    private static void DeriveKeys(RootKey root, AccountId account, Span<byte> key, Span<byte> check)
    {
        var sealing = new PurposeInput(stackalloc byte[384], "AccountRecovery sealing key");
        sealing.Add(account.Value);
        root.Derive(sealing, key);

        var telling = new PurposeInput(stackalloc byte[384], "AccountRecovery account check");
        telling.Add(account.Value);
        Derivation.Tag(root.Bytes, telling, check);
    }

    private static byte[] Associated(AccountId account, ReadOnlySpan<byte> header) => [.. header, .. account.ToBytes()];

    private static RecordUnreadableException Unreadable(AccountId account, RecordFault fault, string message) => new(account, fault, message);
}
