using System.Diagnostics;

namespace AccountRecovery;

/// <summary>One root key in the configuration.</summary>
public sealed class RootKeyOptions
{
    private const string Hidden = "(set)";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _key;

    /// <summary>
    /// The key: 32 bytes in Base64, from a vault or an environment variable, never from source control. The getter returns a constant,
    /// so that no serializer, logger or debugger that reads the options shows the key.
    /// </summary>
    public string? Key
    {
        get => _key is null ? null : Hidden;

        // Configuration binding reads this property and, if the configuration has no value, sets the same value again. That must not change the key.
        set => _key = ReferenceEquals(value, Hidden) ? _key : value;
    }

    /// <summary>How the key is used. Default <see cref="RootKeyUse.Active"/>.</summary>
    public RootKeyUse Use { get; set; }

    internal string? Text => _key;
}
