using System.Text.Json.Serialization;

namespace AccountRecovery.Races;

[JsonConverter(typeof(JsonStringEnumConverter<Verb>))]
internal enum Verb
{
    /// <summary>A stranger types a code.</summary>
    Redeem,

    /// <summary>The host vouches for the session; then its owner types a code.</summary>
    RedeemAttested,

    /// <summary>The host vouches for the password; then a new set is made.</summary>
    Generate,

    Status,

    /// <summary>A sweep; the account is not looked at.</summary>
    RunDue,
}
