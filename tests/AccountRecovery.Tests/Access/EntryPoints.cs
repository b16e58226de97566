using static AccountRecovery.Fate;

namespace AccountRecovery;

/// <summary>Every method of every public service, and what becomes of it: the documented sets of what goes on in the wait, and while an account is frozen.</summary>
internal static class EntryPoints
{
    private static readonly AccountId Alice = TestHost.Alice;
    private static readonly Caller Owner = TestHost.Owner;
    private const ProofPurpose Settings = ProofPurpose.ChangeSecuritySettings;

    internal static readonly EntryPoint[] All =
    [
        EntryPoint.Of("ITickets.VouchAsync", Reads, Reads, scene => scene.Host.Tickets.VouchAsync(Alice, HostProof.HostPassword, Settings, Owner)),

        // A backup code is a second step, and stays one; what is made is made before or after.
        EntryPoint.Of("IBackupCodes.GenerateAsync", Refused, Refused, async scene => await scene.Host.Codes.GenerateAsync(Alice, Owner.Having(await scene.AllAsync(Settings)))),
        EntryPoint.Of("IBackupCodes.ConfirmAsync", Refused, Refused, scene => scene.Host.Codes.ConfirmAsync(Alice, scene.PendingBackup[0], Owner)),
        EntryPoint.Of("IBackupCodes.RedeemAsync", Done, Refused, scene => scene.Host.Codes.RedeemAsync(Alice, scene.Backup[1], Owner)),
        EntryPoint.Of("IBackupCodes.GetStatusAsync", Reads, Reads, scene => scene.Host.Codes.GetStatusAsync(Alice)),
        EntryPoint.Of("IBackupCodes.RevokeAsync", Refused, Refused, async scene => await scene.Host.Codes.RevokeAsync(Alice, Owner.Having(await scene.AllAsync(Settings)))),
        EntryPoint.Of("IBackupCodes.ImportAsync", Refused, Refused, scene => scene.Host.Codes.ImportAsync(Alice, ["1111 1111", "2222 2222"], CodeFormat.BackupCode, Owner)),

        EntryPoint.Of("IRecoveryCodes.GenerateAsync", Refused, Refused, async scene => await scene.Host.RecoveryCodes.GenerateAsync(Alice, Owner.Having(await scene.AllAsync(Settings)), scene.Paper)),
        EntryPoint.Of("IRecoveryCodes.RedeemAsync", Done, Refused, scene => scene.Host.RecoveryCodes.RedeemAsync(Alice, scene.Paper, WaitScene.Finder)),
        EntryPoint.Of("IRecoveryCodes.GetStatusAsync", Reads, Reads, scene => scene.Host.RecoveryCodes.GetStatusAsync(Alice)),
        EntryPoint.Of("IRecoveryCodes.RevokeAsync", Refused, Refused, async scene => await scene.Host.RecoveryCodes.RevokeAsync(Alice, Owner.Having(await scene.AllAsync(Settings)), scene.Paper)),

        EntryPoint.Of("IRecoveryKeys.BeginAsync", Refused, Refused, async scene => await scene.Host.RecoveryKeys.BeginAsync(Alice, true, Owner.Having(await scene.AllAsync(Settings)), scene.Paper)),
        EntryPoint.Of("IRecoveryKeys.ConfirmAsync", Refused, Refused, scene => scene.Host.RecoveryKeys.ConfirmAsync(Alice, scene.Key, Owner)),
        EntryPoint.Of("IRecoveryKeys.RedeemAsync", Done, Refused, scene => scene.Host.RecoveryKeys.RedeemAsync(Alice, scene.Key, Owner)),
        EntryPoint.Of("IRecoveryKeys.GetStatusAsync", Reads, Reads, scene => scene.Host.RecoveryKeys.GetStatusAsync(Alice)),
        EntryPoint.Of("IRecoveryKeys.DisableAsync(by the key)", Refused, Refused, scene => scene.Host.RecoveryKeys.DisableAsync(Alice, Owner, scene.Key)),
        EntryPoint.Of("IRecoveryKeys.DisableAsync(by the rest)", Refused, Refused, async scene => await scene.Host.RecoveryKeys.DisableAsync(Alice, Owner.Having(await scene.AllAsync(Settings)))),

        EntryPoint.Of("ISecurityInfo.GetAsync", Reads, Reads, scene => scene.Host.SecurityInfo.GetAsync(Alice)),
        EntryPoint.Of("ISecurityInfo.AddAsync", Refused, Refused, async scene => await scene.Host.SecurityInfo.AddAsync(Alice, NewContact.Email("new@example.com"), Owner.Having(await scene.AllAsync(Settings)))),
        EntryPoint.Of("ISecurityInfo.RemoveAsync", Refused, Refused, async scene => await scene.Host.SecurityInfo.RemoveAsync(Alice, scene.Mail, Owner.Having(await scene.AllAsync(Settings)))),
        EntryPoint.Of("ISecurityInfo.UndoRemovalAsync", Done, Refused, async scene => await scene.Host.SecurityInfo.UndoRemovalAsync(Alice, TestHost.Stranger.Having(await scene.OneAsync(ProofPurpose.UndoRemoval)))),
        EntryPoint.Of("ISecurityInfo.RemoveAllAsync", Refused, Refused, async scene => await scene.Host.SecurityInfo.RemoveAllAsync(Alice, Owner.Having(await scene.AllAsync(Settings)))),
        EntryPoint.Of("ISecurityInfo.CancelWaitAsync", Done, Refused, async scene => await scene.Host.SecurityInfo.CancelWaitAsync(Alice, TestHost.Stranger.Having(await scene.OneAsync(ProofPurpose.CancelWait)))),
        EntryPoint.Of("ISecurityInfo.SetNoticeAddressAsync", Done, Refused, async scene => await scene.Host.SecurityInfo.SetNoticeAddressAsync(Alice, NewContact.Email("new@example.com"), Owner.Having(await scene.AllAsync(Settings)))),
        EntryPoint.Of("ISecurityInfo.FreezeAsync", Refused, Refused, async scene => await scene.Host.SecurityInfo.FreezeAsync(Alice, TestHost.Stranger.Having(await scene.OneAsync(ProofPurpose.FreezeRecovery)))),
        EntryPoint.Of("ISecurityInfo.ConfirmAsync(the notice address)", Done, Refused, scene => scene.Host.SecurityInfo.ConfirmAsync(Alice, scene.Flow(ProofPurpose.ConfirmContact).Challenge, scene.Flow(ProofPurpose.ConfirmContact).Code, Owner)),

        .. Sends(ProofPurpose.CancelWait, Done),
        .. Sends(ProofPurpose.UndoRemoval, Done),
        .. Sends(ProofPurpose.Recover, Refused),
        .. Sends(ProofPurpose.FreezeRecovery, Refused),
        .. Sends(ProofPurpose.ChangeSecuritySettings, Refused),
        .. Sends(ProofPurpose.AnswerPrompt, Refused),
        EntryPoint.Of("ISecurityCodes.ResendAsync", Done, Nothing, scene => scene.Host.SecurityCodes.ResendAsync(Alice, scene.Flow(ProofPurpose.CancelWait).Challenge, TestHost.Stranger)),
        Verify(ProofPurpose.CancelWait),
        Verify(ProofPurpose.UndoRemoval),

        EntryPoint.Of("IAccountAccess.EvaluateAsync", Reads, Reads, scene => scene.Host.Access.EvaluateAsync(Alice, AccountAction.ChangeSecuritySettings, AccessFacts.None)),
        EntryPoint.Of("ISignInPrompt.RecordSignInAsync", Done, Refused, scene => scene.Host.Prompt.RecordSignInAsync(Alice, AccessFacts.None, Owner)),
        EntryPoint.Of("ISignInPrompt.SkipPromptAsync", Refused, Refused, async scene => await scene.Host.Prompt.SkipPromptAsync(Alice, Owner.Having(await scene.AllAsync(ProofPurpose.AnswerPrompt)))),
        EntryPoint.Of("IAccountRecovery.CredentialsSetAsync", Refused, Refused, async scene => await scene.Host.Recovery.CredentialsSetAsync(Alice, Owner.Having(await scene.Host.VouchAsync(Settings)))),

        EntryPoint.Of("IAccountRecovery.CompleteAsync(by a contact)", Refused, Refused, async scene => await scene.Host.Recovery.CompleteAsync(Alice, Owner.Having(await scene.AllAsync(ProofPurpose.Recover)))),
        EntryPoint.Of("IAccountRecovery.CompleteAsync(by the key)", Done, Refused, async scene => await scene.Host.Recovery.CompleteAsync(Alice, Owner.Having(await scene.Host.RecoveryKeys.RedeemAsync(Alice, scene.Key, Owner) is RedeemOutcome.Redeemed redeemed ? redeemed.Proof : await scene.Host.VouchAsync(ProofPurpose.Recover)))),

        // The host's own, and an operator's.
        EntryPoint.Of("IRecoveryData.ExportAsync", Reads, Reads, scene => scene.Host.Data.ExportAsync(Alice)),
        EntryPoint.Of("IRecoveryData.EraseAsync", Refused, Refused, scene => scene.Host.Data.EraseAsync(Alice, Owner)),
        EntryPoint.Of("IRecoveryData.EraseAsync(forced)", Done, Done, scene => scene.Host.Data.EraseAsync(Alice, Owner, force: true)),
        EntryPoint.Of("IDueWork.RunAsync", Reads, Reads, scene => scene.Host.DueWork.RunAsync(10)),
        new EntryPoint("IDueWork.DrainAsync", Reads, Reads, async scene =>
        {
            await scene.Host.DrainAsync();
            return null;
        }),
        EntryPoint.Of("IRecoveryOperations.RepairClockAsync", Refused, Refused, scene => scene.Host.Operations.RepairClockAsync(Alice, Owner)),
        EntryPoint.Of("IRecoveryOperations.ReopenAsync", Refused, Refused, scene => scene.Host.Operations.ReopenAsync(Alice, Owner)),
        EntryPoint.Of("IRecoveryOperations.ReleaseAsync", Refused, Done, scene => scene.Host.Operations.ReleaseAsync(Alice, Owner)),
        new EntryPoint("IRecoveryOperations.ResealAsync", Reads, Reads, scene => WalkAsync(scene.Host.Operations.ResealAsync())),
        new EntryPoint("IRecoveryOperations.CountKeysAsync", Reads, Reads, scene => WalkAsync(scene.Host.Operations.CountKeysAsync())),
    ];

