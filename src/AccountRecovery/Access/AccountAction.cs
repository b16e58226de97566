namespace AccountRecovery;

/// <summary>What a person is about to do in the host's application.</summary>
public enum AccountAction
{
    /// <summary>Signing in. Ask when the host's own checks have passed, before the session begins.</summary>
    SignIn = 1,

    /// <summary>Ordinary use in a session, and every action of the host that is not sensitive.</summary>
    UseServices = 2,

    /// <summary>Changing passwords, second steps, or how the account is recovered.</summary>
    ChangeSecuritySettings = 3,

    /// <summary>Looking at or changing means of payment, or paying.</summary>
    UsePaymentOptions = 4,

    /// <summary>A sensitive action of the host: exporting data, closing the account, or anything else that the host regards as sensitive.</summary>
    SensitiveAction = 5,
}
