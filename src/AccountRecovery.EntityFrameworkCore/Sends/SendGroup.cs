namespace AccountRecovery;

/// <summary>Which messages a limit counts. Text messages and calls are counted together, e-mail apart.</summary>
public enum SendGroup
{
    /// <summary>Text messages and calls: each costs money, and strangers earn some of it.</summary>
    TextAndVoice = 1,

    /// <summary>E-mail: it costs the sender's good name.</summary>
    Email = 2,
}
