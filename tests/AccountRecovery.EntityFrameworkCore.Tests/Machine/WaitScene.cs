using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>What people do around the wait, in one call each; each call by whichever application is named.</summary>
internal static class WaitScene
{
    internal const string Work = "m.work@example.net";
    internal const string Other = "mira.other@example.org";
    internal const string Away = "mira.away@example.org";

    internal static readonly Duration Wait = Duration.FromHours(720);
    internal static readonly Duration Grain = Duration.FromTicks(10);

    internal static IAccountAccess Access(this RecoveryApp app) => app.Provider.GetRequiredService<IAccountAccess>();

    internal static ISignInPrompt Prompt(this RecoveryApp app) => app.Provider.GetRequiredService<ISignInPrompt>();

    internal static IAccountRecovery Recovery(this RecoveryApp app) => app.Provider.GetRequiredService<IAccountRecovery>();

    internal static IRecoveryData Data(this RecoveryApp app) => app.Provider.GetRequiredService<IRecoveryData>();

    internal static IRecoveryOperations Operations(this RecoveryApp app) => app.Provider.GetRequiredService<IRecoveryOperations>();

    /// <summary>Removes all contacts with a session that has just begun.</summary>
    internal static async Task<ChangeOutcome> RemoveAllAsync(this RecoveryApp app, AccountId account, Caller? caller = null)
    {
        RecoveryTicket session = await app.Tickets.VouchAsync(account, HostProof.HostSession, ProofPurpose.ChangeSecuritySettings, caller ?? CodeCrew.Owner);
        return await app.SecurityInfo().RemoveAllAsync(account, (caller ?? CodeCrew.Owner).Having(session));
    }

    /// <summary>Sets the address that is told how the wait goes.</summary>
    internal static async Task<ChangeOutcome> SetNoticeAsync(this RecoveryApp app, AccountId account, string address)
    {
        RecoveryTicket password = await app.VouchAsync(account, ProofPurpose.ChangeSecuritySettings, HostProof.HostPassword);
        return await app.SecurityInfo().SetNoticeAddressAsync(account, NewContact.Email(address), CodeCrew.Owner.Having(password));
    }

    /// <summary>Where the last call about an account left a flow, types the code that came.</summary>
    internal static async Task<VerifyOutcome> ConfirmAsync(this CodeCrew crew, AccountId account, ChangeOutcome sent)
    {
        await crew.DrainAsync();
        ChallengeId flow = Assert.IsType<ChangeOutcome.CodeSent>(sent).Challenge;
        return await crew[1].SecurityInfo().ConfirmAsync(account, flow, crew.LastCode(account), CodeCrew.Owner);
    }

    /// <summary>Adds a contact by the code of a settled one, which was typed before, and confirms it.</summary>
    internal static async Task<ContactId> AddByAsync(this CodeCrew crew, AccountId account, NewContact contact, RecoveryTicket settled)
    {
        ChangeOutcome sent = await crew[0].SecurityInfo().AddAsync(account, contact, CodeCrew.Owner.Having(settled));
        return Assert.IsType<VerifyOutcome.Verified>(await crew.ConfirmAsync(account, sent)).Contact.Id;
    }

    /// <summary>A stranger types an address, and, half a minute after whatever was sent before, the code that came there: the ticket that it gives.</summary>
    internal static async Task<RecoveryTicket> ProveAsStrangerAsync(this CodeCrew crew, AccountId account, string address, ProofPurpose purpose)
    {
        crew.Advance(SendLimits.Spacing);
        SendOutcome outcome = await crew[0].SecurityCodes().SendToMatchAsync(account, address, purpose, CodeCrew.Stranger);
        ChallengeId flow = Assert.IsType<SendOutcome.Sent>(outcome).Challenge;
        await crew.DrainAsync();
        VerifyOutcome typed = await crew[1].SecurityCodes().VerifyAsync(account, flow, crew.LastCode(account), purpose, CodeCrew.Stranger);
        return Assert.IsType<VerifyOutcome.Verified>(typed).Proof!;
    }

    /// <summary>Makes a recovery code by the password and the code of a settled contact, which was typed before.</summary>
    internal static async Task<string> MakeRecoveryCodeAsync(this CodeCrew crew, AccountId account, RecoveryTicket settled)
    {
        RecoveryTicket password = await crew[0].VouchAsync(account, ProofPurpose.ChangeSecuritySettings, HostProof.HostPassword);
        IssueOutcome made = await crew[0].RecoveryCodes().GenerateAsync(account, CodeCrew.Owner.Having(password, settled));
        return Assert.IsType<IssueOutcome.Issued>(made).Sheet.Codes[0].Reveal();
    }

    /// <summary>An account whose mailbox, and phone if it has one, wait to be gone.</summary>
    internal static async Task<Instant> BeginWaitAsync(this CodeCrew crew, AccountId account, bool hasPhone = true)
    {
        ContactId mail = await crew.AddFirstAsync(account);
        _ = hasPhone ? await crew.AddPhoneAsync(account, mail) : mail;
        crew.Advance(SendLimits.Spacing);
        Instant until = Assert.IsType<ChangeOutcome.WaitStarted>(await crew[1].RemoveAllAsync(account)).Until;
        await crew.DrainAsync();
        return until;
    }

    /// <summary>Sends and tells whatever is left of an account, also what was refused or leased once.</summary>
    internal static async Task SettleAsync(this CodeCrew crew, AccountId account)
    {
        await crew.DrainAsync();
        for (int n = 0; n < 20 && await crew.OpenAsync(account) is { Events.Items.IsEmpty: false } or { Messages.Items.IsEmpty: false }; n++)
        {
            crew.Advance(EventQueue.LeaseTime);
            await crew.SweepAsync(n);
        }
    }

    /// <summary>What was told of an account, each thing once and in its order.</summary>
    internal static RecoveryEvent[] Told(this CodeCrew crew, AccountId account) =>
        [.. crew.Sink.Delivered.Where(told => told.Account == account).DistinctBy(told => told.Id).OrderBy(told => told.Sequence)];

    /// <summary>The notices about something that went to an address, each once.</summary>
    internal static int Notices(this CodeCrew crew, AccountId account, RecoveryEventKind about, string address) => crew.Mail.Sent
        .Where(message => message.Account == account && message.About == about && message.RevealAddress() == address)
        .DistinctBy(message => message.Id)
        .Count();
}
