using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>A database and how it isolates what runs at the same time.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Engine>))]
public enum Engine
{
    PostgreSqlReadCommitted,

    PostgreSqlRepeatableRead,

    Sqlite,
}
