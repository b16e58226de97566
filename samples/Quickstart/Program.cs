using AccountRecovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

// Two files beside the program. The root key is made on the first run, for your eyes only; in production it comes from a vault.
string database = Path.Combine(AppContext.BaseDirectory, "quickstart.db");
string keyFile = Path.Combine(AppContext.BaseDirectory, "quickstart.rootkey");
if (args is ["--fresh"])
{
    Array.ForEach([database, $"{database}-wal", $"{database}-shm", keyFile], File.Delete);
}

if (!File.Exists(keyFile))
{
    var onlyMe = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
    if (!OperatingSystem.IsWindows())
    {
        onlyMe.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    }

    await using var file = new StreamWriter(keyFile, onlyMe);
    await file.WriteAsync(RootKey.Generate().Reveal());
}

var services = new ServiceCollection();
var clock = new ClockAhead();
var mail = new ConsoleSender();
services.AddSingleton<IClock>(clock);
services.AddAccountRecovery(o =>
    {
        o.RootKeys.Add(new RootKeyOptions { Key = File.ReadAllText(keyFile) });
        o.Site = "Quickstart";
    })
    .UseEntityFrameworkCore(db => db.UseSqlite($"Data Source={database}"))
    .UseSender(Channel.Email, mail)
    .UseSender(Channel.Sms, mail);
await using ServiceProvider provider = services.BuildServiceProvider();
await provider.MigrateAccountRecoveryAsync();
IBackupCodes codes = provider.GetRequiredService<IBackupCodes>();
IRecoveryCodes recoveryCodes = provider.GetRequiredService<IRecoveryCodes>();
IRecoveryKeys recoveryKeys = provider.GetRequiredService<IRecoveryKeys>();
ISecurityInfo contacts = provider.GetRequiredService<ISecurityInfo>();
ISecurityCodes securityCodes = provider.GetRequiredService<ISecurityCodes>();
IDueWork dueWork = provider.GetRequiredService<IDueWork>();
IAccountAccess access = provider.GetRequiredService<IAccountAccess>();
ITickets tickets = provider.GetRequiredService<ITickets>();

var alice = new AccountId("alice");
var session = new Caller { Session = "session-1", Source = "203.0.113.7" };
var stranger = new Caller { Source = "198.51.100.23" };

BackupCodeStatus before = await codes.GetStatusAsync(alice);
if (before.SetNumber is not null)
{
    Console.WriteLine($"0. Found what the last run left: set {before.SetNumber}, {before.Remaining} of {before.Total} codes left.\n");
}

if (args.Length > 0 && args[0] != "--fresh")
{
    Console.WriteLine("You have typed codes from a sheet of an earlier run, after the password:");
    foreach (string typed in args)
    {
        await RedeemAsync(typed, session, await PasswordAsync(alice, ProofPurpose.SignIn, session));
    }

    return;
}

Console.WriteLine("1. Alice has just typed her password, so the host vouches for her, and she gets a set of codes.");
string[] first = await GenerateAsync(alice, session);

Console.WriteLine("\n2. Her phone is lost. Her password has passed, so the host vouches for her second step; dashes or spaces do not matter.");
Ticket passed = await PasswordAsync(alice, ProofPurpose.SignIn, session);
await RedeemAsync(first[0].Replace(' ', '-'), session, passed);

Console.WriteLine("\n3. The same code again:");
await RedeemAsync(first[0], session, passed);

Console.WriteLine("\n4. A slip of the finger is told apart from a wrong code, and costs no attempt:");
await RedeemAsync(first[1][..^1], session, passed);
await RedeemAsync(first[1][..^1] + "x", session, passed);

Console.WriteLine("\n5. A stranger guesses. Attempts are counted before they are compared, and soon there is a pause:");
for (int guess = 0; guess < 6; guess++)
{
    await RedeemAsync($"0000 000{guess}", stranger);
}

Console.WriteLine("\n6. Alice is not locked out: whom the host vouches for has a budget of its own.");
await RedeemAsync(first[1], session, passed);

Console.WriteLine("\n7. She makes a new set, which kills the old one at once.");
string[] second = await GenerateAsync(alice, session);
await RedeemAsync(first[2], session, passed);
await RedeemAsync(second[0], session, passed);

