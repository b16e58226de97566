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

    /// <summary>Adds the account's first contact, so that a code goes there.</summary>
    AddContact,

    /// <summary>Asks for another code in the flow that this process began, or in the one that is named.</summary>
    AskAgain,

    /// <summary>Waits until all that was committed here has been sent; the account is not looked at.</summary>
    Drain,

    /// <summary>A sweep; the account is not looked at.</summary>
    RunDue,

    /// <summary>The host vouches for the password; then the question whether a contact still reaches the person is put off.</summary>
    SkipPrompt,

    /// <summary>The host vouches for the session; then all contacts are removed.</summary>
    RemoveAll,

    /// <summary>A stranger fails at every method once, and at what takes more than a stranger has.</summary>
    Attack,
}
