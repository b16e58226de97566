using System.Runtime.InteropServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>
/// Asks Linux for pages of 2 MiB. Argon2 reads its memory in random order, and with pages of 4 KiB the
/// processor cannot cache the address translations of all pages.
/// </summary>
/// <remarks>With huge pages, a hash that uses 64 MiB of memory is about a tenth faster. The request is only advice: if the system does not follow it, nothing else changes.</remarks>
internal static unsafe class HugePages
{
    internal const int Size = 2 << 20;

    /// <summary>MADV_HUGEPAGE, see madvise(2).</summary>
    private const int Advice = 14;

    // The function is looked up in the process, which has always loaded the C library, so that no library name is needed that may differ between systems.
    private static readonly delegate* unmanaged<void*, nuint, int, int> Advise = Find();

    /// <summary>
    /// Allocates memory. The alignment is <see cref="Size"/> if the memory has at least this size and the system has large pages, or
    /// else <paramref name="smallAlignment"/>. Free the memory with <see cref="NativeMemory.AlignedFree"/>.
    /// </summary>
    internal static void* Allocate(nuint bytes, nuint smallAlignment)
    {
        if (Advise == null || bytes < Size)
        {
            return NativeMemory.AlignedAlloc(bytes, smallAlignment);
        }

        void* memory = NativeMemory.AlignedAlloc(bytes, Size);
        _ = Advise(memory, bytes, Advice);
        return memory;
    }

    private static delegate* unmanaged<void*, nuint, int, int> Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "madvise", out nint address)
            ? (delegate* unmanaged<void*, nuint, int, int>)address
            : null;
}
