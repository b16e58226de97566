using System.Reflection;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace AccountRecovery;

public sealed class ExportTests
{
    /// <summary>What the record keeps, and what an export says of it; the rest is secret, or says nothing about a person. A new property asks for a decision here.</summary>
    private static readonly Dictionary<Type, (string[] Told, string[] Kept)> Decisions = new()
    {
        [typeof(AccountRecord)] = (["Access", "BackupCodes", "Epoch", "Events", "Latest", "Receipts", "RecoveryCode", "RecoveryKey"], ["ErasedAt", "Secret", "Unknown"]),
        [typeof(BackupCodePart)] = (["Anonymous", "Attested", "Live", "Pending", "PendingUntil", "SetsNumbered"], ["Unknown"]),
        [typeof(CodeSet)] = (["Codes", "Cost", "Format", "Imported", "IssuedAt", "Number", "Scheme"], ["Salt", "Unknown"]),
        [typeof(StoredCode)] = (["SpentAt"], ["Tag", "Unknown"]),
        [typeof(SavedCodeSlot)] = (["Anonymous", "Attested", "Code"], ["Numbered", "Unknown"]),
        [typeof(SavedCode)] = (["IssuedAt", "Number", "SpentAt"], ["Salt", "Tag", "Unknown"]),
        [typeof(RecoveryKeyPart)] = (["DisabledFrom", "PendingUntil", "Slot"], ["Pending", "Unknown"]),
        [typeof(AccessPart)] = (["PaymentsHeldUntil", "Reentry", "SessionsValidFrom"], ["Unknown"]),
        [typeof(Reentry)] = (["CredentialsSetAt", "GrantUntil", "Since"], ["Unknown"]),
        [typeof(AttemptBudget)] = (["Closed", "Failures", "InFlight", "PausedUntil"], ["LastCharge", "Unknown"]),
        [typeof(AttemptCharge)] = (["At", "From"], ["Number", "Unknown"]),
        [typeof(CallerTrace)] = (["CorrelationId", "Device", "Source"], ["Unknown"]),
        [typeof(EventQueue)] = (["Items"], ["Faults", "FrozenThrough", "HeldUntil", "Holder", "LastSequence", "Unknown"]),
        [typeof(QueuedEvent)] = (["At", "Attested", "Count", "From", "GivenId", "Kind", "Method", "Remaining", "Sequence", "SetNumber"], ["Unknown"]),
    };

