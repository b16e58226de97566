using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using AccountRecovery.Databases;
using AccountRecovery.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>Everything that the library does with a code or an address, in an application that logs all it can.</summary>
internal sealed class FullScenario : IAsyncDisposable
{
    private static readonly string[] AddressList = ["bob.smith@example.com", "ann@example.org", "+447700900123", "+33639980011"];

    private readonly RealDatabase _database;
    private readonly CodeFormat _format;
    private readonly Application _application;
    private readonly List<string> _codes = [];
    private readonly List<string> _answers = [];
    private readonly RecordingSender _mail = new();
    private readonly EveryTelemetry _telemetry = new();
    private readonly ContactScenario _contacts;

    internal FullScenario(RealDatabase database, bool beyondGuessing)
    {
        _database = database;
        _format = beyondGuessing ? CodeFormat.RecoveryCode : CodeFormat.BackupCode;
        _application = new Application(
            database,
            builder =>
            {
                builder.UseAuditTable().UseSendBudget(options => options.TenantSeparator = "/");
                Enum.GetValues<ContactChannel>().ToList().ForEach(channel => builder.UseSender(channel, new TalkativeSender(_mail)));
            },
            options =>
            {
                options.Site = "Shop";
                options.ConfirmBackupCodes = true;
                options.BackupCodeFormat = _format.ToString();
            },
            services => services.AddSingleton<ILoggerFactory>(Log));
        _contacts = new ContactScenario(_application, _mail, _answers.Add);
    }

    internal LogSpy Log { get; } = new();

    /// <summary>All codes that were handed out, as they were shown.</summary>
    internal IReadOnlyList<string> Codes => [.. _codes, .. _contacts.Codes];

    internal static IReadOnlyList<string> Addresses => [.. AddressList, .. ContactScenario.Addresses];

    /// <summary>What every meter and every source of activities of the process said.</summary>
    internal string Telemetry => _telemetry.Text;

