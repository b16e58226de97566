using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace AccountRecovery;

/// <summary>Files that every later version must open. They are made once, by a run with ACCOUNTRECOVERY_WRITE_GOLDEN=1, and then only read: a missing file fails.</summary>
/// <remarks>
/// The seal is written down here a second time, after the documentation of the format and not with the library's code, so that the two check each other.
/// The nonce is fixed, so that making a file again gives the same file.
/// </remarks>
internal static class GoldenFiles
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_WRITE_GOLDEN") == "1";

    internal static byte[] Read(string name, Func<byte[]> make)
    {
        if (Writes)
        {
            string text = string.Join('\n', Convert.ToHexString(make()).Chunk(96).Select(line => new string(line))) + "\n";
            File.WriteAllText(Path.Combine(SourceFolder(), "Data", name), text);
            return make();
        }

        return Convert.FromHexString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Record", "Data", name)).Replace("\n", string.Empty, StringComparison.Ordinal));
    }

    internal static byte[] Seal(RootKey root, AccountId account, ushort writtenBy, ushort readableFrom, byte[] fields)
    {
        byte[] rootBytes = Convert.FromBase64String(root.Reveal());
        byte[] header = new byte[23];
        "AR"u8.CopyTo(header);
        header[2] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(3), writtenBy);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(5), readableFrom);
        Expand(rootBytes, 8, Prefixed("AccountRecovery key id")).CopyTo(header, 7);
        HMACSHA256.HashData(rootBytes, Prefixed("AccountRecovery account check", account.Value)).AsSpan(0, 8).CopyTo(header.AsSpan(15));

        byte[] nonce = SHA256.HashData(fields)[..12];
        byte[] ciphertext = new byte[fields.Length];
        byte[] tag = new byte[16];
        using var aes = new AesGcm(Expand(rootBytes, 32, Prefixed("AccountRecovery sealing key", account.Value)), 16);
        byte[] associated = [.. header, .. Encoding.UTF8.GetBytes(account.Value)];
        aes.Encrypt(nonce, fields, ciphertext, tag, associated);
        return [.. header, .. nonce, .. ciphertext, .. tag];
    }

    // HKDF-SHA-256 of at most one block, RFC 5869 by hand: extract without a salt, expand once.
    private static byte[] Expand(byte[] key, int length, byte[] info)
    {
        byte[] block = [.. info, 1];
        return HMACSHA256.HashData(HMACSHA256.HashData(new byte[32], key), block)[..length];
    }

    private static byte[] Prefixed(params string[] parts) =>
        [.. parts.Select(Encoding.UTF8.GetBytes).SelectMany(part => (byte[])[0, 0, (byte)(part.Length >> 8), (byte)part.Length, .. part])];

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
