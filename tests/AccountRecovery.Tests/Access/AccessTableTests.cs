using System.Runtime.CompilerServices;

namespace AccountRecovery;

/// <summary>Every situation, action and fact against a table written down as a person would say it; and the page has that of the rules.</summary>
public sealed class AccessTableTests
{
    private const string Yes = "yes";

    // Signing in, ordinary use, security settings, payment options, other sensitive actions; in a session of now, without a second step.
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["nothing is going on"] = [Yes, Yes, Yes, Yes, Yes],
        ["the account has no record"] = [Yes, Yes, Yes, Yes, Yes],
        ["the person is asked whether a contact still reaches them"] = ["yes, until 7 days; VerifyContact, AddContact, SkipPrompt", Yes, Yes, Yes, Yes],
        ["they have put that off"] = ["yes, until the skip", Yes, Yes, Yes, Yes],
        ["they have put it off on the seventh day"] = ["yes, until the skip", Yes, Yes, Yes, Yes],
        ["seven days are over"] = ["PromptOverdue; VerifyContact, AddContact, RedeemRecoveryCode, RedeemRecoveryKey, RemoveAllContacts", Yes, Yes, Yes, Yes],
        ["the wait runs"] = ["yes, until the end; CancelWait, RedeemRecoveryCode", Yes, InWait, InWait, InWait],
        ["the wait is over"] = ["yes; AddContact", Yes, "BeingSetUp; AddContact", "BeingSetUp; AddContact", "BeingSetUp; AddContact"],
        ["the recovery code was redeemed"] = [.. Enumerable.Repeat("CredentialsNotSet, until the grant; SetNewCredentials", 5)],
        ["and its grant has run out unused"] = [.. Enumerable.Repeat("CredentialsNotSet; AskTheHost", 5)],
        ["new credentials are set"] = [Yes, Yes, SettingUp, SettingUp, SettingUp],
        ["the same, and the account never had contacts"] = [Yes, Yes, "BeingSetUp; MakeRecoveryCode", "BeingSetUp; MakeRecoveryCode", "BeingSetUp; MakeRecoveryCode"],
        ["set up again, less than 72 hours ago"] = [Yes, Yes, Yes, "PaymentsHeld, until 72 hours; ComeBack", Yes],
        ["recovered by other means, or a wait was cancelled"] = [Yes, Yes, Yes, Yes, Yes],
        ["a recovery was frozen"] = [.. Enumerable.Repeat("Frozen; AskTheHost", 5)],
    };

    private const string InWait = "WaitRuns, until the end; CancelWait, RedeemRecoveryCode, ComeBack";
    private const string SettingUp = "BeingSetUp; MakeRecoveryCode, AddContact";
    private const string Stranger = "TrustedDeviceNeeded, until the end; UseTrustedDevice, CancelWait, RedeemRecoveryCode, ComeBack";

    [Fact]
    public async Task Every_cell_is_as_it_is_said()
    {
        await using var host = new TestHost();
        int cells = 0;
        foreach (AccessSituation situation in AccessSituation.All)
        {
            foreach ((AccountAction action, string said) in Enum.GetValues<AccountAction>().Zip(Expected[situation.Name]))
            {
                foreach (AccessFacts facts in AccessSituation.Facts)
                {
                    AccessResult answer = situation.At(AccessSituation.Now, action, facts, host.Policy);
                    string expected = With(situation, action, facts, said);

                    Assert.True(Say(situation, answer) == expected, $"{situation.Name}, {action}, {facts}: {Say(situation, answer)} and not {expected}");
                    Assert.Equal(expected.StartsWith(Yes, StringComparison.Ordinal), answer.IsAllowed);
                    cells++;
                }
            }
        }

        Assert.Equal(15 * 5 * 32, cells);
        Assert.Equal(Expected.Keys, AccessSituation.All.Select(situation => situation.Name));
        Assert.Equal(Enum.GetValues<AccessDenial>(), Denials(host.Policy).Distinct().Order());
    }

    /// <summary>Set ACCOUNTRECOVERY_APPROVE=1 to write the table into the page.</summary>
    [Fact]
    public async Task The_page_has_the_table_as_it_is()
    {
        await using var host = new TestHost();
        string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "access.md");
        string[] lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        string[] table =
        [
            "| situation | sign in | use services | change security settings | use payment options | other sensitive actions |",
            "|---|---|---|---|---|---|",
            .. AccessSituation.All.Where(situation => situation.Record is not null).Select(situation => Row(situation.Name, situation, host.Policy, new AccessFacts { SessionBegan = AccessSituation.Now })),
            Row(
                "the wait runs, two-step verification is on, and neither device nor app password is known",
                AccessSituation.All.Single(situation => situation.Name == "the wait runs"),
                host.Policy,
                new AccessFacts { SessionBegan = AccessSituation.Now, TwoStep = true }),
            Row(
                "the session began before the recovery, or the cancel",
                AccessSituation.All.Single(situation => situation.Name.StartsWith("recovered", StringComparison.Ordinal)),
                host.Policy,
                new AccessFacts { SessionBegan = AccessSituation.SessionsValidFrom - ContactScene.Grain }),
        ];
        int at = Array.FindIndex(lines, line => line.StartsWith("| situation |", StringComparison.Ordinal));
        string[] found = [.. lines.Skip(at).TakeWhile(line => line.StartsWith('|'))];
        if (Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, string.Join('\n', [.. lines[..at], .. table, .. lines[(at + found.Length)..]]) + "\n", TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(table, found);
    }

    // What the facts change: an old session, or none, is void where there is a time from which sessions are good; a second step makes a stranger of who has no device.
    private static string With(AccessSituation situation, AccountAction action, AccessFacts facts, string said)
    {
        bool isWhole = said.StartsWith("CredentialsNotSet", StringComparison.Ordinal) || said.StartsWith("Frozen", StringComparison.Ordinal);
        if (action == AccountAction.SignIn)
        {
            return situation.Name == "the wait runs" && facts is { TwoStep: true, TrustedDevice: false, AppPassword: false } ? Stranger : said;
        }

        bool isOld = facts.SessionBegan is not { } began || began < AccessSituation.SessionsValidFrom;
        return !isWhole && isOld && situation.Record?.Access.SessionsValidFrom is not null ? "SessionVoid; SignInAgain" : said;
    }

    private static string Say(AccessSituation situation, AccessResult answer)
    {
        AccessPart? access = situation.Record?.Access;
        string until = answer.Until switch
        {
            null => string.Empty,
            { } at when at == access?.Wait?.Until => ", until the end",
            { } at when at == access?.Prompt?.SkippedUntil => ", until the skip",
            { } at when at == access?.Prompt?.OverdueFrom => ", until 7 days",
            { } at when at == access?.Reentry?.GrantUntil => ", until the grant",
            { } at when at == access?.PaymentsHeldUntil => ", until 72 hours",
            _ => ", until some time",
        };
        string steps = answer.Steps is [] ? string.Empty : $"; {string.Join(", ", answer.Steps)}";
        return $"{(answer.IsAllowed ? Yes : answer.Denial)}{until}{steps}";
    }

    private static string Row(string name, AccessSituation situation, RecoveryPolicy policy, AccessFacts facts) =>
        $"| {name} | {string.Join(" | ", Enum.GetValues<AccountAction>().Select(action => Cell(situation.At(AccessSituation.Now, action, facts, policy))))} |";

    private static string Cell(AccessResult answer)
    {
        string steps = answer.Steps is [] ? string.Empty : $": {string.Join(", ", answer.Steps.Select(step => $"`{step}`"))}";
        return (answer.IsAllowed ? "yes" : $"`{answer.Denial}`") + (answer.Until is null ? string.Empty : " (until)") + steps;
    }

    private static IEnumerable<AccessDenial> Denials(RecoveryPolicy policy) =>
        from situation in AccessSituation.All
        from action in Enum.GetValues<AccountAction>()
        from facts in AccessSituation.Facts
        select situation.At(AccessSituation.Now, action, facts, policy).Denial;

    private static string Here([CallerFilePath] string path = "") => path;
}
