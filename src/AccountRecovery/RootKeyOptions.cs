using System.Diagnostics;

namespace AccountRecovery;

/// <summary>One root key as it is configured.</summary>
public sealed class RootKeyOptions
{
    private const string Hidden = "(set)";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _key;

    /// <summary>
    /// 32 bytes in Base64, from a vault or an environment variable, never from source control. To be set:
    /// it reads back as a constant, so that no serializer, logger or debugger that walks the options shows it.
    /// </summary>
    public string? Key
    {
        get => _key is null ? null : Hidden;

        // Configuration binding sets again what it read where it finds no value; that changes nothing.
        set => _key = ReferenceEquals(value, Hidden) ? _key : value;
    }

    /// <summary>What the key may do; <see cref="RootKeyUse.Active"/> unless said otherwise.</summary>
    public RootKeyUse Use { get; set; }

    internal string? Text => _key;
}
