using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

/// <summary>The moments in the life of a message: it is committed by a write, sent, and settled by another write.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Moment>))]
internal enum Moment
{
    BeforeWrite,

    AfterWrite,

    BeforeSend,

    AfterSend,
}
