using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace AccountRecovery;

public sealed class SecretTypesTests
{
    // 32 bytes, so that it can also be a root key and a record's secret; the last one keeps it from being a text.
    private static readonly byte[] Canary = [.. "CANARYTHATNEVERSHOWSANYWHERE7XQ"u8, 0xFE];
    private static readonly string CanaryText = Encoding.ASCII.GetString(Canary[..31]);
    private static readonly string[] Renderings = [CanaryText, .. Forms(Canary[..31]), .. Forms(Canary)];

    // Bytes in this assembly that are no secret: each says why.
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["StoredCode.Tag"] = "a hash under the pepper",
        ["CodeSet.Salt"] = "a salt",
        ["PreparedSet.Salt"] = "a salt",
        ["SavedCode.Salt"] = "a salt",
        ["SavedCode.Tag"] = "a hash under the record's secret",
        ["DrawnCode.Salt"] = "a salt",
        ["PreparedSet.Tags"] = "hashes under the pepper",
        ["Receipt.Id"] = "a keyed hash",
        ["Receipt.Input"] = "a keyed hash",
        ["UnknownFields._fields"] = "what a newer version keeps, which is held to the same rule",
        ["BackupCodeRedeemer._noSalt"] = "a salt of nothing",
        ["CodeAlphabet._values"] = "public symbols",
    };

    public static TheoryData<string> Holders => [.. Instances.Keys];

    private static Dictionary<string, object> Instances => new()
    {
        [nameof(PlainCode)] = Code,
        [nameof(CodeSheet)] = Sheet,
        [nameof(IssueOutcome.Issued)] = new IssueOutcome.Issued(Sheet),
        [nameof(IssueOutcome.AwaitingConfirmation)] = new IssueOutcome.AwaitingConfirmation(Sheet, TestHost.Start),
        [nameof(RecoveryTicket)] = new RecoveryTicket([.. Canary]),
        [nameof(RedeemOutcome.Redeemed)] = new RedeemOutcome.Redeemed(new RecoveryTicket([.. Canary]), 9),
        [nameof(RootKey)] = RootKey.Parse(Convert.ToBase64String(Canary)),
        [nameof(RootKeyOptions)] = new RootKeyOptions { Key = CanaryText },
        [nameof(AccountRecoveryOptions)] = new AccountRecoveryOptions { RootKeys = { new RootKeyOptions { Key = CanaryText } } },
        [nameof(RecordSecret)] = Secret,
        [nameof(AccountRecord)] = AccountRecord.New(Secret, TestHost.Start),
        [nameof(Caller)] = new Caller { Session = CanaryText, IdempotencyKey = CanaryText },
        [nameof(RecoveryCall)] = new RecoveryCall(RecoveryAction.Redeem, RecoveryMethod.BackupCodes, TestHost.Alice, new ProofsGiven([], false), CallerTrace.None)
        {
            Typed = CanaryText,
            Session = CanaryText,
            Receipt = Receipt,
        },
        [nameof(ReceiptRequest)] = Receipt,
        [nameof(ChargeResult.Examine)] = new ChargeResult.Examine(1, EmptySet, [.. Canary], Secret),
        [nameof(PreparedSet)] = new PreparedSet(Secret, CodeFormat.BackupCode, "s", "c", [], []),
    };

    private static PlainCode Code => new(CodeFormat.Parse("ABCDEFGHIJKLMNOPQRSTUVWXYZ01234567:31"), Canary[..31]);

    private static CodeSheet Sheet => new(RecoveryMethod.BackupCodes, 1, TestHost.Start, [Code, Code]);

    private static RecordSecret Secret => new(Canary);

    private static ReceiptRequest Receipt => new(ReceiptVerb.RedeemBackupCode, CanaryText, CanaryText, [.. Canary]);

    private static CodeSet EmptySet => new(1, CodeFormat.BackupCode, "s", "c", [], [], TestHost.Start);

    [Theory]
    [MemberData(nameof(Holders))]
    public void C8_A_type_that_holds_a_secret_prints_it_nowhere(string holder)
    {
        object instance = Instances[holder];

        Assert.All(Printers.All, printer =>
        {
            string printed = printer.Value(instance);
            Assert.DoesNotContain(Renderings, rendering => printed.Contains(rendering, StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    public void C8_Where_it_is_asked_for_the_secret_shows()
    {
        Assert.Equal(CanaryText, Code.Reveal());
        Assert.Equal(Convert.ToBase64String(Canary), RootKey.Parse(Convert.ToBase64String(Canary)).Reveal());
        Assert.Equal(Convert.ToBase64String(Canary).TrimEnd('='), new RecoveryTicket([.. Canary]).Reveal().Replace('-', '+').Replace('_', '/'));
    }

    /// <summary>The same printers show what a record or a class with public members holds: the test above has power.</summary>
    [Theory]
    [InlineData("System.Text.Json")]
    [InlineData("System.Text.Json with fields")]
    [InlineData("Newtonsoft.Json")]
    [InlineData("Serilog, destructured")]
    [InlineData("Serilog, as it is")]
    [InlineData("ToString")]
    [InlineData("interpolation")]
    [InlineData("string.Format")]
    [InlineData("ILogger at Trace")]
    [InlineData("exception")]
    public void C8_A_leaky_twin_is_caught_by_every_printer(string printer)
    {
        string printed = Printers.All[printer](new LeakyText(CanaryText));

        Assert.Contains(CanaryText, printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.Text.Json")]
    [InlineData("Newtonsoft.Json")]
    [InlineData("Serilog, destructured")]
    public void C8_A_leaky_twin_with_bytes_is_caught(string printer)
    {
        string printed = Printers.All[printer](new LeakyBytes([.. Canary]));

        Assert.Contains(Renderings, rendering => printed.Contains(rendering, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every field of bytes in the assembly, and every text in a type that is known to hold a secret one, is hidden from the debugger or harmless for a reason.</summary>
    [Fact]
    public void C8_A_debugger_shows_no_field_with_a_secret()
    {
        string[] shown = [.. typeof(RootKey).Assembly.GetTypes().SelectMany(ShownFields)];

        Assert.Empty(shown);
    }

    [Fact]
    public void C8_A_leaky_twin_is_caught_by_its_fields()
    {
        Assert.Equal(["LeakyBytes.Secret"], ShownFields(typeof(LeakyBytes)));
        Assert.Equal(["LeakyText.Secret"], ShownFields(typeof(LeakyText)));
    }

    [Fact]
    public void C8_Every_harmless_field_exists()
    {
        string[] fields = [.. typeof(RootKey).Assembly.GetTypes().SelectMany(type => Fields(type).Select(field => Name(type, field)))];

        Assert.All(Harmless.Keys, name => Assert.Contains(name, fields));
    }

    [Fact]
    public void Key_ReadBack_IsAConstantAndSettingThatChangesNothing()
    {
        var options = new RootKeyOptions { Key = CanaryText };

        options.Key = options.Key;

        Assert.Equal("(set)", options.Key);
        Assert.Equal(CanaryText, options.Text);
        Assert.Null(new RootKeyOptions().Key);
    }

    private static IEnumerable<string> ShownFields(Type type) => Fields(type)
        .Where(field => (IsBytes(field.FieldType) || (field.FieldType == typeof(string) && IsSecretText(type, field))) && !Harmless.ContainsKey(Name(type, field)))
        .Where(field => !IsHidden(field.Name.StartsWith('<') ? PropertyOf(type, field) : field))
        .Select(field => Name(type, field));

    private static IEnumerable<FieldInfo> Fields(Type type) => type.Name.Contains('<', StringComparison.Ordinal)
        ? []
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private static bool IsBytes(Type type) =>
        type == typeof(byte[]) || type == typeof(sbyte[]) || type == typeof(ReadOnlyMemory<byte>) || type == typeof(Memory<byte>) || type == typeof(ImmutableArray<byte>)
        || (type.IsGenericType && type.GetGenericArguments().Any(IsBytes));

    private static bool IsSecretText(Type type, FieldInfo field) => Name(type, field)
        is "RootKeyOptions._key" or "Caller._session" or "Caller._idempotencyKey" or "AttemptAsk.Typed" or "SavedCodeAsk.Typed" or "SavedCodeIssueAsk.Typed" or "ReceiptRequest.Session" or "ReceiptRequest.Key" or "LeakyText.Secret";

    // What a debugger shows of a compiler-made field is its property.
    private static PropertyInfo PropertyOf(Type type, FieldInfo field) =>
        type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;

    private static bool IsHidden(MemberInfo member) => member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State == DebuggerBrowsableState.Never;

    private static string Name(Type type, FieldInfo field) =>
        $"{type.Name}.{(field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name)}";

    private static string[] Forms(byte[] secret) =>
    [
        Convert.ToHexString(secret),
        Convert.ToBase64String(secret).TrimEnd('='),
        string.Join(',', secret.Take(16).Select(value => value.ToString(CultureInfo.InvariantCulture))),
        string.Join(", ", secret.Take(16).Select(value => value.ToString(CultureInfo.InvariantCulture))),
    ];

    private sealed record LeakyText(string Secret);

    private sealed record LeakyBytes(byte[] Secret);
}
