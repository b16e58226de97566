using System.Diagnostics;
using System.Text.Json.Serialization;

namespace AccountRecovery;

/// <summary>One root key as it is configured.</summary>
public sealed class RootKeyOptions
{
    /// <summary>32 bytes in Base64, from a vault or an environment variable, never from source control.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Key { get; set; }

    /// <summary>What the key may do; <see cref="RootKeyUse.Active"/> unless said otherwise.</summary>
    public RootKeyUse Use { get; set; }
}
