using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>What is put between the library and its store.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Twist>))]
internal enum Twist
{
    None,

    /// <summary>Broken on purpose: a read, then a write that looks at no revision.</summary>
    Unguarded,

    /// <summary>Reads come from a replica that is an hour behind.</summary>
    Stale,

    /// <summary>Broken on purpose: an hour behind, and writes look at no revision.</summary>
    StaleUnguarded,

    /// <summary>The reply of every write that was carried out is lost.</summary>
    CutsReplies,

    /// <summary>The process dies after a write was carried out and before anybody learns of it.</summary>
    DiesAfterWrite,

    /// <summary>Broken on purpose: answers first and writes later.</summary>
    WritesBehind,

    /// <summary>Writes the next version of the fields, with fields of its own at every level.</summary>
    NextVersion,

    /// <summary>Broken on purpose: drops fields that it does not know.</summary>
    Forgetful,

    /// <summary>Broken on purpose: the sender takes each message at once and sends it later, so that it is settled before it is sent.</summary>
    SettlesFirst,
}
