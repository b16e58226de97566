using NodaTime;

namespace AccountRecovery;

/// <summary>The code blocks about the recovery code and the recovery key.</summary>
public sealed class RecoveryCodeAndKeySnippets
{
    [Fact]
    public async Task The_blocks_about_the_recovery_code_do_what_they_say()
    {
        await using var host = new TestHost();
        string shown = await MakeAsync(host.RecoveryCodes, TestHost.Alice, TestHost.Owner);

        List<string> done = [];
        Assert.True(await RecoverAsync(host.RecoveryCodes, host.Recovery, TestHost.Alice, shown, TestHost.Owner, () => done.Add("password set")));

        Assert.Equal(["password set"], done);
        Assert.True((await host.RecoveryCodes.GetStatusAsync(TestHost.Alice)).IsLive);
        Assert.Equal("Sign in again.", await AskAsync(host.Access, TestHost.Alice, TestHost.Start - Duration.FromDays(1)));
        Assert.Equal("Payment is possible again from 2026-03-04T12:00:00Z.", await AskAsync(host.Access, TestHost.Alice, TestHost.Start));
    }

    [Fact]
    public async Task The_blocks_about_the_recovery_key_do_what_they_say()
    {
        await using var host = new TestHost();
        string code = await host.MakeRecoveryCodeAsync();

        string shown = await BeginAsync(host.RecoveryKeys, TestHost.Alice, code, understood: true, TestHost.Owner);

        Assert.Equal("The key counts from now on.", await TypeBackAsync(host.RecoveryKeys, TestHost.Alice, shown, TestHost.Owner));
        Assert.StartsWith("Your recovery code would still open", await BeginAsync(host.RecoveryKeys, TestHost.Alice, code, understood: false, TestHost.Owner), StringComparison.Ordinal);
    }

    private static async Task<string> MakeAsync(IRecoveryCodes codes, AccountId account, Caller caller)
    {
        IssueOutcome outcome = await codes.GenerateAsync(account, caller.Having(HostProof.HostPassword));

        return outcome is IssueOutcome.Issued issued ? issued.Sheet.Codes[0].Reveal() : "Please sign in again first.";
    }

    private static async Task<bool> RecoverAsync(IRecoveryCodes codes, IAccountRecovery recovery, AccountId account, string typed, Caller caller, Action setNewPassword)
    {
        RedeemOutcome outcome = await codes.RedeemAsync(account, typed, caller);
        if (outcome is not RedeemOutcome.Redeemed { Grant: { } grant })
        {
            return false;
        }

        setNewPassword();
        await recovery.CredentialsSetAsync(account, caller.Having(grant));
        return await codes.GenerateAsync(account, caller.Having(grant)) is IssueOutcome.Issued;
    }

    private static async Task<string> AskAsync(IAccountAccess access, AccountId account, Instant sessionBegan)
    {
        AccessResult answer = await access.EvaluateAsync(account, AccountAction.UsePaymentOptions, new AccessFacts { SessionBegan = sessionBegan });

        return answer switch
        {
            { IsAllowed: true } => "Go on.",
            { Denial: AccessDenial.SessionVoid } => "Sign in again.",
            { Until: { } until } => $"Payment is possible again from {until}.",
            _ => "Finish setting up your account first.",
        };
    }

    private static async Task<string> BeginAsync(IRecoveryKeys keys, AccountId account, string code, bool understood, Caller caller)
    {
        BeginKeyOutcome outcome = await keys.BeginAsync(account, understood, caller.Having(HostProof.HostPassword), code);

        return outcome.Match(
            awaiting => awaiting.Sheet.Codes[0].Reveal(),
            needed => needed.Loss.IsForGood ? "If you lose it, nobody can help you." : "Your recovery code would still open the account if you lost it.",
            already => "The key was shown a moment ago and cannot be shown again.",
            refused => "Please sign in again first.",
            busy => "Please try again in a moment.");
    }

    private static async Task<string> TypeBackAsync(IRecoveryKeys keys, AccountId account, string typed, Caller caller) =>
        (await keys.ConfirmAsync(account, typed, caller)) is ConfirmOutcome.Confirmed ? "The key counts from now on." : "That is not the key; look at the sheet.";
}
