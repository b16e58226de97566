using Microsoft.Extensions.Logging.Abstractions;

namespace AccountRecovery;

internal static class InMemory
{
    /// <summary>The store that every double wraps, without its warning.</summary>
    internal static InMemoryRecoveryStore Store() => new(NullLogger<InMemoryRecoveryStore>.Instance);
}
