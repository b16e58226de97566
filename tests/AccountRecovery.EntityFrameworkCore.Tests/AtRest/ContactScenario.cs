using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>All that becomes of contacts, security codes and messages, wrong codes, failing senders and dead letters included; what is answered is noted.</summary>
internal sealed class ContactScenario(Application application, RecordingSender mail, Action<string> note)
{
    private const string Typed = "Mira.Lindqvist@EXAMPLE.org";
    private const string Stored = "Mira.Lindqvist@example.org";
    private const string Phone = "+447700900456";

    private static readonly AccountId Account = new("acme/erin");
    private static readonly Caller Owner = Application.Owner;

    /// <summary>Every address as it was typed and as it is stored; and what is somebody's in each: the local part, the digits.</summary>
    internal static IReadOnlyList<string> Addresses { get; } =
        [Typed, Stored, "Mira.Lindqvist", "mira.lindqvist@example.org", "mira.lindqvist", "work.of.mira@example.net", "work.of.mira", Phone, "447700900456", "07700900456", "07700 900456", "7700900456"];

    /// <summary>Every security code that was sent or was to be sent.</summary>
    internal IEnumerable<string> Codes => mail.Tried.Select(message => message.RevealCode()).OfType<string>().Distinct(StringComparer.Ordinal);

    private ISecurityInfo Info => application.Provider.GetRequiredService<ISecurityInfo>();

    private ISecurityCodes SecurityCodes => application.Provider.GetRequiredService<ISecurityCodes>();

    private IDueWork Due => application.Provider.GetRequiredService<IDueWork>();

    internal async Task RunAsync()
    {
        Caller keyed = Owner with { IdempotencyKey = "contact" };
        ContactId first = await AddAsync(NewContact.Email(Typed), await VouchAsync(HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings), keyed);
        Note(await Info.AddAsync(Account, NewContact.Email("Mira.Lindqvist@@example.org"), Owner));
        RecoveryTicket proof = await ProveAsync(first, ProofPurpose.ChangeSecuritySettings);
        await AddAsync(NewContact.Phone("07700 900456", "GB"), proof, Owner);
        proof = await ProveAsync(first, ProofPurpose.ChangeSecuritySettings);

        // Never confirmed: refused by its mailbox, then failing until its code is over.
        mail.RefuseAddress("work.of.mira@example.net");
        Note(await Info.AddAsync(Account, NewContact.Email("work.of.mira@example.net"), Owner.Having(proof)));
        await DrainAsync();
        mail.Recover();
        await StrangerAsync();
        await DieAsync(first);
        await NoticesAsync(first);
        Note(await Info.GetAsync(Account));
        foreach (OutboundMessage message in mail.Tried)
        {
            Note(message);
            Note(message.Text);
            Note(JsonSerializer.Serialize(message));
        }

        Assert.True(Codes.Count() > 8 && mail.Tried.Count(message => message.Kind == MessageKind.Notice) > 3 && mail.Tried.Count > mail.Sent.Count + 4);
    }

    /// <summary>The same calls while the database is gone: the longest exceptions.</summary>
    internal async Task FailAsync()
    {
        string code = mail.LastCodeTo(Stored)!;
        Assert.True(RecoveryTicket.TryParse("eHg", out RecoveryTicket? none));
        NoteFault(await Record.ExceptionAsync(() => Info.AddAsync(Account, NewContact.Email(Typed), Owner.Having(none)).AsTask()));
        NoteFault(await Record.ExceptionAsync(() => SecurityCodes.SendToMatchAsync(Account, Typed, ProofPurpose.Recover, Application.Stranger).AsTask()));
        NoteFault(await Record.ExceptionAsync(() => SecurityCodes.VerifyAsync(Account, new ChallengeId(1), code, ProofPurpose.Recover, Application.Stranger).AsTask()));
    }

    private async Task<ContactId> AddAsync(NewContact contact, RecoveryTicket proof, Caller caller)
    {
        Note(contact);
        mail.FailNext(2);
        ChangeOutcome outcome = await Info.AddAsync(Account, contact, caller.Having(proof));
        Note(outcome);
        ChallengeId challenge = Assert.IsType<ChangeOutcome.CodeSent>(outcome).Challenge;
        await RetryAsync();
        string code = LastCode();
        Note(await Info.ConfirmAsync(Account, challenge, OtherThan(code), caller with { IdempotencyKey = null }));
        Note(await Info.ConfirmAsync(Account, challenge, code + "x", caller));
        VerifyOutcome confirmed = await Info.ConfirmAsync(Account, challenge, code, caller);
        Note(confirmed);
        Note(await Info.ConfirmAsync(Account, challenge, code, caller));
        return Assert.IsType<VerifyOutcome.Verified>(confirmed).Contact.Id;
    }

