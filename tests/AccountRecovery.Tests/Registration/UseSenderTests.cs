using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

public sealed class UseSenderTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public void A_sender_serves_its_channel_and_no_other()
    {
        _services.AddAccountRecovery().UseSender<NoSender>(ContactChannel.Sms);

        using ServiceProvider provider = _services.BuildServiceProvider();
        Assert.IsType<NoSender>(provider.GetRequiredKeyedService<IRecoverySender>(ContactChannel.Sms));
        Assert.Null(provider.GetKeyedService<IRecoverySender>(ContactChannel.Voice));
        Assert.Null(provider.GetService<IRecoverySender>());
    }

    [Fact]
    public void A_sender_is_made_anew_in_each_scope_and_an_instance_is_the_same()
    {
        var sender = new RecordingSender();
        _services.AddAccountRecovery().UseSender<NoSender>(ContactChannel.Sms).UseSender(ContactChannel.Email, sender).UseSender(ContactChannel.Voice, sender);

        using ServiceProvider provider = _services.BuildServiceProvider();
        using IServiceScope first = provider.CreateScope();
        using IServiceScope second = provider.CreateScope();
        IRecoverySender Of(IServiceScope scope, ContactChannel channel) => scope.ServiceProvider.GetRequiredKeyedService<IRecoverySender>(channel);

        Assert.NotSame(Of(first, ContactChannel.Sms), Of(second, ContactChannel.Sms));
        Assert.Same(sender, Of(first, ContactChannel.Email));
        Assert.Same(sender, Of(second, ContactChannel.Voice));
    }

    [Fact]
    public void The_last_call_for_a_channel_wins_and_leaves_the_others()
    {
        var sender = new RecordingSender();
        AccountRecoveryBuilder builder = _services.AddAccountRecovery().UseSender<NoSender>(ContactChannel.Sms).UseSender<NoSender>(ContactChannel.Email);

        builder.UseSender(ContactChannel.Email, sender).UseSender(ContactChannel.Email, sender);

        Assert.Equal(2, _services.Count(service => service.ServiceType == typeof(IRecoverySender)));
        using ServiceProvider provider = _services.BuildServiceProvider();
        Assert.Same(sender, Assert.Single(provider.GetKeyedServices<IRecoverySender>(ContactChannel.Email)));
        Assert.IsType<NoSender>(Assert.Single(provider.GetKeyedServices<IRecoverySender>(ContactChannel.Sms)));

        builder.UseSender<NoSender>(ContactChannel.Email);
        Assert.Equal(2, _services.Count(service => service.ServiceType == typeof(IRecoverySender)));
    }

    [Theory]
    [InlineData((ContactChannel)0)]
    [InlineData((ContactChannel)4)]
    public void There_are_three_channels(ContactChannel channel)
    {
        AccountRecoveryBuilder builder = _services.AddAccountRecovery();

        Assert.Throws<ArgumentOutOfRangeException>(() => builder.UseSender<NoSender>(channel));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.UseSender(channel, new NoSender()));
    }

    [Fact]
    public void Texts_are_English_until_the_host_has_its_own()
    {
        AccountRecoveryBuilder builder = _services.AddAccountRecovery();
        using (ServiceProvider provider = _services.BuildServiceProvider())
        {
            Assert.IsType<EnglishTexts>(provider.GetRequiredService<IMessageTexts>());
        }

        builder.UseMessageTexts<OwnTexts>().UseMessageTexts<OwnTexts>();
        _services.AddAccountRecovery();

        using ServiceProvider after = _services.BuildServiceProvider();
        Assert.IsType<OwnTexts>(Assert.Single(after.GetServices<IMessageTexts>()));
    }

    public sealed class NoSender : IRecoverySender
    {
        public ValueTask<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    public sealed class OwnTexts : IMessageTexts
    {
        public MessageText Write(MessageFacts facts) => new("Hello");
    }
}
