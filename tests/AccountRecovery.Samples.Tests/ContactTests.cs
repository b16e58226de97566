using System.CommandLine;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using RecoveryCli;
using RecoveryCli.Commands;

namespace AccountRecovery.Samples;

/// <summary>Contacts and the codes sent to them, process by process.</summary>
public sealed class ContactTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Duration Month = Duration.FromHours(720);

    [Fact]
    public async Task Contacts_are_added_and_prove_their_owner_and_codes_are_in_the_outbox_and_nowhere_else()
    {
        using RecoveryFile file = await RecoveryFile.NewAsync();
        var outbox = new Outbox(file);
        Ran alone = await AtAsync(file, Noon, "add-contact", "--email", "mira@shop.example", "--own-domain", "shop.example");
        Assert.Equal((1, "refused", "own_domain_alone"), (alone.Code, alone.Outcome, alone.Text("why")));
        Ran wrong = await AtAsync(file, Noon, "add-contact", "--phone", "07700 900123");
        Assert.Equal((1, "invalid", "country", "country_missing"), (wrong.Code, wrong.Outcome, wrong.Text("field"), wrong.Text("fault")));

        // The first takes the password, for which the host vouches. A file stands where the outbox should be, so its message comes later.
        await File.WriteAllTextAsync(outbox.Folder, string.Empty);
        Ran added = await AtAsync(file, Noon, "add-contact", "--email", "mira@example.com");
        Assert.Equal((0, "code_sent", false, "pending"), (added.Code, added.Outcome, added.Json.GetProperty("own_domain").GetBoolean(), Contact(added).GetProperty("state").GetString()));
        Assert.Contains("it is tried again later", added.Error, StringComparison.Ordinal);
        File.Delete(outbox.Folder);
        Assert.Equal(0, (await file.CallAsync("run-due", "--json", "--now", Name(Noon + Duration.FromMinutes(2)))).Code);
        (string ending, string mail) = Assert.Single(outbox.TakeNew());
        string first = Outbox.CodeIn(mail)!;
        Assert.Equal(".eml", ending);
        Assert.StartsWith("Date: Sun, 01 Mar 2026 12:02:00 +0000\r\nFrom: ", mail, StringComparison.Ordinal);
        Assert.Contains("\r\nTo: mira@example.com\r\nSubject: RecoveryCli: your security code\r\n", mail, StringComparison.Ordinal);
        Assert.Contains($"\r\n\r\n{first}\r\n\r\n", mail, StringComparison.Ordinal);
        Instant later = Noon + Duration.FromMinutes(2);
        Ran confirmed = await AtAsync(file, later, "confirm", "--challenge", added.Text("challenge")!, first);
        Assert.Equal((0, "confirmed", true), (confirmed.Code, confirmed.Outcome, Contact(confirmed).GetProperty("settled").GetBoolean()));

        // The second takes a code of the first; it is told to the first, and is young.
        Ran sent = await AtAsync(file, later, "send-code", "--contact", "1", "--purpose", "change-settings");
        Assert.Equal((0, "sent", Name(later + Duration.FromSeconds(30))), (sent.Code, sent.Outcome, sent.Text("next_at")));
        string second = outbox.TakeCode();
        Ran phone = await AtAsync(
            file, later, "add-contact", "--phone", "07700 900123", "--country", "GB", "--voice", "--challenge", sent.Text("challenge")!, "--code", second);
        Assert.Equal((0, "code_sent", "+44 *** 23", "voice"), (phone.Code, phone.Outcome, Contact(phone).GetProperty("masked").GetString(), Contact(phone).GetProperty("channel").GetString()));
        (string Ending, string Text)[] told = outbox.TakeNew();
        Assert.Contains(told, message => message.Ending == ".eml" && message.Text.Contains("a phone number was added", StringComparison.Ordinal));
        string call = Assert.Single(told, message => message.Ending == ".txt").Text;
        Assert.StartsWith("Date: 2026-03-01T12:02:00Z\nTo: +447700900123\nBy: call, spoken once a key was pressed\n\n", call, StringComparison.Ordinal);
        Assert.Equal(0, (await AtAsync(file, later, "confirm", "--challenge", phone.Text("challenge")!, Spoken(call))).Code);

        // Somebody who is locked out is told the same as who guesses, and is proved by the first, whatever case its address is typed in.
        Instant lost = later + Month - Duration.FromNanoseconds(1_000);
        outbox.TakeNew();
        Ran guessed = await AtAsync(file, lost, "send-code", "--to", "eve@example.com", "--purpose", "recover");
        Assert.Empty(outbox.TakeNew());
        Ran asked = await AtAsync(file, lost, "send-code", "--to", "MIRA@example.com", "--purpose", "recover");
        string third = outbox.TakeCode();
        Assert.Equal(asked with { Output = asked.Output.Replace(asked.Text("challenge")!, guessed.Text("challenge"), StringComparison.Ordinal) }, guessed);
        Ran verified = await AtAsync(file, lost, "verify", third, "--challenge", asked.Text("challenge")!, "--purpose", "recover");
        Assert.Equal((0, "verified", "recover", 1), (verified.Code, verified.Outcome, verified.Text("purpose"), Contact(verified).GetProperty("contact").GetInt32()));

        Ran list = await file.CallAsync("contacts", "--account", "alice", "--now", Name(lost));
        Assert.Equal(
            "alice: 2 contacts, 2 independent.\n"
                + "  1  email  m***@example.com  verified  settled since 2026-03-01T12:02:00Z\n"
                + "  2  voice  +44 *** 23        verified  young, settled from 2026-03-31T12:02:00Z\n",
            list.Output.ReplaceLineEndings("\n"));
        foreach (string secret in (string[])[first, second, third, "mira@example.com", "7700"])
        {
            Assert.DoesNotContain(secret, file.Transcript, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Give one of --email, --phone.", "add-contact")]
    [InlineData("Give one of --email, --phone.", "add-contact", "--email", "mira@example.com", "--phone", "+447700900123")]
    [InlineData("Give at most one of --challenge, --proof, --grant.", "add-contact", "--email", "mira@example.com", "--grant", "-", "--proof", "-")]
    [InlineData("--challenge: 'A123456789abcdef' is no challenge", "add-contact", "--email", "mira@example.com", "--challenge", "A123456789abcdef")]
    [InlineData("Give one of --contact, --to, --again.", "send-code", "--purpose", "recover")]
    [InlineData("Say what the code is for", "send-code", "--contact", "1")]
    [InlineData("'sign-in' is none of recover,", "send-code", "--contact", "1", "--purpose", "sign-in")]
    [InlineData("A stranger is sent no code for change-settings", "send-code", "--to", "mira@example.com", "--purpose", "change-settings")]
    [InlineData("is sent by 'add-contact'", "send-code", "--contact", "1", "--purpose", "confirm-contact")]
    [InlineData("--challenge and --purpose", "verify", "1234567", "--challenge", "0123456789abcdef")]
    [InlineData("--challenge: 'one' is no challenge", "verify", "1234567", "--challenge", "one", "--purpose", "recover")]
    [InlineData("'confirm --challenge'", "verify", "1234567", "--challenge", "0123456789abcdef", "--purpose", "confirm-contact")]
    [InlineData("Give at most one of --challenge, --proof.", "remove", "1", "--challenge", "0123456789abcdef", "--proof", "-")]
    [InlineData("contact: '0' is no number of a contact.", "remove", "0")]
    [InlineData("Give at most one of --challenge, --proof.", "remove-all", "--challenge", "0123456789abcdef", "--proof", "-")]
    [InlineData("Give one of --email, --phone.", "notice-address")]
    [InlineData("Give one of --challenge, --proof.", "cancel", "1234567")]
    [InlineData("With --proof no code is typed", "undo", "1234567", "--proof", "-")]
    [InlineData("Give one of --challenge, --proof.", "freeze", "--challenge", "0123456789abcdef", "--proof", "-")]
    [InlineData("Give --challenge and the code that was sent, or --proof", "recover", "1234567")]
    [InlineData("Say which code it is: --challenge.", "recover", "1234567", "--proof", "-")]
    [InlineData("--idempotency-key goes with codes and proofs alone", "recover", "--proof", "-", "--second-step", "--idempotency-key", "1")]
    public void Wrong_usage_is_reported_before_anything_is_done(string told, params string[] arguments)
    {
        ParseResult given = Person.Parse([.. arguments, "--account", "alice"]);

        Assert.Contains(told, Assert.Single(given.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Countries_are_listed_with_their_codes()
    {
        Answer answer = CountriesCommand.Say(CallingCodes.All);

        Assert.Equal((ExitCode.Done, CallingCodes.All.Count), (answer.Code, answer.Text.Split('\n').Length));
        Assert.Contains("\nUnited Kingdom                  GB  +44\n", answer.Text, StringComparison.Ordinal);
    }

    private static Task<Ran> AtAsync(RecoveryFile file, Instant now, params string[] arguments) =>
        file.CallAsync([.. arguments, "--account", "alice", "--json", "--now", Name(now)]);

    private static JsonElement Contact(Ran ran) => ran.Json.GetProperty("contact");

    // A call says "1, 2, 3. 4, 5, 6, 7."
    private static string Spoken(string call)
    {
        string spoken = call.Split(" is: ")[1];
        return string.Concat(spoken.Where(char.IsAsciiDigit).Take(7));
    }

    private static string Name(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}
