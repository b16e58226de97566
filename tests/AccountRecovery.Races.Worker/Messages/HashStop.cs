using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>Where a slow hash stands still until it is told to go on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HashStop>))]
internal enum HashStop
{
    None,

    Held,

    /// <summary>Broken on purpose: held with a transaction open around it, as a library would that compares within its transaction.</summary>
    HeldInTransaction,
}
