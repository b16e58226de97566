using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery.Samples;

/// <summary>Fills a file with accounts, faster than by a process for each.</summary>
internal static class ManyAccounts
{
    // 120 bits: no slow hash.
    private const string Format = "crockford32:6-6-6-6";

    internal static string Name(int account) => FormattableString.Invariant($"account {account:d6}");

    internal static async Task AddAsync(string database, string rootKey, int first, int count)
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(o =>
        {
            o.RootKeys.Add(new RootKeyOptions { Key = rootKey });
            o.ImportFormats.Add(Format);
        }).UseEntityFrameworkCore(db => db.UseSqlite(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ConnectionString));
        await using ServiceProvider provider = services.BuildServiceProvider();
        IBackupCodes codes = provider.GetRequiredService<IBackupCodes>();
        CodeFormat format = CodeFormat.Parse(Format);
        for (int account = first; account < first + count; account++)
        {
            Assert.IsType<ImportOutcome.Imported>(await codes.ImportAsync(new AccountId(Name(account)), ["ABCDEF-GHJKMN-PQRSTV-WXYZ01"], format, Caller.Anonymous(flow: null, twoStep: false)));
        }
    }
}
