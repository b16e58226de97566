using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AccountRecovery;

/// <summary>The code blocks of docs/operations.md, compiled and run.</summary>
public sealed class OperationsSnippets
{
    [Fact]
    public async Task The_blocks_of_the_page_do_what_it_says()
    {
        string folder = Directory.CreateTempSubdirectory("account-recovery-operations-").FullName;
        string connectionString = $"Data Source={Path.Combine(folder, "recovery.db")};Pooling=false";
        string rootKey = RootKey.Generate().Reveal();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        IServiceCollection services = builder.Services;
        services.AddLogging();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseEntityFrameworkCore(db => db.UseSqlite(connectionString))
            .AddDueWorker();

        services.AddHealthChecks().AddAccountRecovery();

        using (IHost host = builder.Build())
        {
            await host.Services.MigrateAccountRecoveryAsync();
            await host.StartAsync();
            await Eventually.HoldsAsync(() => host.Services.GetRequiredService<DueWorkerPulse>().Last is not null);
            HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
            await host.StopAsync();

            Assert.Equal(HealthStatus.Healthy, report.Status);
            Assert.Contains("last_pass_seconds_ago", report.Entries[AccountRecoveryHealthChecksExtensions.CheckName].Data.Keys);
        }

        Directory.Delete(folder, recursive: true);
    }
}
