using System.Globalization;

namespace AccountRecovery.Tests;

/// <summary>The most address space this process has ever had. Unmanaged memory shows here as soon as it is asked for, used or not.</summary>
internal static class PeakMemory
{
    /// <summary>What other tests may take meanwhile, in bytes: each holds at most 64 MiB.</summary>
    internal const long OfOtherTests = 512 << 20;

    /// <summary>In bytes; zero where the system does not say.</summary>
    internal static long VirtualBytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        const string Name = "VmPeak:";
        string line = File.ReadLines("/proc/self/status").First(one => one.StartsWith(Name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(Name.Length).Trim(" \tkB"), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
