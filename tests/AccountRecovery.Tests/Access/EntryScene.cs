using NodaTime;

namespace AccountRecovery;

/// <summary>An account in the wait, or frozen, and everything that anybody could bring to a call on it.</summary>
internal sealed class EntryScene : IAsyncDisposable
{
    internal const string Removed = "removed@example.com";
    internal const string Notice = "notice@example.com";

    private EntryScene(TestHost host) => Host = host;

    internal TestHost Host { get; }

    internal AccountRecord Record { get; private set; } = null!;

    internal ContactId Mail { get; private set; }

    internal string Paper { get; private set; } = string.Empty;

    internal string Key { get; private set; } = string.Empty;

    internal string[] Backup { get; private set; } = [];

    internal string[] PendingBackup { get; private set; } = [];

    /// <summary>Tickets of contacts, by what they are for.</summary>
    internal Dictionary<ProofPurpose, RecoveryTicket> Codes { get; } = [];

    /// <summary>Flows whose code is known, by what they are for.</summary>
    internal Dictionary<ProofPurpose, (ChallengeId Challenge, string Code)> Flows { get; } = [];

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>What the host would vouch for, and, while the account is not frozen, the code of a contact that was typed before.</summary>
    internal async Task<RecoveryTicket[]> AllAsync(ProofPurpose purpose)
    {
        var tickets = new List<RecoveryTicket>();
        foreach (HostProof proof in Enum.GetValues<HostProof>())
        {
            tickets.Add(await Host.VouchAsync(purpose, proof));
        }

        return !Record.IsFrozen && Codes.TryGetValue(purpose, out RecoveryTicket? code) ? [.. tickets, code] : [.. tickets];
    }

    /// <summary>The ticket of a code for this, or, where none is to be had, the best that the host vouches for.</summary>
    internal async Task<RecoveryTicket> OneAsync(ProofPurpose purpose) => Codes.GetValueOrDefault(purpose) ?? await Host.VouchAsync(purpose);

    internal (ChallengeId Challenge, string Code) Flow(ProofPurpose purpose) => Flows.GetValueOrDefault(purpose, (default(ChallengeId), "1234567"));

    /// <summary>Puts the account back into the state.</summary>
    internal async Task RestoreAsync()
    {
        await Host.DrainAsync();
        await Host.PutAsync(Record);
    }