    /// <summary>What the application could have written to its own log: lines and answers.</summary>
    internal string Logged => string.Join('\n', Log.Lines.Concat(_answers));

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _telemetry.Dispose();
        Log.Dispose();
    }

    internal async Task RunAsync()
    {
        AccountId alice = new("acme/alice"), bob = new("acme/bob");
        string[] codes = await IssueAsync(alice);
        Note(await _application.Codes.ConfirmAsync(alice, codes[0], Application.Owner));
        foreach (string code in codes.Skip(1).Take(4))
        {
            Note(await _application.RedeemAsync(alice, code, Application.Stranger with { Session = "s", IdempotencyKey = code }));
            Note(await _application.RedeemAsync(alice, code, Application.Stranger with { Session = "s", IdempotencyKey = code }));
            Note(await _application.RedeemAsync(alice, code));
            Note(await _application.RedeemAsync(alice, code + "x"));
            _application.Clock.Advance(Duration.FromHours(2));
        }

        string[] imported = await IssueAsync(new AccountId("acme/carol"));
        Note(await _application.Codes.ImportAsync(bob, imported, _format, Application.Owner));
        Note(await _application.RedeemAsync(bob, imported[3]));
        await RecoveryCodeAsync(new AccountId("acme/dora"));
        await _contacts.RunAsync();
        await SendAsync(alice);
        await FailAsync(alice, codes[5]);
        RecoveryTicket password = await _application.Tickets.VouchAsync(alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Application.Owner);
        Note(await _application.Codes.RevokeAsync(alice, Application.Owner.Having(password)));
        Note(await _application.Codes.GetStatusAsync(alice));
        await _application.DrainAsync();
        _application.Clock.Advance(Duration.FromHours(2));
        await _application.SweepAsync();
        await _application.DrainAsync();
        IReadOnlyList<RecoveryEvent> audit = await _application.Audit.ListAsync(new AuditQuery());
        Assert.True(audit.Count > 8 && (await _application.RowsAsync<SendCountRow>()).Count > 5 && Log.Lines.Count > 100);
        audit.ToList().ForEach(Note);
    }

    /// <summary>Writes a text in clear where everybody can see it: what the search must find.</summary>
    internal async Task PlantAsync(string text)
    {
        await _application.Database.RunAsync(
            (db, _) => db.Database.ExecuteSqlAsync(FormattableStringFactory.Create($"CREATE TABLE scratch (planted text); INSERT INTO scratch VALUES ('{text}')")), CancellationToken.None);
        using var source = new ActivitySource("planted");
        source.StartActivity(text)?.Stop();
    }

    private async Task<string[]> IssueAsync(AccountId account)
    {
        IssueOutcome issued = await _application.GenerateAsync(account);
        Note(issued);
        string[] codes = [.. Assert.IsType<IssueOutcome.AwaitingConfirmation>(issued).Sheet.Codes.Select(code => code.Reveal())];
        _codes.AddRange(codes);
        return codes;
    }

    // Made, typed back wrongly and rightly, redeemed, made anew with the grant; all by one who repeats calls.
    private async Task RecoveryCodeAsync(AccountId account)
    {
        IRecoveryCodes codes = _application.Provider.GetRequiredService<IRecoveryCodes>();
        IRecoveryKeys keys = _application.Provider.GetRequiredService<IRecoveryKeys>();
        Caller keyed = Application.Owner with { IdempotencyKey = "spare" };
        RecoveryTicket password = await _application.Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Application.Owner);
        string code = Keep(await codes.GenerateAsync(account, Application.Owner.Having(password)));
        password = await _application.Tickets.VouchAsync(account, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Application.Owner);
        code = Keep(await codes.GenerateAsync(account, keyed.Having(password), code));
        BeginKeyOutcome begun = await keys.BeginAsync(account, acknowledged: true, keyed.Having(password), code);
        Note(begun);
        string key = Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(begun).Sheet.Codes[0].Reveal();
        _codes.Add(key);
        Note(await keys.ConfirmAsync(account, key[..^1] + "x", keyed));
        Note(await keys.ConfirmAsync(account, key, keyed));
        Note(await keys.RedeemAsync(account, key, keyed));
        Note(await keys.RedeemAsync(account, key, Application.Stranger));
        RedeemOutcome redeemed = await codes.RedeemAsync(account, code, keyed);
        Note(redeemed);
        Note(await codes.RedeemAsync(account, code, keyed));
        Note(await codes.RedeemAsync(account, code, Application.Stranger));
        RecoveryTicket grant = Assert.IsType<RedeemOutcome.Redeemed>(redeemed).Grant!;
        Note(await _application.Provider.GetRequiredService<IAccountRecovery>().CredentialsSetAsync(account, Application.Owner.Having(grant)));
        Keep(await codes.GenerateAsync(account, Application.Owner.Having(grant)));
        Note(await codes.GetStatusAsync(account));
        Note((await _application.Provider.GetRequiredService<IRecoveryData>().ExportAsync(account))!.ToJson());
    }

    private string Keep(IssueOutcome outcome)
    {
        Note(outcome);
        string code = Assert.IsType<IssueOutcome.Issued>(outcome).Sheet.Codes[0].Reveal();
        _codes.Add(code);
        return code;
    }

    private async Task SendAsync(AccountId account)
    {
        foreach (string address in AddressList)
        {
            bool email = address.Contains('@', StringComparison.Ordinal);
            var request = new SendRequest { Account = account, Channel = email ? ContactChannel.Email : ContactChannel.Sms, Address = address, Country = email ? null : "GB", At = _application.Clock.GetCurrentInstant() };
            Note(request);
            for (int n = 0; n < 12; n++)
            {
                Note(await _application.Sends.TryTakeAsync(request, CancellationToken.None));
            }
        }
    }

    // A database that fails makes the longest log.
    private async Task FailAsync(AccountId account, string code)
    {
        foreach (string table in (string[])[RecordTable.Name, EventTable.Name, SendCountTable.Name])
        {
            await _database.ConnectionString.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {table} RENAME TO {table}_away"));
        }

        Note(await Record.ExceptionAsync(() => _application.RedeemAsync(account, code)));
        Note(await Record.ExceptionAsync(() => SendAsync(account)));
        await _contacts.FailAsync();
        foreach (string table in (string[])[RecordTable.Name, EventTable.Name, SendCountTable.Name])
        {
            await _database.ConnectionString.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {table}_away RENAME TO {table}"));
        }
    }

    private void Note<T>(T answer) => _answers.Add(answer?.ToString() ?? throw new InvalidOperationException("Nothing was answered."));
}
