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
        [typeof(AccountRecord)] = (
            ["Access", "BackupCodes", "Contacts", "Epoch", "Events", "Latest", "Messages", "Receipts", "RecoveryCode", "RecoveryKey", "SecurityCodes"],
            ["ErasedAt", "Secret", "Unknown"]),
        [typeof(BackupCodePart)] = (["Budgets", "Live", "Pending", "PendingUntil", "SetsNumbered"], ["Unknown"]),
        [typeof(CodeSet)] = (["Codes", "Cost", "Format", "Imported", "IssuedAt", "Number", "Scheme"], ["Salt", "Unknown"]),
        [typeof(StoredCode)] = (["SpentAt"], ["Tag", "Unknown"]),
        [typeof(SavedCodeSlot)] = (["Budgets", "Code"], ["Numbered", "Unknown"]),
        [typeof(SavedCode)] = (["IssuedAt", "Number", "SpentAt"], ["Salt", "Tag", "Unknown"]),
        [typeof(RecoveryKeyPart)] = (["DisabledFrom", "PendingUntil", "Slot"], ["Pending", "Unknown"]),
        [typeof(AccessPart)] = (["CancelledAt", "FrozenAt", "PaymentsHeldUntil", "Prompt", "Reentry", "SessionsValidFrom", "SignedInAt", "Wait", "WaitStarts"], ["Unknown"]),
        [typeof(Reentry)] = (["CredentialsSetAt", "GrantUntil", "HadContacts", "IsAfterWait", "Since"], ["Unknown"]),
        [typeof(Wait)] = (["Since", "Until"], ["LastTold", "Unknown"]),
        [typeof(Prompt)] = (["First", "SkippedUntil"], ["IsOverdueTold", "Unknown"]),
        [typeof(AttemptBudgets)] = (["Anonymous", "Attested"], []),
        [typeof(AttemptBudget)] = (["Closed", "Failures", "InFlight", "PausedUntil"], ["LastCharge", "Unknown"]),
        [typeof(AttemptCharge)] = (["At", "From"], ["Number", "Unknown"]),
        [typeof(CallerTrace)] = (["CorrelationId", "Culture", "Device", "Source"], ["Unknown"]),
        [typeof(EventQueue)] = (["Items"], ["Faults", "FrozenThrough", "HeldUntil", "Holder", "LastSequence", "Unknown"]),
        [typeof(QueuedEvent)] = (["At", "Attested", "Channel", "Contact", "Count", "From", "GivenId", "Kind", "Method", "Remaining", "Sequence", "SetNumber"], ["Unknown"]),
        [typeof(ContactPart)] = (["Items"], ["Numbered", "Unknown"]),
        [typeof(Contact)] = (["AddedAt", "Address", "Channel", "Country", "IsForNotices", "LeftAt", "Number", "ReturnedAt", "SettlesAtOnce", "ShownAt", "State", "Until", "VerifiedAt"], ["Unknown"]),
        [typeof(SecurityCodePart)] = (["Budgets", "Challenges", "Sends"], ["Unknown"]),
        [typeof(Challenge)] = (["Channel", "Contact", "ExpiresAt", "IsAttested", "Purpose", "Sends", "SentAt", "Tries"], ["Id", "Unknown"]),
        [typeof(CodeSend)] = (["At", "Contact", "IsAttested"], ["Unknown"]),
        [typeof(MessageQueue)] = (["Items"], ["LastNumber", "Unknown"]),
        [typeof(QueuedMessage)] = (
            ["About", "At", "Contact", "Count", "ExpiresAt", "From", "Kind", "Method", "Remaining", "To"],
            ["Challenge", "Faults", "Holder", "NotBefore", "Number", "Send", "Unknown"]),
        [typeof(Recipient)] = (["Contact"], ["IsCounted"]),
    };

    [Fact]
    public void Of_everything_that_is_stored_it_is_decided_whether_it_is_reported() => Assert.All(Decisions, decision => Assert.Equal(
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
            ["id", "sequence", "kind", "method", "at", "count", "remaining", "setNumber", "attested", "contact", "channel", "correlationId", "source", "device"],
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
                "access.recoveredAt", "access.grantUntil", "access.credentialsSetAt", "access.hadContacts", "access.sessionsValidFrom", "access.paymentsHeldUntil",
                "access.isAfterWait", "access.waitSince", "access.waitUntil", "access.waitStarts", "access.cancelledAt", "access.promptFirst", "access.promptSkippedUntil", "access.signedInAt", "access.frozenAt",
            ],
            ((string[])["recoveryCode", "recoveryKey", "access"]).SelectMany(part => json.RootElement.GetProperty(part).EnumerateObject().Select(field => $"{part}.{field.Name}")));
        Assert.Equal("2026-03-01T11:59:30.123456Z", json.RootElement.GetProperty("recoveryCode").GetProperty("spentAt").GetString());
        Assert.Equal("2026-03-31T12:00:00.123456Z", json.RootElement.GetProperty("recoveryKey").GetProperty("disabledFrom").GetString());
        Assert.Equal("2026-03-01T11:59:40.123456Z", json.RootElement.GetProperty("access").GetProperty("credentialsSetAt").GetString());
    }

    /// <summary>What is the person's own is told in full, and of codes neither the digits nor the handle that would let them be typed.</summary>
    [Fact]
    public void A_record_with_contacts_tells_their_addresses_and_what_is_sent_to_them()
    {
        RecoveryExport export = Of(GoldenContacts.Record);
        string text = export.ToJson();
        using var json = JsonDocument.Parse(text);

        JsonElement voided = json.RootElement.GetProperty("contacts")[2];
        Assert.Equal(["id", "channel", "address", "country", "state", "addedAt", "verifiedAt", "settledFrom", "shownAt", "until", "leftAt", "returnedAt", "isForNotices"], voided.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["m.m\u00FCller+home@example.com", "+4915112345678", "+12025550143"], json.RootElement.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("address").GetString()));
        Assert.Equal((4, "Voice", "US", "Voided"), (voided.GetProperty("id").GetInt32(), voided.GetProperty("channel").GetString(), voided.GetProperty("country").GetString(), voided.GetProperty("state").GetString()));
        Assert.Equal("2026-03-04T11:59:20.123456Z", voided.GetProperty("until").GetString());
        Assert.Equal(voided.GetProperty("verifiedAt").GetString(), voided.GetProperty("settledFrom").GetString());

        JsonElement codes = json.RootElement.GetProperty("securityCodes");
        Assert.Equal(["live", "sends", "anonymous", "attested"], codes.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["contact", "purpose", "channel", "attested", "sentAt", "expiresAt", "sends", "tries"], codes.GetProperty("live")[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal((2, "Recover", 4), (codes.GetProperty("live")[0].GetProperty("contact").GetInt32(), codes.GetProperty("live")[0].GetProperty("purpose").GetString(), codes.GetProperty("live")[0].GetProperty("tries").GetInt32()));
        Assert.Equal([2, 5], codes.GetProperty("sends").EnumerateArray().Select(send => send.GetProperty("contact").GetInt32()));
        Assert.Equal((8, 1), (codes.GetProperty("anonymous").GetProperty("failures").GetInt32(), codes.GetProperty("attested").GetProperty("failures").GetInt32()));

        JsonElement notice = json.RootElement.GetProperty("messages")[1];
        Assert.Equal(
            ["kind", "about", "method", "to", "at", "expiresAt", "count", "remaining", "contact", "correlationId", "source", "device", "culture"],
            notice.EnumerateObject().Select(field => field.Name));
        Assert.Equal([2, 4], notice.GetProperty("to").EnumerateArray().Select(to => to.GetInt32()));
        Assert.Equal(("Notice", "ContactAdded", "pt-BR"), (notice.GetProperty("kind").GetString(), notice.GetProperty("about").GetString(), notice.GetProperty("culture").GetString()));
        Assert.Equal(("SecurityCode", JsonValueKind.Null), (json.RootElement.GetProperty("messages")[0].GetProperty("kind").GetString(), json.RootElement.GetProperty("messages")[0].GetProperty("about").ValueKind));
        Assert.Equal((5, "Sms"), (json.RootElement.GetProperty("events")[1].GetProperty("contact").GetInt32(), json.RootElement.GetProperty("events")[1].GetProperty("channel").GetString()));
        Assert.True(json.RootElement.GetProperty("access").GetProperty("hadContacts").GetBoolean());

        AccountRecord record = GoldenContacts.Record;
        Assert.All(record.SecurityCodes.Challenges, challenge =>
        {
            Assert.DoesNotContain(new ChallengeId(challenge.Id).ToString(), text, StringComparison.Ordinal);
            Assert.DoesNotContain(challenge.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) + ",", text, StringComparison.Ordinal);
            Assert.DoesNotContain(SecurityCodeDerivation.Code(record.Secret, challenge).Reveal(), text, StringComparison.Ordinal);
            Assert.DoesNotContain(SecurityCodeDerivation.Code(record.Secret, challenge).Reveal().Replace(" ", string.Empty, StringComparison.Ordinal), text, StringComparison.Ordinal);
        });
    }

    /// <summary>A code that nobody can type any more is none that lives.</summary>
    [Fact]
    public void Of_security_codes_those_that_could_still_be_typed_are_reported_as_live()
    {
        AccountRecord record = GoldenContacts.Record;
        Challenge[] challenges = [.. record.SecurityCodes.Challenges];
        ExportedSecurityCodes At(Instant now, params Challenge[] kept) => ExportedSecurityCodes.Of(record.SecurityCodes with { Challenges = [.. kept] }, now);

        Assert.Equal(2, At(challenges[0].ExpiresAt - Duration.FromTicks(10), challenges).Live.Count);
        Assert.Empty(At(challenges[0].ExpiresAt, challenges).Live);
        Assert.Single(At(GoldenRecord.At(1), challenges[0] with { Tries = 5 }, challenges[1]).Live);
    }

    /// <summary>An address is for the person: what a log makes of an export by itself does not have it.</summary>
    [Fact]
    public void An_address_is_shown_when_it_is_asked_for_and_else_not()
    {
        RecoveryExport export = Of(GoldenContacts.Record);

        Assert.Equal("m.m\u00FCller+home@example.com", export.Contacts[0].RevealAddress());
        Assert.All(GoldenContacts.Record.Contacts.Items, contact =>
        {
            Assert.DoesNotContain(contact.Address, $"{export} {string.Join(' ', export.Contacts)}", StringComparison.Ordinal);
            Assert.DoesNotContain(contact.Address, JsonSerializer.Serialize(new ExportedContact(contact)), StringComparison.Ordinal);
        });
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

    [Fact]
    public void Two_exports_of_contacts_are_equal_when_they_say_the_same_and_no_else()
    {
        RecoveryExport one = Of(GoldenContacts.Record);
        RecoveryExport other = Of(GoldenContacts.Record);

        Assert.Equal(one, other);
        Assert.Equal(one.SecurityCodes.GetHashCode(), other.SecurityCodes.GetHashCode());
        Assert.Equal(one.Messages[0].GetHashCode(), other.Messages[0].GetHashCode());
        Assert.Equal((one.SecurityCodes, one.Messages[0], one.Contacts[0]), (other.SecurityCodes, other.Messages[0], other.Contacts[0]));
        Assert.NotEqual(one, other with { Contacts = [] });
        Assert.NotEqual(one.Contacts[0], new ExportedContact(GoldenContacts.Verified with { Address = "other@example.com" }));
        Assert.NotEqual(one.SecurityCodes, other.SecurityCodes with { Live = [] });
        Assert.NotEqual(one.SecurityCodes, other.SecurityCodes with { Sends = [] });
        Assert.NotEqual(one.Messages[0], other.Messages[0] with { To = [] });
        Assert.NotEqual(one.Messages[0], other.Messages[0] with { Culture = "de" });
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
