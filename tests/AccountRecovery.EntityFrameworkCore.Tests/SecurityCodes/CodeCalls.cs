using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>What people ask of one application about contacts and security codes, in one call each.</summary>
internal static class CodeCalls
{
    internal static ISecurityCodes SecurityCodes(this RecoveryApp app) => app.Provider.GetRequiredService<ISecurityCodes>();

    internal static ISecurityInfo SecurityInfo(this RecoveryApp app) => app.Provider.GetRequiredService<ISecurityInfo>();

    internal static IRecoveryCodes RecoveryCodes(this RecoveryApp app) => app.Provider.GetRequiredService<IRecoveryCodes>();

    internal static IDueWork DueWork(this RecoveryApp app) => app.Provider.GetRequiredService<IDueWork>();

    internal static async Task<RecoveryTicket> VouchAsync(this RecoveryApp app, AccountId account, ProofPurpose purpose, HostProof proof) =>
        await app.Tickets.VouchAsync(account, proof, purpose, RecoveryApp.Owner);

    /// <summary>Adds a contact by the password.</summary>
    internal static async Task<ChangeOutcome> AddAsync(this RecoveryApp app, AccountId account, NewContact contact, Caller caller)
    {
        RecoveryTicket password = await app.VouchAsync(account, ProofPurpose.ChangeSecuritySettings, HostProof.HostPassword);
        return await app.SecurityInfo().AddAsync(account, contact, caller.Having(password));
    }

    /// <summary>Sends a code to a contact of the signed-in owner.</summary>
    internal static async Task<SendOutcome> SendAsync(this RecoveryApp app, AccountId account, ContactId contact, ProofPurpose purpose, Caller? caller = null) =>
        await app.SecurityCodes().SendAsync(account, contact, purpose, (caller ?? RecoveryApp.Owner).Having(await app.VouchAsync(account, purpose, HostProof.HostSession)));

    /// <summary>A stranger asks for a code.</summary>
    internal static async Task<ChallengeId> AskAsync(this RecoveryApp app, AccountId account, string? typed, Caller? caller = null) => Assert.IsType<SendOutcome.Sent>(
        await app.SecurityCodes().SendToMatchAsync(account, typed, ProofPurpose.Recover, caller ?? RecoveryApp.Stranger)).Challenge;

    /// <summary>A stranger types a code, or, with a ticket, the owner.</summary>
    internal static async Task<VerifyOutcome> TypeAsync(
        this RecoveryApp app, AccountId account, ChallengeId challenge, string? typed, ProofPurpose purpose = ProofPurpose.Recover, RecoveryTicket? proof = null, Caller? caller = null) =>
        await app.SecurityCodes().VerifyAsync(account, challenge, typed, purpose, proof is null ? caller ?? RecoveryApp.Stranger : (caller ?? RecoveryApp.Owner).Having(proof));

    /// <summary>A code of seven digits that is not this one.</summary>
    internal static string OtherCode(string code) => code[..^1] + (code[^1] == '0' ? '1' : '0');
}
