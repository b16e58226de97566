namespace AccountRecovery;

/// <summary>The purpose of a security code, in words that follow "to".</summary>
internal static class PurposeWords
{
    internal static string Of(MessageFacts facts)
    {
        string address = facts.Channel.GetAddressKind() switch
        {
            AddressKind.Email => "e-mail address",
            AddressKind.Phone => "phone number",
        };
        return facts.Purpose switch
        {
            ProofPurpose.ConfirmContact => $"confirm this {address}",
            ProofPurpose.AnswerPrompt => $"show that this {address} still reaches you",
            ProofPurpose.Recover => "recover your account",
            ProofPurpose.ChangeSecuritySettings => "change your security settings",
            ProofPurpose.CancelWait => "cancel the removal of your e-mail addresses and phone numbers",
            ProofPurpose.UndoRemoval => $"bring this {address} back",
            ProofPurpose.FreezeRecovery => "stop a recovery that you did not ask for",

            // No security codes are sent for signing in, and a later version may have purposes that this version does not know.
            _ => "protect your account",
        };
    }

    /// <summary>The purpose in at most 30 characters, for a text message.</summary>
    internal static string InText(MessageFacts facts) => facts.Purpose switch
    {
        ProofPurpose.AnswerPrompt => "show that this number is yours",
        ProofPurpose.CancelWait => "keep your security info",
        ProofPurpose.FreezeRecovery => "stop an account recovery",
        _ => Of(facts),
    };
}
