namespace AccountRecovery;

/// <summary>How a message reaches a person. <see cref="ContactChannelExtensions.GetAddressKind"/> says what kind of address each channel goes to.</summary>
public enum ContactChannel
{
    /// <summary>An e-mail.</summary>
    Email = 1,

    /// <summary>A text message.</summary>
    Sms = 2,

    /// <summary>A phone call in which a voice reads the message aloud.</summary>
    Voice = 3,
}
