using AccountRecovery;
using AccountRecovery.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// CONNECTION migrate-recovery-codes   the application's own command
// send-mail HOST PORT ADDRESS         one mail, and nothing else
// CONNECTION redeem                   reads lines "user-name code", redeems each until it is accepted, says which
if (args is [MailCommand.Name, string host, string port, string address])
{
    Console.WriteLine(await MailCommand.RunAsync(host, port, address));
    return;
}

string connection = args[0];
WebApplicationBuilder builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddDbContext<WorkerDb>(Use);
IdentityBuilder identity = builder.Services.AddIdentityApiEndpoints<IdentityUser>().AddEntityFrameworkStores<WorkerDb>();
builder.Services.AddAuthorization();
builder.Services.AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = Environment.GetEnvironmentVariable("ROOT_KEY") })).UseEntityFrameworkCore(Use);
identity.UseAccountRecovery();

// Long enough to be killed in between.
builder.Services.AddSingleton<ICodeHasher>(new CountingHasher(milliseconds: 5));

WebApplication app = builder.Build();
app.MapIdentityApi<IdentityUser>();
if (await app.TryMigrateRecoveryCodesAsync(args[1..]))
{
    return;
}

while (Console.ReadLine() is { } line)
{
    string[] words = line.Split(' ');
    Console.WriteLine($"{line} {await RedeemAsync(words[0], words[1])}");
}

void Use(DbContextOptionsBuilder options)
{
    if (connection.Contains("Data Source", StringComparison.OrdinalIgnoreCase))
    {
        options.UseSqlite(connection);
    }
    else
    {
        options.UseNpgsql(connection);
    }
}

// Refused for the moment is not spent: somebody else changed the user, or took the codes over at the same time.
async Task<string> RedeemAsync(string name, string code)
{
    for (int i = 0; i < 200; i++)
    {
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            UserManager<IdentityUser> users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
            IdentityUser user = (await users.FindByNameAsync(name))!;
            IdentityResult result = await users.RedeemTwoFactorRecoveryCodeAsync(user, code);
            if (result.Succeeded)
            {
                return "accepted";
            }

            if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.RecoveryCodeRedemptionFailed)))
            {
                return "refused";
            }
        }

        await Task.Delay(10);
    }

    return "never";
}

internal sealed class WorkerDb(DbContextOptions<WorkerDb> options) : IdentityDbContext<IdentityUser>(options);
