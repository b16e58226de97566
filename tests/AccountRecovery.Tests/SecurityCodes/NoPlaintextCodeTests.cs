using System.Text;
using System.Text.Json;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AccountRecovery;

/// <summary>C7: security codes and addresses, everywhere but in messages.</summary>
public sealed class NoPlaintextCodeTests
{
    private const string Typed = "Mira.Lindqvist@EXAMPLE.org";
    private const string Stored = "Mira.Lindqvist@example.org";
    private const string Phone = "+447700900456";

    private static readonly string[] Addresses = [Typed, Stored, "Mira.Lindqvist", "mira.lindqvist", Phone, "447700900456", "07700 900456", "07700900456"];

    [Fact]
    public async Task C7_No_security_code_and_no_address_is_in_records_logs_telemetry_exceptions_or_events()
    {
        using var log = new LogSpy();
        var mail = new RecordingSender();
        var faulty = new FaultyStore(InMemory.Store());
        var store = new CountingStore(faulty);
        await using var host = new TestHost(store: store, listens: true, sends: true, services: services =>
        {
            services.AddSingleton<ILoggerFactory>(log);
            Enum.GetValues<ContactChannel>().ToList().ForEach(channel => services.AddKeyedSingleton<IRecoverySender>(channel, new TalkativeSender(mail)));
        });
        using var telemetry = new TelemetrySpy(host.Provider.GetRequiredService<RecoveryMeter>());
        host.Sink.Refuses = happened => happened.Sequence % 4 == 0 && host.Clock.GetCurrentInstant() < TestHost.Start + Duration.FromHours(20);
        var texts = new List<string>();
        void Note(object told) => texts.Add($"{told}");

        // Two contacts, each with senders that fail first and codes that are wrong first.
        ChangeOutcome added = await AddAsync(NewContact.Email(Typed), [await host.VouchAsync(ProofPurpose.ChangeSecuritySettings)]);
        ContactId first = await ConfirmAsync(added);
        RecoveryTicket proof = await ProveAsync(first);
        await ConfirmAsync(await AddAsync(NewContact.Phone("07700 900456", "GB"), [proof]));

        // Strangers; a store that fails; a code that is never delivered.
        foreach (string typed in (string[])[Typed, "07700 900456", "mira.lindqvist@example.org"])
        {
            host.Clock.Advance(Duration.FromHours(2));
            ChallengeId challenge = await host.AskAsync(typed);
            Note(await host.TypeAsync(challenge, typed));
            faulty.Fails = (step, _) => step == StoreStep.BeforeWrite;
            Note(await Assert.ThrowsAsync<IOException>(() => host.TypeAsync(challenge, LastCode()).AsTask()));
            faulty.Fails = null;
            Note(await host.TypeAsync(challenge, LastCode()));
        }

        host.Clock.Advance(Duration.FromHours(25));
        mail.FailAlways();
        Note(await host.SendAsync(first, ProofPurpose.Recover));
        await RetryAsync();
        host.Clock.Advance(Duration.FromMinutes(10));
        await RetryAsync();
        mail.Recover();
        Note(await host.SecurityInfo.GetAsync(TestHost.Alice));
        Note((await host.OpenAsync())!);
        telemetry.Collect();
        texts.AddRange(telemetry.Texts);
        texts.AddRange(log.Lines);
        foreach (RecoveryEvent told in host.Sink.Delivered)
        {
            Note(told);
            Note(JsonSerializer.Serialize(told));
        }

        foreach (OutboundMessage message in mail.Tried)
        {
            Note(message);
            Note(JsonSerializer.Serialize(message));
        }

        // Given up, failed, and told; with enough of everything.
        string[] codes = [.. mail.Tried.Select(message => message.RevealCode()).OfType<string>().Distinct(StringComparer.Ordinal)];
        Assert.True(codes.Length > 6 && store.Writes > 20 && log.Lines.Count > 5 && telemetry.Texts.Count() > 50);
        Assert.Contains(host.Sink.Delivered, told => told.Kind == RecoveryEventKind.MessageNotDelivered);
        Assert.Contains(log.Lines, line => line.Contains(nameof(IOException), StringComparison.Ordinal));
        var search = new SecretSearch(codes.Concat(Addresses));
        byte[][] places = [.. store.Written.Select(record => record.Sealed.ToArray()), .. texts.Select(Encoding.UTF8.GetBytes)];
        Assert.All(places, place => Assert.Null(search.FirstIn(place)));
        Assert.All(codes.Concat(Addresses).SelectMany(SecretSearch.Forms), form => Assert.NotNull(search.FirstIn($"before {form} after")));

        // The opened record has the addresses, since they must be sent to, and no code.
        var fields = new FieldWriter();
        (await host.OpenAsync())!.Write(fields);
        Assert.Null(new SecretSearch(codes).FirstIn(fields.Written.ToArray()));
        Assert.NotNull(search.FirstIn(fields.Written.ToArray()));

        string LastCode() => mail.Tried.Last(message => message.Kind == MessageKind.SecurityCode).RevealCode()!;

        async Task RetryAsync()
        {
            for (int n = 0; n < 3; n++)
            {
                await host.DrainAsync();
                host.Clock.Advance(Duration.FromSeconds(40));
                await host.DueWork.RunAsync(10);
                await host.DueWork.RunAsync(10);
            }

            await host.DrainAsync();
        }

        async Task<ChangeOutcome> AddAsync(NewContact contact, RecoveryTicket[] proofs)
        {
            Note(contact);
            mail.FailNext(2);
            ChangeOutcome outcome = await host.SecurityInfo.AddAsync(TestHost.Alice, contact, (TestHost.Owner with { IdempotencyKey = $"{contact.Channel}" }).Having(proofs));
            Note(outcome);
            await RetryAsync();
            return outcome;
        }

        async Task<ContactId> ConfirmAsync(ChangeOutcome outcome)
        {
            ChallengeId challenge = Assert.IsType<ChangeOutcome.CodeSent>(outcome).Challenge;
            Caller keyed = TestHost.Owner with { IdempotencyKey = "confirm" };
            Note(await host.SecurityInfo.ConfirmAsync(TestHost.Alice, challenge, ContactScene.OtherCode(LastCode()), TestHost.Owner));
            Note(await host.SecurityInfo.ConfirmAsync(TestHost.Alice, challenge, LastCode() + "x", TestHost.Owner));
            VerifyOutcome confirmed = await host.SecurityInfo.ConfirmAsync(TestHost.Alice, challenge, LastCode(), keyed with { IdempotencyKey = $"{challenge}" });
            Note(confirmed);
            return Assert.IsType<VerifyOutcome.Verified>(confirmed).Contact.Id;
        }

        async Task<RecoveryTicket> ProveAsync(ContactId contact)
        {
            host.Clock.Advance(Duration.FromHours(2));
            SendOutcome sent = await host.SendAsync(contact, ProofPurpose.ChangeSecuritySettings);
            Note(sent);
            await host.DrainAsync();
            RecoveryTicket session = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.HostSession);
            VerifyOutcome outcome = await host.TypeAsync(Assert.IsType<SendOutcome.Sent>(sent).Challenge, LastCode(), ProofPurpose.ChangeSecuritySettings, session);
            Note(outcome);
            return Assert.IsType<VerifyOutcome.Verified>(outcome).Proof!;
        }
    }
}
