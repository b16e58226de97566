using System.Text;
using AccountRecovery.Ports;
using NodaTime;
using RecoveryCli;

namespace AccountRecovery.Samples;

/// <summary>The folder that the command line puts messages into.</summary>
public sealed class PickupTests : IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    private readonly string _parent = Directory.CreateTempSubdirectory("recovery-outbox-").FullName;

    private string Folder => Path.Combine(_parent, "outbox");

    [Fact]
    public async Task A_message_that_is_delivered_again_takes_its_own_file_s_place_and_no_other_s()
    {
        await SendAsync(Noon, Message(1, ContactChannel.Email, "first"));
        await SendAsync(Noon, Message(2, ContactChannel.Email, "another"));
        await SendAsync(Noon + Duration.FromMinutes(1), Message(1, ContactChannel.Email, "again"));
        await SendAsync(Noon + Duration.FromMinutes(1), Message(3, ContactChannel.Sms, "a text"));

        string[] files = [.. Directory.GetFiles(Folder).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                $"20260301T120000.000Z-{new string('0', 31)}1.eml",
                $"20260301T120000.000Z-{new string('0', 31)}2.eml",
                $"20260301T120100.000Z-{new string('0', 31)}3.txt",
            ],
            files.Select(Path.GetFileName));
        Assert.Equal(["again", "another", "a text"], files.Select(file => File.ReadAllText(file).TrimEnd().Split('\n')[^1]));
    }

    [Fact]
    public async Task Only_its_owner_reads_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        await SendAsync(Noon, Message(1, ContactChannel.Email, "text"));

        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ReadWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.Equal(ReadWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(Folder))));
    }

    [Fact]
    public async Task What_cannot_be_put_in_its_place_is_for_later_and_leaves_no_half()
    {
        string taken = Path.Combine(Folder, $"20260301T120000.000Z-{new string('0', 31)}1.eml");
        Directory.CreateDirectory(taken);

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(Noon, Message(1, ContactChannel.Email, "text")));

        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void An_e_mail_ends_its_lines_as_RFC_5322_has_it_and_is_UTF_8()
    {
        byte[] bytes = PickupText.Write(Message(1, ContactChannel.Email, "one\ntwo\r\nthree é", "mé@example.com"), Noon);

        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.Contains("\r\nTo: mé@example.com\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\none\r\ntwo\r\nthree é\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(symbol => symbol == '\n'), text.Split("\r\n").Length - 1);
        Assert.All(text.Split("\r\n\r\n")[0].Split("\r\n"), line => Assert.Contains(": ", line, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private async Task SendAsync(Instant now, OutboundMessage message) =>
        Assert.Equal(SendResult.Accepted, await new PickupSender(Folder, new FixedClock(now)).SendAsync(message, CancellationToken.None));

    private static OutboundMessage Message(int id, ContactChannel channel, string body, string to = "mira@example.com") => new(to, new MessageText(body, channel == ContactChannel.Email ? "A subject" : null))
    {
        Id = new MessageId((UInt128)id),
        Account = new AccountId("alice"),
        Kind = MessageKind.Notice,
        Channel = channel,
        ExpiresAt = Noon + Duration.FromHours(1),
    };
}