    [Fact]
    public void Of_everything_that_is_stored_it_is_decided_whether_it_is_told() => Assert.All(Decisions, decision => Assert.Equal(
        decision.Value.Told.Concat(decision.Value.Kept).Order(StringComparer.Ordinal),
        decision.Key.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.SetMethod is not null).Select(property => property.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public async Task Export_WithoutARecord_IsNull()
    {
        await using var host = new TestHost();

        Assert.Null(await host.Data.ExportAsync(TestHost.Alice));
    }

    [Fact]
    public async Task Export_OfALife_TellsItAndWritesNothing()
    {
        await using var host = new TestHost(listens: true);
        string[] codes = await host.IssueAsync();
        await host.DrainAsync();
        host.Sink.Refuses = _ => true;
        host.Clock.Advance(Duration.FromSeconds(1));
        await host.RedeemAsync(codes[3], caller: TestHost.Stranger);
        await host.RedeemAsync(codes[3], caller: TestHost.Stranger with { IdempotencyKey = "key-1" });
        await host.DrainAsync();
        Ports.StoredRecord? before = await host.Store.ReadAsync(TestHost.Alice, default);

        RecoveryExport export = (await host.Data.ExportAsync(TestHost.Alice))!;

        Instant spent = TestHost.Start + Duration.FromSeconds(1);
        Assert.Equal(before, await host.Store.ReadAsync(TestHost.Alice, default));
        Assert.Equal((TestHost.Alice, spent, spent, 1, 1), (export.Account, export.At, export.Latest, export.SetsNumbered, export.Receipts));
        Assert.Equal((1, "digits:4 4", TestHost.Start, 9, false), (export.Live!.Number, export.Live.Format, export.Live.IssuedAt, export.Live.Remaining, export.Live.VoidedByRestore));
        Assert.Equal([null, null, null, spent, null, null, null, null, null, null], export.Live.SpentAt);
        Assert.Equal((1, 0), (export.Anonymous.Failures, export.Attested.Failures));
        Assert.Equal([RecoveryEventKind.CodeRedeemed, RecoveryEventKind.AttemptRefused], export.Events.Select(happened => happened.Kind));
        Assert.All(export.Events, happened => Assert.Equal(("corr-2", "198.51.100.23"), (happened.CorrelationId, happened.Source)));
        Assert.Equal(export, await host.Data.ExportAsync(TestHost.Alice));
    }

    [Fact]
    public void A_full_record_is_written_as_the_page_on_formats_says()
    {
        RecoveryExport export = Of(GoldenRecord.Full);

        using var json = JsonDocument.Parse(export.ToJson());
        Assert.Equal(
            [
                "account", "at", "latest", "epoch", "backupCodes", "backupCodes.setsNumbered", "backupCodes.live", "backupCodes.live.number", "backupCodes.live.format",
                "backupCodes.live.scheme", "backupCodes.live.cost", "backupCodes.live.issuedAt", "backupCodes.live.imported", "backupCodes.live.voidedByRestore",
                "backupCodes.live.remaining", "backupCodes.live.codes", "backupCodes.live.codes.spentAt",
            ],
            Paths(json.RootElement, string.Empty).Distinct().Take(17));
        Assert.Equal(
            ["id", "sequence", "kind", "method", "at", "count", "remaining", "setNumber", "attested", "correlationId", "source", "device"],
            json.RootElement.GetProperty("events")[1].EnumerateObject().Select(field => field.Name));
        JsonElement codes = json.RootElement.GetProperty("backupCodes");
        Assert.Equal("2026-03-01T12:00:00.123456Z", json.RootElement.GetProperty("latest").GetString());
        Assert.Equal(1_772_366_400_000_000, json.RootElement.GetProperty("epoch").GetInt64());
        Assert.Equal("2026-03-02T12:00:00.123456Z", codes.GetProperty("pendingUntil").GetString());
        Assert.Equal([JsonValueKind.Null, JsonValueKind.String], codes.GetProperty("live").GetProperty("codes").EnumerateArray().Select(code => code.GetProperty("spentAt").ValueKind));
        Assert.Equal("corr-charge", codes.GetProperty("anonymous").GetProperty("inFlight")[0].GetProperty("correlationId").GetString());
        Assert.Equal((7, true), (codes.GetProperty("anonymous").GetProperty("failures").GetInt32(), codes.GetProperty("anonymous").GetProperty("closed").GetBoolean()));
        Assert.Equal("AttemptRefused", json.RootElement.GetProperty("events")[1].GetProperty("kind").GetString());
        Assert.Equal("ef54e82c21b16174a53369fa9324bcdb", json.RootElement.GetProperty("events")[1].GetProperty("id").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("receipts").GetInt32());
    }

    [Fact]
    public void A_record_with_saved_codes_says_what_became_of_them()
    {
        using var json = JsonDocument.Parse(Of(GoldenRecord.Saved).ToJson());

        Assert.Equal(
            [
                "recoveryCode.isLive", "recoveryCode.number", "recoveryCode.issuedAt", "recoveryCode.spentAt", "recoveryCode.anonymous", "recoveryCode.attested",
                "recoveryKey.isLive", "recoveryKey.enabledAt", "recoveryKey.exclusiveFrom", "recoveryKey.pendingUntil", "recoveryKey.disabledFrom", "recoveryKey.anonymous", "recoveryKey.attested",
                "access.recoveredAt", "access.grantUntil", "access.credentialsSetAt", "access.sessionsValidFrom", "access.paymentsHeldUntil",
            ],
            ((string[])["recoveryCode", "recoveryKey", "access"]).SelectMany(part => json.RootElement.GetProperty(part).EnumerateObject().Select(field => $"{part}.{field.Name}")));
        Assert.Equal("2026-03-01T11:59:30.123456Z", json.RootElement.GetProperty("recoveryCode").GetProperty("spentAt").GetString());
        Assert.Equal("2026-03-31T12:00:00.123456Z", json.RootElement.GetProperty("recoveryKey").GetProperty("disabledFrom").GetString());
        Assert.Equal("2026-03-01T11:59:40.123456Z", json.RootElement.GetProperty("access").GetProperty("credentialsSetAt").GetString());
    }

    [Fact]
    public void No_secret_of_the_record_is_in_its_export_in_any_form()
    {
        AccountRecord record = GoldenRecord.Saved;
        RecoveryExport export = Of(record);
        string told = export.ToJson() + export;

        IEnumerable<byte[]> secrets =
        [
            [.. record.Secret.Bytes],
            .. new[] { record.BackupCodes.Live!, record.BackupCodes.Pending! }.SelectMany(set => set.Codes.Select(code => code.Tag).Append(set.Salt)).Select(bytes => (byte[])[.. bytes]),
            .. new[] { record.RecoveryCode.Code!, record.RecoveryKey.Slot.Code!, record.RecoveryKey.Pending! }.SelectMany(code => (byte[][])[[.. code.Salt], [.. code.Tag]]),
            .. record.Receipts.SelectMany(receipt => (byte[][])[[.. receipt.Id], [.. receipt.Input]]),
        ];
        Assert.All(secrets, secret =>
        {
            Assert.DoesNotContain(Convert.ToHexString(secret)[..16], told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(secret)[..8], told, StringComparison.Ordinal);
            Assert.DoesNotContain(Encoding.Latin1.GetString(secret)[..8], told, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Two_exports_are_equal_when_they_say_the_same_and_no_else()
    {
        RecoveryExport one = Of(GoldenRecord.Full);
        RecoveryExport other = Of(GoldenRecord.Full);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(one.Live!.GetHashCode(), other.Live!.GetHashCode());
        Assert.Equal(one.Anonymous.GetHashCode(), other.Anonymous.GetHashCode());
        Assert.NotEqual(one, other with { Live = null });
        Assert.NotEqual(one.Live, other.Live with { SpentAt = [null] });
        Assert.NotEqual(one.Live, other.Live with { Cost = "none" });
        Assert.NotEqual(one.Anonymous, other.Anonymous with { InFlight = [] });
        Assert.NotEqual(one.Anonymous, other.Anonymous with { Failures = 8 });
    }

    private static RecoveryExport Of(AccountRecord record) =>
        RecoveryExport.Of(GoldenRecord.Account, record, new RecoveryPolicy(new AccountRecoveryOptions(), keepEvents: true, channels: []), GoldenRecord.At(1));

    private static IEnumerable<string> Paths(JsonElement element, string prefix) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Paths(field.Value, prefix + field.Name + ".").Prepend(prefix + field.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Paths(item, prefix)),
        _ => [],
    };
}
