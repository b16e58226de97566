namespace AccountRecovery;

/// <summary>What a person is about to do in the host's application.</summary>
public enum AccountAction
{
    /// <summary>Signing in: asked once the host's own checks have passed, before a session begins.</summary>
    SignIn = 1,

    /// <summary>Ordinary use, in a session, and every action of the host's own that is not sensitive.</summary>
    UseServices = 2,

    /// <summary>Changing passwords, second steps, or how the account is recovered.</summary>
    ChangeSecuritySettings = 3,

    /// <summary>Looking at or changing means of payment, or paying.</summary>
    UsePaymentOptions = 4,

    /// <summary>An action of the host's own that is sensitive: taking data out, closing the account, what the host declares so.</summary>
    SensitiveAction = 5,
}
