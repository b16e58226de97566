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
var clock = new ClockAhead();
var mail = new ConsoleSender();
services.AddSingleton<TimeProvider>(clock);
services.AddAccountRecovery(o =>
    {
        o.RootKeys.Add(new RootKeyOptions { Key = File.ReadAllText(keyFile) });
        o.Site = "Quickstart";
    })
    .UseEntityFrameworkCore(db => db.UseSqlite($"Data Source={database}"))
    .UseSender(ContactChannel.Email, mail)
    .UseSender(ContactChannel.Sms, mail);
await using ServiceProvider provider = services.BuildServiceProvider();
await provider.MigrateAccountRecoveryAsync();
var stage = new Stage(provider, clock, mail);
var alice = new Alice(stage);

BackupCodeStatus before = await alice.StatusAsync();
if (before.SetNumber is not null)
{
    Console.WriteLine($"0. Found what the last run left: set {before.SetNumber}, {before.Remaining} of {before.Total} codes left.\n");
}

if (args.Length > 0 && args[0] != "--fresh")
{
    Console.WriteLine("You have typed codes from a sheet of an earlier run, after the password:");
    foreach (string typed in args)
    {
        await alice.TypeAsync(typed);
    }

    return;
}

string unspent = await alice.TellAsync();
await new Bob(stage).TellAsync();
await new Carol(stage).TellAsync();
await new Dan(stage).TellAsync();
await new Erin(stage).TellAsync();
await new Frank(stage).TellAsync();

BackupCodeStatus status = await alice.StatusAsync();
Console.WriteLine($"\nStatus: set {status.SetNumber}, {status.Remaining} of {status.Total} codes left, kept in {database}");
Console.WriteLine($"Type a code of the sheet in a later run: dotnet run --project samples/Quickstart -- \"{unspent}\" (or start over: -- --fresh)");