    /// <summary>All contacts leave but one that was removed before; the key and the paper are live, codes and a notice address were made and not confirmed.</summary>
    internal static async Task<EntryScene> InWaitAsync()
    {
        var scene = new EntryScene(new TestHost(options => options.ConfirmBackupCodes = true, sends: true));
        TestHost host = scene.Host;
        await scene.SetUpAsync();
        await host.DrainAsync();
        Assert.IsType<ChangeOutcome.WaitStarted>(await host.RemoveAllAsync());
        await scene.FlowAsync(ContactScene.Mira, ProofPurpose.CancelWait);
        await scene.FlowAsync(Removed, ProofPurpose.UndoRemoval);
        scene.Codes[ProofPurpose.CancelWait] = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.CancelWait))!;
        scene.Codes[ProofPurpose.UndoRemoval] = (await host.ProveByAsync(Removed, ProofPurpose.UndoRemoval))!;
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        ChangeOutcome outcome = await host.ThenDrainAsync(host.SecurityInfo.SetNoticeAddressAsync(TestHost.Alice, NewContact.Email(Notice), TestHost.Owner.Having(password)));
        scene.Flows[ProofPurpose.ConfirmContact] = (Assert.IsType<ChangeOutcome.CodeSent>(outcome).Challenge, host.Mail.LastCodeTo(Notice)!);
        return await scene.ReadyAsync();
    }

    /// <summary>The paper was redeemed, its finder has set the account up again, and a contact of before has frozen it.</summary>
    internal static async Task<EntryScene> FrozenAsync()
    {
        var scene = new EntryScene(new TestHost(options => options.ConfirmBackupCodes = true, sends: true));
        TestHost host = scene.Host;
        await scene.SetUpAsync();
        RedeemOutcome.Redeemed redeemed = await host.RedeemCodeAsync(scene.Paper);
        ContactId own = await host.SetUpAgainAsync(redeemed.Grant!, ContactScene.Work);
        scene.Paper = await host.MakeByContactAsync(own);
        scene.Backup = await host.IssueAsync();
        await host.Codes.ConfirmAsync(TestHost.Alice, scene.Backup[0], TestHost.Owner);
        RecoveryTicket code = await host.ProveAsync(own, ProofPurpose.ChangeSecuritySettings);
        scene.Key = await scene.EnableKeyAsync([await host.VouchAsync(ProofPurpose.ChangeSecuritySettings), code]);
        scene.Mail = own;
        RecoveryTicket proof = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery))!;
        scene.Codes.Clear();
        scene.Codes[ProofPurpose.FreezeRecovery] = (await host.ProveByAsync(ContactScene.Mira, ProofPurpose.FreezeRecovery))!;
        Assert.IsType<ChangeOutcome.Done>(await host.SecurityInfo.FreezeAsync(TestHost.Alice, TestHost.Stranger.Having(proof)));
        return await scene.ReadyAsync();
    }

    /// <summary>Neither: contacts, all kinds of codes, and a set that waits to be typed back.</summary>
    internal static async Task<EntryScene> EstablishedAsync()
    {
        var scene = new EntryScene(new TestHost(options => options.ConfirmBackupCodes = true, sends: true));
        await scene.SetUpAsync();
        return await scene.ReadyAsync();
    }

    // The day's sends and an hour of them are over, so that nothing is refused for their sake; tickets are good for ten minutes.
    private async Task SetUpAsync()
    {
        Mail = await Host.AddFirstAsync();
        ContactId removed = await Host.AddByAsync(Mail, NewContact.Email(Removed), Removed);
        Paper = await Host.MakeByContactAsync(Mail);
        Backup = await Host.IssueAsync();
        await Host.Codes.ConfirmAsync(TestHost.Alice, Backup[0], TestHost.Owner);
        await Host.RemoveByAsync(removed, removed);
        Host.Clock.Advance(Duration.FromDays(2));

        Codes[ProofPurpose.ChangeSecuritySettings] = await Host.ProveAsync(Mail, ProofPurpose.ChangeSecuritySettings);
        Codes[ProofPurpose.Recover] = await Host.ProveAsync(Mail, ProofPurpose.Recover);
        Key = await EnableKeyAsync([await Host.VouchAsync(ProofPurpose.ChangeSecuritySettings), Codes[ProofPurpose.ChangeSecuritySettings]]);
        PendingBackup = await Host.IssueAsync();
    }

    private async Task<string> EnableKeyAsync(RecoveryTicket[] proofs)
    {
        BeginKeyOutcome begun = await Host.RecoveryKeys.BeginAsync(TestHost.Alice, acknowledged: true, TestHost.Owner.Having(proofs));
        string key = Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(begun).Sheet.Codes[0].Reveal();
        Assert.IsType<ConfirmOutcome.Confirmed>(await Host.RecoveryKeys.ConfirmAsync(TestHost.Alice, key, TestHost.Owner));
        return key;
    }

    private async Task FlowAsync(string address, ProofPurpose purpose)
    {
        Host.Clock.Advance(SendLimits.Spacing);
        ChallengeId challenge = await Host.AskAsync(address, purpose);
        Flows[purpose] = (challenge, Host.Mail.LastCodeTo(address)!);
    }

    private async Task<EntryScene> ReadyAsync()
    {
        await Host.DrainAsync();
        Host.Clock.Advance(SendLimits.Spacing);
        AccountRecord record = (await Host.OpenAsync())!;

        // Without what was sent in the last hour, of which a stranger's share is soon used up.
        Record = record with { SecurityCodes = record.SecurityCodes with { Sends = [] } };
        return this;
    }
}
