namespace AccountRecovery;

/// <summary>What a person is about to do in the host's application.</summary>
public enum AccountAction
{
    /// <summary>Signing in: asked once the host's own checks have passed, before a session begins.</summary>
    SignIn = 1,

    /// <summary>Ordinary use, in a session.</summary>
    UseServices = 2,

    /// <summary>Changing passwords, second steps, or how the account is recovered.</summary>
    ChangeSecuritySettings = 3,

    /// <summary>Looking at or changing means of payment, or paying.</summary>
    UsePaymentOptions = 4,
}
