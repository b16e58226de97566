using System.CommandLine;
using System.CommandLine.Parsing;
using AccountRecovery;

namespace RecoveryCli;

/// <summary>What a security code is for, as the command line calls it.</summary>
internal static class Purposes
{
    internal static readonly Dictionary<string, ProofPurpose> All = new(StringComparer.Ordinal)
    {
        ["recover"] = ProofPurpose.Recover,
        ["change-settings"] = ProofPurpose.ChangeSecuritySettings,
        ["answer-prompt"] = ProofPurpose.AnswerPrompt,
        ["cancel-wait"] = ProofPurpose.CancelWait,
        ["undo-removal"] = ProofPurpose.UndoRemoval,
        ["freeze-recovery"] = ProofPurpose.FreezeRecovery,
        ["confirm-contact"] = ProofPurpose.ConfirmContact,
    };

    internal static Option<ProofPurpose?> Option(string description) => new("--purpose")
    {
        Description = $"{description}: {string.Join(", ", All.Keys)}.",
        HelpName = "PURPOSE",
        CustomParser = result => SharedOptions.Checked<ProofPurpose?>(result, text =>
            All.TryGetValue(text, out ProofPurpose purpose) ? purpose : throw new FormatException($"'{text}' is none of {string.Join(", ", All.Keys)}.")),
    };

    /// <summary>What a validator may know: reading the value would throw where it is none, which the option says by itself.</summary>
    internal static ProofPurpose? In(CommandResult result, Option<ProofPurpose?> option) =>
        result.GetResult(option) is { Tokens: [var token] } && All.TryGetValue(token.Value, out ProofPurpose purpose) ? purpose : null;

    internal static string Name(ProofPurpose purpose) => All.First(pair => pair.Value == purpose).Key;

    /// <summary>Whether whoever cannot sign in may ask for it.</summary>
    internal static bool IsForStrangers(ProofPurpose purpose) =>
        purpose is ProofPurpose.Recover or ProofPurpose.CancelWait or ProofPurpose.UndoRemoval or ProofPurpose.FreezeRecovery;

    /// <summary>The verb that its code is typed into.</summary>
    internal static string VerbOf(ProofPurpose purpose) => purpose switch
    {
        ProofPurpose.ConfirmContact => "confirm",
        ProofPurpose.Recover => "recover",
        ProofPurpose.CancelWait => "cancel",
        ProofPurpose.UndoRemoval => "undo",
        ProofPurpose.FreezeRecovery => "freeze",
        _ => "verify",
    };
}
