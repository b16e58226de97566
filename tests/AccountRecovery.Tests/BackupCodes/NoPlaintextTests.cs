using System.Text;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

public sealed class NoPlaintextTests
{
    [Fact]
    public async Task C7_No_issued_code_is_in_records_logs_exceptions_or_events()
    {
        using var log = new LogSpy();
        var faulty = new FaultyStore(InMemory.Store());
        var store = new CountingStore(faulty);
        await using var host = new TestHost(
            options => options.ConfirmBackupCodes = true, store, listens: true, services: services => services.AddSingleton<ILoggerFactory>(log));
        host.Sink.Refuses = happened => happened.Remaining == 7;
        var texts = new List<string>();
        string[] codes = await host.IssueAsync();
        texts.Add($"{await host.Codes.ConfirmAsync(TestHost.Alice, codes[0], TestHost.Owner)}");
        foreach (string code in codes.Take(5))
        {
            texts.Add($"{await host.RedeemAsync(code, caller: TestHost.Stranger with { Session = "s", IdempotencyKey = code })}");
            texts.Add($"{await host.RedeemAsync($"{code}x")}");
            texts.Add($"{await host.RedeemAsync(code)}");
            host.Hasher.DuringHash = () => faulty.Fails = (step, _) => step == StoreStep.BeforeWrite;
            texts.Add((await Assert.ThrowsAsync<IOException>(() => host.RedeemAsync(codes[9]))).ToString());
            (host.Hasher.DuringHash, faulty.Fails) = (null, null);
            host.Clock.Advance(Duration.FromHours(1));
            await host.DueWork.RunAsync(10);
        }

        IssueOutcome pending = await host.GenerateAsync();
        texts.Add($"{pending} {(pending as IssueOutcome.AwaitingConfirmation)?.Sheet} {(pending as IssueOutcome.AwaitingConfirmation)?.Sheet.Codes[0]}");
        string[] more = [.. ((IssueOutcome.AwaitingConfirmation)pending).Sheet.Codes.Select(code => code.Reveal())];
        texts.Add((await Assert.ThrowsAsync<ArgumentException>(() => host.Codes.ImportAsync(TestHost.Alice, more, CodeFormat.RecoveryKey, TestHost.Owner).AsTask())).ToString());
        texts.Add($"{await host.Codes.ImportAsync(TestHost.Alice, [.. more, "1234 567x"], CodeFormat.BackupCode, TestHost.Owner)}");
        texts.Add($"{await host.Codes.GetStatusAsync(TestHost.Alice)} {await host.OpenAsync()}");
        host.Sink.Refuses = null;
        host.Clock.Advance(Duration.FromDays(1));
        await host.DueWork.RunAsync(10);
        await host.DrainAsync();
        texts.AddRange(host.Sink.Delivered.Select(happened => System.Text.Json.JsonSerializer.Serialize(happened, happened.GetType(), System.Text.Json.JsonSerializerOptions.Default)));
        texts.AddRange(host.Sink.Delivered.Select(happened => $"{happened}"));
        texts.AddRange(log.Lines);
        byte[][] places = [.. store.Written.Select(record => record.Sealed.ToArray()), .. texts.Select(Encoding.UTF8.GetBytes), .. texts.Select(Encoding.Unicode.GetBytes)];

        string[] issued = [.. codes, .. more];
        Assert.True(store.Writes > 20 && host.Sink.Delivered.Count > 5 && log.Lines.Count > 2);
        Assert.DoesNotContain(issued, code => Found(code, places));
        foreach (string form in Forms(issued[7]))
        {
            Assert.True(Found(issued[7], [.. places, Encoding.UTF8.GetBytes($"before{form}after")]), $"The planted '{form}' was not found.");
        }
    }

    [Fact]
    public async Task C7_The_opened_record_holds_no_code_either()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        foreach (string wrong in TestHost.WrongCodes(codes).Take(3))
        {
            await host.RedeemAsync(wrong, caller: TestHost.Stranger with { Session = "s", IdempotencyKey = "key" });
        }

        var fields = new FieldWriter();
        (await host.OpenAsync())!.Write(fields);