    private async Task<RecoveryTicket> ProveAsync(ContactId contact, ProofPurpose purpose)
    {
        application.Clock.Advance(Duration.FromHours(2));
        Caller keyed = Owner with { IdempotencyKey = $"prove {application.Clock.GetCurrentInstant()}" };
        SendOutcome sent = await SecurityCodes.SendAsync(Account, contact, purpose, keyed.Having(await VouchAsync(HostProof.HostSession, purpose)));
        Note(sent);
        await DrainAsync();
        VerifyOutcome verified = await SecurityCodes.VerifyAsync(Account, Assert.IsType<SendOutcome.Sent>(sent).Challenge, LastCode(), purpose, keyed.Having(await VouchAsync(HostProof.HostSession, purpose)));
        Note(verified);
        return Assert.IsType<VerifyOutcome.Verified>(verified).Proof!;
    }

    private async Task StrangerAsync()
    {
        foreach (string typed in (string[])[Typed, "mira.lindqvist@example.org", "07700 900456", Phone, $"eve@example.org,{Stored}"])
        {
            application.Clock.Advance(Duration.FromHours(2));
            SendOutcome asked = await SecurityCodes.SendToMatchAsync(Account, typed, ProofPurpose.Recover, Application.Stranger with { IdempotencyKey = typed });
            Note(asked);
            await DrainAsync();
            ChallengeId challenge = Assert.IsType<SendOutcome.Sent>(asked).Challenge;
            string code = LastCode();
            Note(await SecurityCodes.VerifyAsync(Account, challenge, OtherThan(code), ProofPurpose.Recover, Application.Stranger));
            Note(await SecurityCodes.VerifyAsync(Account, challenge, typed, ProofPurpose.Recover, Application.Stranger));
            Note(await SecurityCodes.VerifyAsync(Account, challenge, code, ProofPurpose.Recover, Application.Stranger));
            Note(await SecurityCodes.ResendAsync(Account, challenge, Application.Stranger));
        }
    }

    // A code that fails until it is over: it is given up, and that is told.
    private async Task DieAsync(ContactId contact)
    {
        application.Clock.Advance(Duration.FromHours(25));
        mail.FailAlways();
        Note(await SecurityCodes.SendAsync(Account, contact, ProofPurpose.AnswerPrompt, Owner.Having(await VouchAsync(HostProof.HostSession, ProofPurpose.AnswerPrompt))));
        await RetryAsync();
        application.Clock.Advance(Duration.FromMinutes(10));
        await application.SweepAsync();
        await DrainAsync();
        mail.Recover();
    }

    private async Task NoticesAsync(ContactId first)
    {
        RecoveryTicket proof = await ProveAsync(first, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket password = await VouchAsync(HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings);
        IRecoveryCodes codes = application.Provider.GetRequiredService<IRecoveryCodes>();
        mail.FailNext(2);
        IssueOutcome made = await codes.GenerateAsync(Account, Owner.Having(password, proof));
        await RetryAsync();
        Note(await codes.RedeemAsync(Account, Assert.IsType<IssueOutcome.Issued>(made).Sheet.Codes[0].Reveal(), Owner));
        await RetryAsync();
    }

    private async Task RetryAsync()
    {
        for (int n = 0; n < 3; n++)
        {
            await DrainAsync();
            application.Clock.Advance(Duration.FromSeconds(40));
            await application.SweepAsync();
        }

        await DrainAsync();
    }

    private async Task<RecoveryTicket> VouchAsync(HostProof proof, ProofPurpose purpose) => await application.Tickets.VouchAsync(Account, proof, purpose, Owner);

    private async Task DrainAsync() => await Due.DrainAsync();

    private string LastCode() => mail.Sent.Last(message => message.RevealCode() is not null).RevealCode()!;

    private static string OtherThan(string code) => code[..^1] + (code[^1] == '0' ? '1' : '0');

    private void Note(object answer) => note(answer.ToString()!);

    private void NoteFault(Exception? fault) => note(fault?.ToString() ?? throw new InvalidOperationException("It did not fail."));
}