Console.WriteLine("\n8. Bob keeps a recovery code too, the spare key that overrides everything else. Then his account is hijacked.");
var bob = new AccountId("bob");
var bobs = new Caller { Session = "session-2", Source = "203.0.113.8" };
var hijackers = new Caller { Session = "session-3", Source = "198.51.100.66" };
await provider.GetRequiredService<IRecoveryData>().EraseAsync(bob, bobs); // His story begins anew in each run.
string[] copied = await GenerateAsync(bob, bobs);
Ticket password = await PasswordAsync(bob, ProofPurpose.ChangeSecuritySettings, bobs);
string spare = MadeCode(await recoveryCodes.GenerateAsync(bob, [password], bobs));

Console.WriteLine("   Who knows his password cannot put a recovery code of their own in its place:");
Ticket stolen = await PasswordAsync(bob, ProofPurpose.ChangeSecuritySettings, hijackers);
Tell("another one", $"refused: {((IssueOutcome.Refused)await recoveryCodes.GenerateAsync(bob, [stolen], hijackers)).Why}");

Console.WriteLine("   Bob types his. Nothing else is asked for, and nothing else is good any more:");
var recovered = (RedeemOutcome.Redeemed)await recoveryCodes.RedeemAsync(bob, spare, bobs);
Tell("Bob's code", $"accepted; void: {recovered.Voided!.BackupCodes} backup codes and every session");
Tell("copied code", $"rejected: {((RedeemOutcome.Rejected)await codes.RedeemAsync(bob, copied[0], ProofPurpose.SignIn, hijackers)).Why}");
await SignInAsync();

Console.WriteLine("   The host lets him choose a new password and reports that, with the grant that the code gave. He is in, and makes a new code:");
await access.CredentialsSetAsync(bob, recovered.Grant!, bobs);
await SignInAsync();
spare = MadeCode(await recoveryCodes.GenerateAsync(bob, [recovered.Grant!], bobs));

Console.WriteLine("\n9. He also wants a recovery key, and is told first what losing it would mean.");
password = await PasswordAsync(bob, ProofPurpose.ChangeSecuritySettings, bobs);
KeyLoss loss = ((BeginKeyOutcome.AcknowledgementNeeded)await recoveryKeys.BeginAsync(bob, [password], acknowledged: false, bobs, spare)).Loss;
Console.WriteLine($"   After {loss.ExclusiveAfter.Days} days nothing weaker does what it does. Without key, password and trusted devices, "
    + (loss.IsForGood ? "the account is lost." : "only the recovery code is left."));
var begun = (BeginKeyOutcome.AwaitingConfirmation)await recoveryKeys.BeginAsync(bob, [password], acknowledged: true, bobs, spare);
string key = begun.Sheet.Codes[0].Reveal();
Console.WriteLine($"   {begun.Sheet}, shown once:\n     {key}\n   It counts once it is typed back, first with a slip:");
await ConfirmAsync((key[0] == '2' ? '3' : '2') + key[1..]);
await ConfirmAsync(key);

Console.WriteLine("\n10. Carol would rather not keep paper. She adds her e-mail address; it counts once the code that was sent there is typed back.");
var carol = new AccountId("carol");
var carols = new Caller { Session = "session-4", Source = "203.0.113.9", Device = "Firefox on Linux" };
await provider.GetRequiredService<IRecoveryData>().EraseAsync(carol, carols); // So does hers.
password = await PasswordAsync(carol, ProofPurpose.ChangeSecuritySettings, carols);
Tell("a slip", $"invalid: {((ChangeOutcome.Invalid)await contacts.AddAsync(carol, NewContact.Email("carol@example"), [password], carols)).Fault}");
ContactId email = await AddAsync(NewContact.Email("carol@example.com"), password);

Console.WriteLine("   The password alone adds nothing more: it takes a code of a contact that is settled. Then her phone is one too:");
password = await PasswordAsync(carol, ProofPurpose.ChangeSecuritySettings, carols);
Tell("password", $"refused: {((ChangeOutcome.Refused)await contacts.AddAsync(carol, NewContact.Phone("07700 900123", "GB"), [password], carols)).Why}");
clock.Run(Duration.FromSeconds(30)); // So long it takes until the same contact is sent another code.
Ticket signedIn = await tickets.VouchAsync(carol, HostProof.HostSession, ProofPurpose.ChangeSecuritySettings, carols);
await AddAsync(
    NewContact.Phone("07700 900123", "GB"),
    await ProveAsync(await securityCodes.SendAsync(carol, email, ProofPurpose.ChangeSecuritySettings, signedIn, carols), ProofPurpose.ChangeSecuritySettings, carols));

Console.WriteLine("\n11. Later she is locked out, and types her number. Whoever guesses at other addresses is told the same, and learns nothing:");
clock.Run(Duration.FromSeconds(30));
var lockedOut = new Caller { Session = "session-5", Source = "198.51.100.40" };
await AskAsync("somebody@example.com");
await ProveAsync(await AskAsync("+44 7700 900123"), ProofPurpose.Recover, lockedOut);

