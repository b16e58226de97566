using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery.Races;

/// <summary>A stranger without a session: wrong codes at every method, and calls that take a proof.</summary>
internal static class Attack
{
    // With check symbols that are right, so that they are compared.
    private static readonly string WrongCode = new PlainCode(CodeFormat.RecoveryCode, CodeGenerator.Draw(CodeFormat.RecoveryCode)).Reveal();
    private static readonly string WrongKey = new PlainCode(CodeFormat.RecoveryKey, CodeGenerator.Draw(CodeFormat.RecoveryKey)).Reveal();

    /// <summary>Tries everything once.</summary>
    /// <returns>How many tries failed, and how many did not.</returns>
    internal static async Task<Answer> RunAsync(IServiceProvider services, AccountId account, Caller caller)
    {
        ISecurityInfo info = services.GetRequiredService<ISecurityInfo>();
        ISecurityCodes codes = services.GetRequiredService<ISecurityCodes>();
        RecoveryTicket forged = await services.GetRequiredService<ITickets>().VouchAsync(new AccountId("stranger"), HostProof.HostSession, ProofPurpose.ChangeSecuritySettings, caller);
        SendOutcome asked = await codes.SendToMatchAsync(account, $"{account}@example.com", ProofPurpose.Recover, caller);
        ChallengeId flow = asked is SendOutcome.Sent sent ? sent.Challenge : default;
        bool[] failed =
        [
            await services.GetRequiredService<IBackupCodes>().RedeemAsync(account, "0000 0000", caller) is not RedeemOutcome.Redeemed,
            await services.GetRequiredService<IRecoveryCodes>().RedeemAsync(account, WrongCode, caller) is not RedeemOutcome.Redeemed,
            await services.GetRequiredService<IRecoveryKeys>().RedeemAsync(account, WrongKey, caller) is not RedeemOutcome.Redeemed,
            await codes.VerifyAsync(account, flow, "0000000", ProofPurpose.Recover, caller) is not VerifyOutcome.Verified,
            await info.RemoveAllAsync(account, caller) is ChangeOutcome.Refused,
            await info.RemoveAllAsync(account, caller.Having(forged)) is ChangeOutcome.Refused,
            await info.CancelWaitAsync(account, caller.Having(forged)) is ChangeOutcome.Refused,
            await services.GetRequiredService<IAccountRecovery>().CompleteAsync(account, caller.Having(forged)) is CompleteOutcome.Refused,
        ];
        return new Answer(nameof(Verb.Attack)) { Number = failed.Count(it => it), Value = failed.Count(it => !it) };
    }
}
