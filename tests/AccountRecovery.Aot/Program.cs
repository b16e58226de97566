using AccountRecovery;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

// The story, compiled ahead of time: generate, redeem, refuse, tell a typo; a contact, a wait, its cancel. Exits with the number of steps that went wrong.
var services = new ServiceCollection();
var mail = new KeepingSender();
var clock = new MovedClock();
services.AddSingleton<IClock>(clock);
services.AddAccountRecovery(o =>
    {
        o.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
        o.Site = "Ahead of time";
    })
    .UseInMemoryStore()
    .UseSender(ContactChannel.Email, mail);
await using ServiceProvider provider = services.BuildServiceProvider();
IBackupCodes codes = provider.GetRequiredService<IBackupCodes>();
ITickets tickets = provider.GetRequiredService<ITickets>();

var alice = new AccountId("alice");
Caller caller = Caller.SignedIn("session-1", twoStep: false) with { IdempotencyKey = "first" };
int wrong = 0;

RecoveryTicket password = await tickets.VouchAsync(alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, caller);
IssueOutcome issue = await codes.GenerateAsync(alice, caller.Having(password));
string[] shown = issue is IssueOutcome.Issued issued ? [.. issued.Sheet.Codes.Select(code => code.Reveal())] : [];
Expect("generates ten codes", shown.Length == RecoveryPolicy.DefaultBackupCodeCount);
if (shown.Length == 0)
{
    return wrong;
}

Expect("accepts one", await RedeemAsync(shown[0]) is RedeemOutcome.Redeemed { Remaining: 9 });
Expect("refuses it the second time", await RedeemAsync(shown[0]) is RedeemOutcome.Refused { Why: Refusal.AlreadySpent });
Expect("tells a missing digit", await RedeemAsync(shown[1][..^1]) is RedeemOutcome.Malformed { Fault: CodeFault.TooFewSymbols });
Expect("tells a letter", await RedeemAsync(shown[1][..^1] + "x") is RedeemOutcome.Malformed { Fault: CodeFault.UnexpectedCharacter });
Expect("takes full-width digits", await RedeemAsync(FullWidth(shown[1])) is RedeemOutcome.Redeemed { Remaining: 8 });
BackupCodeStatus status = await codes.GetStatusAsync(alice);
Expect("counts what is left", status.Remaining == 8 && status.Total == 10);

ISecurityInfo contacts = provider.GetRequiredService<ISecurityInfo>();
ISecurityCodes securityCodes = provider.GetRequiredService<ISecurityCodes>();
IAccountAccess access = provider.GetRequiredService<IAccountAccess>();
var person = Caller.SignedIn("session-1", twoStep: false);
IDueWork dueWork = provider.GetRequiredService<IDueWork>();
password = await tickets.VouchAsync(alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, person);
ChangeOutcome added = await contacts.AddAsync(alice, NewContact.Email("alice@example.com"), person.Having(password));
await dueWork.DrainAsync();
Expect("confirms a contact", added is ChangeOutcome.CodeSent sent && await contacts.ConfirmAsync(alice, sent.Challenge, mail.LastCode, person) is VerifyOutcome.Verified);
Expect("begins a wait", await contacts.RemoveAllAsync(alice, person.Having(password)) is ChangeOutcome.WaitStarted);
AccessResult payments = await access.EvaluateAsync(alice, AccountAction.UsePaymentOptions, AccessFacts.None);
Expect("refuses payments meanwhile", payments.Denial == AccessDenial.WaitRuns);
clock.Advance(Duration.FromSeconds(30));
SendOutcome asked = await securityCodes.SendToMatchAsync(alice, "alice@example.com", ProofPurpose.CancelWait, person);
await dueWork.DrainAsync();
VerifyOutcome? verified = asked is SendOutcome.Sent flow ? await securityCodes.VerifyAsync(alice, flow.Challenge, mail.LastCode, ProofPurpose.CancelWait, person) : null;
Expect("cancels it by a code", verified is VerifyOutcome.Verified { Proof: { } proof } && await contacts.CancelWaitAsync(alice, person.Having(proof)) is ChangeOutcome.Done);
Console.WriteLine(wrong == 0 ? "All as expected." : $"{wrong} not as expected.");
return wrong;

ValueTask<RedeemOutcome> RedeemAsync(string typed) => codes.RedeemAsync(alice, typed, Caller.SignedIn("session-1", twoStep: false));

static string FullWidth(string code) => string.Concat(code.Select(c => char.IsAsciiDigit(c) ? (char)(c + 0xFEE0) : c));

void Expect(string what, bool happened)
{
    Console.WriteLine($"{(happened ? "ok " : "NOT")} {what}");
    wrong += happened ? 0 : 1;
}
