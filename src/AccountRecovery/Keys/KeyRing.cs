using System.Diagnostics.CodeAnalysis;

namespace AccountRecovery;

/// <summary>The root keys of this process: the key that seals records, and all keys that open records.</summary>
internal sealed class KeyRing
{
    private readonly Dictionary<KeyId, RootKey> _keys;

    internal KeyRing(RootKey active, IEnumerable<RootKey> openOnly)
    {
        Active = active;
        _keys = openOnly.Append(active).ToDictionary(key => key.Id);
    }

    internal RootKey Active { get; }

    internal bool TryGet(KeyId id, [NotNullWhen(true)] out RootKey? key) => _keys.TryGetValue(id, out key);
}
