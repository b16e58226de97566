using AccountRecovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = File.ReadAllText(keyFile) }))
    .UseEntityFrameworkCore(db => db.UseSqlite($"Data Source={database}"));
await using ServiceProvider provider = services.BuildServiceProvider();
await provider.MigrateAccountRecoveryAsync();
IBackupCodes codes = provider.GetRequiredService<IBackupCodes>();
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
        await RedeemAsync(typed, session, await PasswordAsync(ProofPurpose.SignIn));
    }

    return;
}

Console.WriteLine("1. Alice has just typed her password, so the host vouches for her, and she gets a set of codes.");
string[] first = await GenerateAsync();

Console.WriteLine("\n2. Her phone is lost. Her password has passed, so the host vouches for her second step; dashes or spaces do not matter.");
Ticket passed = await PasswordAsync(ProofPurpose.SignIn);
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
string[] second = await GenerateAsync();
await RedeemAsync(first[2], session, passed);
await RedeemAsync(second[0], session, passed);

BackupCodeStatus status = await codes.GetStatusAsync(alice);
Console.WriteLine($"\nStatus: set {status.SetNumber}, {status.Remaining} of {status.Total} codes left, kept in {database}");
Console.WriteLine($"Type a code of the sheet in a later run: dotnet run --project samples/Quickstart -- \"{second[1]}\" (or start over: -- --fresh)");

ValueTask<Ticket> PasswordAsync(ProofPurpose purpose) => tickets.VouchAsync(alice, HostProof.HostPassword, purpose, session);

async Task<string[]> GenerateAsync()
{
    CodeSheet sheet = ((IssueOutcome.Issued)await codes.GenerateAsync(alice, [await PasswordAsync(ProofPurpose.ChangeSecuritySettings)], session)).Sheet;
    string[] shown = [.. sheet.Codes.Select(code => code.Reveal())];
    Console.WriteLine($"   Set {sheet.SetNumber}, shown once:\n     {string.Join("   ", shown[..5])}\n     {string.Join("   ", shown[5..])}");
    return shown;
}

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
