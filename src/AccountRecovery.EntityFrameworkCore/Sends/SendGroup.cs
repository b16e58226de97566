namespace AccountRecovery;

/// <summary>The messages that a limit counts. Text messages and calls are counted together, and e-mail is counted separately.</summary>
public enum SendGroup
{
    /// <summary>Text messages and calls. Each costs money, of which an attacker may get a share.</summary>
    TextAndVoice = 1,

    /// <summary>E-mail. Too many e-mails damage the sender's reputation.</summary>
    Email = 2,
}
