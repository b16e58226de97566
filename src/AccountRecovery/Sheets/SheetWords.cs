namespace AccountRecovery;

/// <summary>The English texts of a sheet about its codes.</summary>
/// <param name="Title">What the codes are.</param>
/// <param name="Unit">What the number counts: a set, a code or a key.</param>
/// <param name="Rules">What the codes are for and when they stop working. These sentences apply wherever the codes are kept.</param>
/// <param name="Keeping">How to keep the paper.</param>
internal sealed record SheetWords(string Title, string Unit, IReadOnlyList<string> Rules, string Keeping)
{
    private const string Discretion = "Tell nobody who calls you or writes to you what is on it.";

    private static readonly SheetWords BackupCodes = new(
        "Backup codes",
        "set",
        [
            "Use one of these when you cannot sign in the usual way. Each code works once.",
            "When you make a new set, all of these stop working.",
        ],
        $"Tick a code off when you have used it. Keep this sheet with your important papers. {Discretion}");

    private static readonly SheetWords RecoveryCode = new(
        "Recovery code",
        "code",
        [
            "This code overrides every other way into your account, even if another person has taken it over. It works once.",
            "When you use this code, everything else that protects your account is removed. You then set up your protection again and make a new code.",
            "When you make a new code, this one stops working.",
        ],
        $"Keep this sheet with your important papers, away from your computer and your phone. {Discretion}");

    private static readonly SheetWords RecoveryKey = new(
        "Recovery key",
        "key",
        [
            "You need this key to recover your account. If you lose it and every device that you trust, nobody can help you to get back in.",
            "It counts once you have typed it in to confirm it. When you make a new key, this one stops working.",
        ],
        $"Keep this sheet with your important papers, and a copy in another safe place. {Discretion}");

    internal static SheetWords Of(RecoveryMethod method) => method switch
    {
        RecoveryMethod.BackupCodes => BackupCodes,
        RecoveryMethod.RecoveryCode => RecoveryCode,
        RecoveryMethod.RecoveryKey => RecoveryKey,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No sheet is made for this."),
    };
}