    // Asked for in a session, and by a stranger, who gets the same answer as ever.
    private static IEnumerable<EntryPoint> Sends(ProofPurpose purpose, Fate inWait)
    {
        yield return EntryPoint.Of($"ISecurityCodes.SendAsync({purpose})", inWait, Refused, async scene =>
        {
            ContactId contact = purpose == ProofPurpose.UndoRemoval ? new ContactId(2) : scene.Mail;
            return await scene.Host.SecurityCodes.SendAsync(Alice, contact, purpose, Owner.Having(await scene.Host.VouchAsync(purpose)));
        });
        if (purpose is not (ProofPurpose.ChangeSecuritySettings or ProofPurpose.AnswerPrompt))
        {
            string address = purpose == ProofPurpose.UndoRemoval ? EntryScene.Removed : ContactScene.Mira;
            yield return EntryPoint.Of(
                $"ISecurityCodes.SendToMatchAsync({purpose})", inWait == Done ? Done : Nothing, Nothing, scene => scene.Host.SecurityCodes.SendToMatchAsync(Alice, address, purpose, TestHost.Stranger));
        }
    }

    private static EntryPoint Verify(ProofPurpose purpose) => EntryPoint.Of(
        $"ISecurityCodes.VerifyAsync({purpose})", Done, Refused, scene => scene.Host.SecurityCodes.VerifyAsync(Alice, scene.Flow(purpose).Challenge, scene.Flow(purpose).Code, purpose, TestHost.Stranger));

    private static async Task<object?> WalkAsync(IAsyncEnumerable<KeyRotationStep> walk)
    {
        await foreach (KeyRotationStep _ in walk)
        {
            // Every record is looked at.
        }

        return null;
    }
}
