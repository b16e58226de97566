namespace AccountRecovery;

/// <summary>S14: whatever was issued for one account, method, generation, session or purpose fits nothing else. All ordered pairs.</summary>
public sealed class CrossAcceptTests
{
    private static readonly AccountId Bob = new("bob");
    private static readonly Caller Other = new() { Session = "another session" };

    [Fact]
    public async Task S14_No_code_is_accepted_by_another_account_or_method()
    {
        await using var host = new TestHost();
        string[] codes = await IssueAllAsync(host, TestHost.Alice);
        string[] others = await IssueAllAsync(host, Bob);
        int refused = 0;
        foreach (AccountId account in (AccountId[])[TestHost.Alice, Bob])
        {
            for (int method = 0; method < Methods.Length; method++)
            {
                for (int made = 0; made < codes.Length; made++)
                {
                    foreach ((string code, AccountId owner) in ((string, AccountId)[])[(codes[made], TestHost.Alice), (others[made], Bob)])
                    {
                        if (made == method && owner == account)
                        {
                            continue;
                        }

                        Assert.True(await Methods[method](host, account, code) is RedeemOutcome.Refused or RedeemOutcome.Malformed, $"{made} of {owner} as {method} of {account}");
                        refused++;
                    }
                }
            }
        }

        Assert.Equal(2 * 3 * ((3 * 2) - 1), refused);

        // And each is good where it belongs; the recovery code last, since it voids the rest.
        foreach (int method in (int[])[0, 2, 1])
        {
            Assert.IsType<RedeemOutcome.Redeemed>(await Methods[method](host, TestHost.Alice, codes[method]));
        }
    }

    [Fact]
    public async Task S14_No_ticket_is_good_for_another_account_session_or_purpose_and_only_the_grant_is_a_grant()
    {
        await using var host = new TestHost();
        string[] codes = await IssueAllAsync(host, TestHost.Alice);
        await IssueAllAsync(host, Bob);
        RecoveryTicket backup = Assert.IsType<RedeemOutcome.Redeemed>(await Methods[0](host, TestHost.Alice, codes[0])).Proof;
        RecoveryTicket key = Assert.IsType<RedeemOutcome.Redeemed>(await Methods[2](host, TestHost.Alice, codes[2])).Proof;
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await Methods[1](host, TestHost.Alice, codes[1]));
        var tickets = new List<RecoveryTicket> { backup, key, redeemed.Proof, redeemed.Grant! };
        foreach (AccountId account in (AccountId[])[TestHost.Alice, Bob])
        {
            foreach (HostProof proof in Enum.GetValues<HostProof>())
            {
                foreach (ProofPurpose purpose in Enum.GetValues<ProofPurpose>())
                {
                    foreach (Caller caller in (Caller[])[TestHost.Owner, Other])
                    {
                        tickets.Add(await host.VouchAsync(purpose, proof, account, caller));
                    }
                }
            }
        }

        int granted = 0;
        foreach (RecoveryTicket ticket in tickets)
        {
            foreach (AccountId account in (AccountId[])[TestHost.Alice, Bob])
            {
                foreach (Caller caller in (Caller[])[TestHost.Owner, Other])
                {
                    granted += await host.Recovery.CredentialsSetAsync(account, caller.Having(ticket)) is CredentialsOutcome.Done ? 1 : 0;
                }
            }
        }

        Assert.Equal(1, granted);
        Assert.Equal(4 + (2 * 4 * 8 * 2), tickets.Count);
    }

    private static Func<TestHost, AccountId, string, Task<RedeemOutcome>>[] Methods { get; } =
    [
        (host, account, code) => host.Codes.RedeemAsync(account, code, TestHost.Owner, ProofPurpose.Recover).AsTask(),
        (host, account, code) => host.RecoveryCodes.RedeemAsync(account, code, TestHost.Owner).AsTask(),
        (host, account, code) => host.RecoveryKeys.RedeemAsync(account, code, TestHost.Owner).AsTask(),
    ];

    // All of one account: a backup code, the recovery code, the recovery key.
    private static async Task<string[]> IssueAllAsync(TestHost host, AccountId account)
    {
        string backup = (await host.IssueAsync(account))[0];
        string code = await host.MakeRecoveryCodeAsync(account: account);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, account: account);
        BeginKeyOutcome begun = await host.RecoveryKeys.BeginAsync(account, acknowledged: true, TestHost.Owner.Having(password), code);
        string key = Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(begun).Sheet.Codes[0].Reveal();
        Assert.IsType<ConfirmOutcome.Confirmed>(await host.RecoveryKeys.ConfirmAsync(account, key, TestHost.Owner));
        return [backup, code, key];
    }
}
