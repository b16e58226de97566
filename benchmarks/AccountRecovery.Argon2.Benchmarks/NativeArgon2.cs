using System.Runtime.InteropServices;

namespace AccountRecovery;

/// <summary>The reference library of Argon2, called directly: <c>argon2id_hash_raw</c> of argon2.h.</summary>
internal sealed unsafe class NativeArgon2
{
    private readonly delegate* unmanaged<uint, uint, uint, byte*, nuint, byte*, nuint, byte*, nuint, int> _hashRaw;

    private NativeArgon2(nint library) =>
        _hashRaw = (delegate* unmanaged<uint, uint, uint, byte*, nuint, byte*, nuint, byte*, nuint, int>)NativeLibrary.GetExport(library, "argon2id_hash_raw");

    /// <summary>The library in this file, or null where there is none.</summary>
    internal static NativeArgon2? TryLoad(string file) => NativeLibrary.TryLoad(file, out nint library) ? new NativeArgon2(library) : null;

    /// <summary>With the library's defaults: it takes and clears its memory for each hash, and starts a thread for each lane if there are several.</summary>
    internal void DeriveTag(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Argon2Parameters parameters, Span<byte> tag)
    {
        fixed (byte* passwordBytes = password, saltBytes = salt, tagBytes = tag)
        {
            int error = _hashRaw(
                (uint)parameters.Passes, (uint)parameters.MemoryKiB, (uint)parameters.Lanes,
                passwordBytes, (nuint)password.Length, saltBytes, (nuint)salt.Length, tagBytes, (nuint)tag.Length);
            if (error != 0)
            {
                throw new InvalidOperationException("The reference library refused: " + error);
            }
        }
    }
}