BackupCodeStatus status = await codes.GetStatusAsync(alice);
Console.WriteLine($"\nStatus: set {status.SetNumber}, {status.Remaining} of {status.Total} codes left, kept in {database}");
Console.WriteLine($"Type a code of the sheet in a later run: dotnet run --project samples/Quickstart -- \"{second[1]}\" (or start over: -- --fresh)");

void Tell(string what, string came) => Console.WriteLine($"   {what,-11} -> {came}");

ValueTask<Ticket> PasswordAsync(AccountId account, ProofPurpose purpose, Caller caller) => tickets.VouchAsync(account, HostProof.HostPassword, purpose, caller);

async Task<string[]> GenerateAsync(AccountId account, Caller caller)
{
    Ticket vouched = await PasswordAsync(account, ProofPurpose.ChangeSecuritySettings, caller);
    CodeSheet sheet = ((IssueOutcome.Issued)await codes.GenerateAsync(account, [vouched], caller)).Sheet;
    string[] shown = [.. sheet.Codes.Select(code => code.Reveal())];
    Console.WriteLine($"   Set {sheet.SetNumber}, shown once:\n     {string.Join("   ", shown[..5])}\n     {string.Join("   ", shown[5..])}");
    return shown;
}

async Task<ContactId> AddAsync(NewContact contact, Ticket proof)
{
    var sent = (ChangeOutcome.CodeSent)await contacts.AddAsync(carol, contact, [proof], carols);
    await dueWork.DrainAsync(); // Messages leave in the background; the story waits for them, an application need not.
    var confirmed = (VerifyOutcome.Verified)await contacts.ConfirmAsync(carol, sent.Challenge, mail.LastCode, carols);
    await dueWork.DrainAsync();
    Tell(mail.LastCode!, $"accepted; {confirmed.Contact.Masked} counts from now on");
    return confirmed.Contact.Id;
}

async Task<SendOutcome> AskAsync(string typed)
{
    SendOutcome outcome = await securityCodes.SendToMatchAsync(carol, typed, ProofPurpose.Recover, lockedOut);
    Tell(typed, outcome is SendOutcome.Sent ? "a code is on its way, if this is a contact" : $"{outcome}");
    return outcome;
}

async Task<Ticket> ProveAsync(SendOutcome outcome, ProofPurpose purpose, Caller caller)
{
    var sent = (SendOutcome.Sent)outcome;
    await dueWork.DrainAsync();
    var verified = (VerifyOutcome.Verified)await securityCodes.VerifyAsync(carol, sent.Challenge, mail.LastCode, purpose, caller);
    Tell(mail.LastCode!, $"accepted; it proves {verified.Contact.Masked}, for {purpose} alone");
    return verified.Proof!;
}

string MadeCode(IssueOutcome outcome)
{
    CodeSheet sheet = ((IssueOutcome.Issued)outcome).Sheet;
    Console.WriteLine($"   {sheet}, shown once:\n     {sheet.Codes[0].Reveal()}");
    return sheet.Codes[0].Reveal();
}

async Task SignInAsync()
{
    AccessAnswer answer = await access.EvaluateAsync(bob, AccountAction.SignIn, AccessFacts.None);
    Tell("sign-in", answer.IsAllowed ? "allowed" : $"refused: {answer.Denial}, {string.Join(", ", answer.Steps)}");
}

async Task ConfirmAsync(string typed) => Tell(typed, (await recoveryKeys.ConfirmAsync(bob, typed, bobs)).Match(
    confirmed => "accepted; the key is in force",
    malformed => $"no code: {malformed.Fault}",
    rejected => $"rejected: {rejected.Why}",
    paused => $"paused until {paused.Until}",
    closed => "closed until a new key is made",
    busy => $"busy: {busy.Why}"));

async Task RedeemAsync(string typed, Caller caller, Ticket? attestation = null)
{
    RedeemOutcome outcome = await codes.RedeemAsync(alice, typed, ProofPurpose.SignIn, caller, attestation);
    Console.WriteLine($"   {typed,-10} -> " + outcome.Match(
        redeemed => $"accepted; {redeemed.Remaining} left",
        malformed => $"no code: {malformed.Fault} at position {malformed.Position}",
        rejected => $"rejected: {rejected.Why}",
        paused => $"paused until {paused.Until}",
        closed => "closed until a new set is issued",
        busy => $"busy: {busy.Why}"));
}
