namespace AccountRecovery;

/// <summary>How a message reaches a person. Email goes to an e-mail address, the others to a phone number.</summary>
public enum ContactChannel
{
    /// <summary>An e-mail.</summary>
    Email = 1,

    /// <summary>A text message.</summary>
    Sms = 2,

    /// <summary>A call in which a voice reads the message out.</summary>
    Voice = 3,
}
