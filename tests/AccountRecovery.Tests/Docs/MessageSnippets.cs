using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>The code blocks of docs/messages.md, and that of docs/testing-your-app.md about senders.</summary>
public sealed class MessageSnippets
{
    [Fact]
    public void The_blocks_of_messages_do_what_they_say()
    {
        var services = new ServiceCollection();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }))
            .UseInMemoryStore()
            .UseMessageTexts<GermanTexts>();

        using ServiceProvider provider = services.BuildServiceProvider();
        MessageText text = provider.GetRequiredService<IMessageTexts>().Write(new Messages.Sample(ContactChannel.Email)
        {
            About = RecoveryEventKind.CodesIssued,
            Method = RecoveryMethod.BackupCodes,
        }.Notice);
        Assert.StartsWith("Für Example Shop wurden neue Backup-Codes erstellt. Zeitpunkt: 22.11.2026, 17:42 UTC.", text.RevealBody(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_block_about_senders_does_what_it_says()
    {
        var services = new ServiceCollection();

        var sender = new RecordingSender();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }))
            .UseInMemoryStore()
            .UseSender(ContactChannel.Email, sender)
            .UseSender(ContactChannel.Sms, sender);

        await using ServiceProvider provider = services.BuildServiceProvider();
        var message = new OutboundMessage("alice@example.com", new MessageText("Hello"), "123 4567")
        {
            Id = new MessageId(1),
            Account = new AccountId("alice"),
            Kind = MessageKind.SecurityCode,
            Channel = ContactChannel.Sms,
            ExpiresAt = Instant.MaxValue,
        };
        await provider.GetRequiredKeyedService<IRecoverySender>(ContactChannel.Sms).SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal("123 4567", sender.LastCodeTo("alice@example.com"));
    }
}
