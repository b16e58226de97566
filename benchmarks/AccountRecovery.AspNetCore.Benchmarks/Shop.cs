using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AccountRecovery;

/// <summary>An application with stock Identity on SQLite, which tries one sign-in, says what it took, and ends.</summary>
internal static class Shop
{
    internal static async Task RunAsync(bool withTheLine)
    {
        string folder = Directory.CreateTempSubdirectory("account-recovery-").FullName;
        string connection = $"Data Source={Path.Combine(folder, "shop.db")};Pooling=False";
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<ShopDb>(db => db.UseSqlite(connection));
        IdentityBuilder identity = builder.Services.AddIdentityApiEndpoints<IdentityUser>().AddEntityFrameworkStores<ShopDb>();
        builder.Services.AddAuthorization();
        if (withTheLine)
        {
            builder.Services
                .AddAccountRecovery(options => options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }))
                .UseEntityFrameworkCore(db => db.UseSqlite(connection));
            identity.UseAccountRecovery();
        }

        WebApplication app = builder.Build();
        app.MapIdentityApi<IdentityUser>();
        await MakeTablesAsync(app, withTheLine);
        await app.StartAsync();
        using (var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) })
        {
            // Nobody of that name: Identity looks into the database and refuses.
            using HttpResponseMessage answer = await http.PostAsJsonAsync("/login", new { email = "nobody@example.com", password = "Wrong-horse-1", twoFactorRecoveryCode = "1234 5678" });
            if ((int)answer.StatusCode != 401)
            {
                throw new InvalidOperationException($"The sign-in was answered {answer.StatusCode}.");
            }
        }

        using var self = Process.GetCurrentProcess();
        double milliseconds = self.TotalProcessorTime.TotalMilliseconds;
        GC.Collect();
        self.Refresh();
        Console.WriteLine(FormattableString.Invariant($"{milliseconds:F1} {self.WorkingSet64}"));
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task MakeTablesAsync(WebApplication app, bool withTheLine)
    {
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreatedAsync();
        if (withTheLine)
        {
            await app.Services.MigrateAccountRecoveryAsync();
        }
    }

    private sealed class ShopDb(DbContextOptions<ShopDb> options) : IdentityDbContext<IdentityUser>(options);
}