        Assert.DoesNotContain(codes.Concat(TestHost.WrongCodes(codes).Take(3)), code => Found(code, [fields.Written.ToArray()]));
    }

    [Fact]
    public async Task C10_After_rotating_and_resealing_the_old_key_can_go()
    {
        InMemoryRecoveryStore store = InMemory.Store();
        RootKey old = RootKey.Generate(), fresh = RootKey.Generate();
        AccountId late = new("late");
        string[] codes;
        await using (var before = new TestHost(store: store, rootKey: old))
        {
            codes = await before.IssueAsync();
            await before.IssueAsync(late);
        }

        await using (var both = new TestHost(options => options.RootKeys.Add(new RootKeyOptions { Key = old.Reveal(), Use = RootKeyUse.OpenOnly }), store, rootKey: fresh))
        {
            Assert.IsType<RedeemOutcome.Redeemed>(await both.RedeemAsync(codes[0]));
        }

        await using var after = new TestHost(store: store, rootKey: fresh);
        Assert.Equal(new RedeemOutcome.Refused(Refusal.AlreadySpent), await after.RedeemAsync(codes[0]));
        Assert.Equal(8, Assert.IsType<RedeemOutcome.Redeemed>(await after.RedeemAsync(codes[1])).Remaining);
        RecordUnreadableException unread = await Assert.ThrowsAsync<RecordUnreadableException>(() => after.RedeemAsync(codes[0], account: late));
        Assert.Equal((RecordFault.MissingRootKey, late), (unread.Fault, unread.Account));
        Assert.Contains(old.Id.ToString(), unread.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C10_A_copied_database_without_the_key_opens_for_nobody()
    {
        await using var host = new TestHost();
        await host.IssueAsync();
        StoredRecord stolen = (await host.Store.ReadAsync(TestHost.Alice, default))!;
        for (int guess = 0; guess < FullRun.Or(1_000, 100_000); guess++)
        {
            var sealer = new RecordSealer(new KeyRing(RootKey.Generate(), []));
            Assert.Equal(RecordFault.MissingRootKey, Assert.Throws<RecordUnreadableException>(() => sealer.Open(TestHost.Alice, stolen.Sealed.Span)).Fault);
        }
    }

    [Fact]
    public async Task C10_A_record_that_does_not_open_is_never_replaced_by_a_fresh_one()
    {
        InMemoryRecoveryStore store = InMemory.Store();
        await using var host = new TestHost(store: store);
        await host.IssueAsync();
        StoredRecord? before = await store.ReadAsync(TestHost.Alice, default);
        await using var other = new TestHost(store: store);

        await Assert.ThrowsAsync<RecordUnreadableException>(() => other.RedeemAsync("1234 5678"));
        await Assert.ThrowsAsync<RecordUnreadableException>(() => other.VouchAsync(ProofPurpose.ChangeSecuritySettings).AsTask());
        await Assert.ThrowsAsync<RecordUnreadableException>(() => other.Codes.ImportAsync(TestHost.Alice, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner).AsTask());
        await Assert.ThrowsAsync<RecordUnreadableException>(() => other.Codes.GetStatusAsync(TestHost.Alice).AsTask());
        await Assert.ThrowsAsync<RecordUnreadableException>(() => other.Operations.RepairClockAsync(TestHost.Alice, TestHost.Owner).AsTask());

        Assert.Equal(before, await store.ReadAsync(TestHost.Alice, default));
    }

    [Fact]
    public void C11_Codes_come_from_a_caller_by_import_alone_and_nobody_takes_a_time_or_a_generation()
    {
        foreach (System.Reflection.MethodInfo method in typeof(IBackupCodes).GetMethods().Concat(typeof(ITickets).GetMethods()))
        {
            Type[] parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
            Type[] clocks = [typeof(Instant), typeof(Instant?), typeof(DateTime), typeof(DateTimeOffset), typeof(Duration), typeof(TimeSpan), typeof(IClock), typeof(int), typeof(long)];
            bool takesCodes = parameters.Any(type => typeof(IEnumerable<string>).IsAssignableFrom(type) || typeof(IEnumerable<PlainCode>).IsAssignableFrom(type) || type == typeof(CodeSheet) || type == typeof(CodeFormat));

            Assert.Equal(method.Name == nameof(IBackupCodes.ImportAsync), takesCodes);
            Assert.Empty(parameters.Intersect(clocks));
        }

        Assert.All(typeof(Caller).GetProperties(), property => Assert.True(property.PropertyType == typeof(string) || property.PropertyType == typeof(bool)));
    }

    private static bool Found(string code, byte[][] places) =>
        Forms(code).Select(Encoding.UTF8.GetBytes).Any(form => places.Any(place => place.AsSpan().IndexOf(form) >= 0));

    private static IEnumerable<string> Forms(string shown)
    {
        string canonical = shown.Replace(" ", string.Empty, StringComparison.Ordinal);
        foreach (string text in (string[])[canonical, shown])
        {
            byte[] bytes = Encoding.ASCII.GetBytes(text);
            yield return text;
            yield return Convert.ToHexString(bytes);
            yield return Convert.ToHexStringLower(bytes);
            yield return Convert.ToBase64String(bytes).TrimEnd('=');
            yield return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            yield return Uri.EscapeDataString(text);
            yield return text.Replace(' ', '+');
        }
    }
}
