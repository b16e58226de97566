using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>Messages: committed with what they tell of, sent at least once under one id, never after they expired or were replaced.</summary>
[Trait("Category", "NoText")]
public sealed class MessageDeliveryTests
{
    private static readonly Duration Grain = ContactScene.Grain;

    [Fact]
    public async Task D4_Every_try_at_one_message_carries_the_same_id_and_code()
    {
        await using var host = new TestHost(sends: true);
        host.Mail.FailNext(4);

        await host.AddAsync(NewContact.Email(ContactScene.Mira));
        for (int n = 0; n < 4; n++)
        {
            await host.DrainAsync();
            host.Clock.Advance(Duration.FromSeconds(10 << n));
            await host.DueWork.RunAsync(10);
        }

        await host.DrainAsync();
        Assert.Equal(5, host.Mail.Tried.Count);
        Assert.Single(host.Mail.Sent);
        Assert.Single(host.Mail.Tried.Select(message => (message.Id, message.RevealCode(), message.RevealAddress(), message.Text.RevealBody())).Distinct());
        Assert.Empty((await host.OpenAsync())!.Messages.Items);
    }

    [Fact]
    public async Task Tries_wait_longer_each_time_and_not_a_microsecond_less()
    {
        await using var host = new TestHost(sends: true);
        host.Mail.FailAlways();
        await host.AddAsync(NewContact.Email(ContactScene.Mira));
        await host.DrainAsync();

        foreach (int seconds in (int[])[10, 20, 40, 80, 160])
        {
            int tried = host.Mail.Tried.Count;
            host.Clock.Advance(Duration.FromSeconds(seconds) - Grain);
            await host.DueWork.RunAsync(10);
            await host.DrainAsync();
            Assert.Equal(tried, host.Mail.Tried.Count);
            host.Clock.Advance(Grain);
            await host.DueWork.RunAsync(10);
            await host.DrainAsync();
            Assert.Equal(tried + 1, host.Mail.Tried.Count);
        }
    }

    [Fact]
    public async Task D10_A_code_that_cannot_be_delivered_is_given_up_when_it_expires_and_that_is_reported()
    {
        await using var host = new TestHost(sends: true, listens: true);
        host.Mail.FailAlways();
        await host.AddAsync(NewContact.Email(ContactScene.Mira));
        await host.DrainAsync();
        host.Clock.Set(TestHost.Start + Duration.FromMinutes(10));
        host.Mail.Recover();

        await host.DueWork.RunAsync(10);
        await host.DrainAsync();

        Assert.Empty(host.Mail.Sent);
        RecoveryEvent lost = Assert.Single(host.Sink.Delivered, told => told.Kind == RecoveryEventKind.MessageNotDelivered);
        Assert.Equal((new ContactId(1), ContactChannel.Email, TestHost.Start + Duration.FromMinutes(10)), (lost.Contact!.Value, lost.Channel!.Value, lost.At));
        Assert.Empty((await host.OpenAsync())!.Messages.Items);
    }

    /// <summary>By then everything else has been told: a host that waits before its process ends would leave this one behind.</summary>
    [Fact]
    public async Task A9_Waiting_for_what_is_under_way_includes_the_event_of_a_message_that_was_refused()
    {
        await using var host = new TestHost(sends: true, listens: true);
        using var open = new ManualResetEventSlim();
        var reached = new TaskCompletionSource();
        host.Sink.Refuses = told =>
        {
            if (told.Kind == RecoveryEventKind.MessageNotDelivered)
            {
                reached.SetResult();
                open.Wait();
            }

            return false;
        };
        host.Mail.RefuseNext();
        host.Mail.Hold();
        await host.AddAsync(NewContact.Email(ContactScene.Mira));
        Task drained = host.DrainAsync();
        await host.Provider.GetRequiredService<EventDelivery>().DrainAsync();

        host.Mail.Release();
        await reached.Task;

        Assert.NotSame(drained, await Task.WhenAny(drained, Task.Delay(200, TestContext.Current.CancellationToken)));
        open.Set();
        await drained;
        Assert.Contains(host.Sink.Delivered, told => told.Kind == RecoveryEventKind.MessageNotDelivered);
    }

    [Fact]
    public async Task D10_A_message_on_its_way_is_not_sent_once_its_code_was_replaced()
    {
        await using var host = new TestHost(sends: true);
        ContactId contact = await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(2));
        host.Mail.Clear();
        host.Mail.FailNext();
        SendOutcome.Sent sent = Assert.IsType<SendOutcome.Sent>(await host.SendAsync(contact, ProofPurpose.Recover));
        await host.DrainAsync();
        host.Clock.Advance(SendLimits.Spacing);
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.Recover, HostProof.HostSession);

        Assert.IsType<SendOutcome.Sent>(await host.SecurityCodes.ResendAsync(TestHost.Alice, sent.Challenge, TestHost.Owner.Having(session)));
        await host.DueWork.RunAsync(10);
        await host.DrainAsync();

        Assert.Equal(host.Mail.Tried[^1].Id, Assert.Single(host.Mail.Sent).Id);
        Assert.Equal(2, host.Mail.Tried.Select(message => message.RevealCode()).Distinct().Count());
        Assert.IsType<VerifyOutcome.Verified>(await host.TypeAsync(sent.Challenge, host.LastCode()));
    }

    [Fact]
    public async Task An_address_that_refuses_for_good_is_not_tried_again_and_that_is_reported()
    {
        await using var host = new TestHost(sends: true, listens: true);
        host.Mail.RefuseAddress(ContactScene.Mira);

        await host.AddAsync(NewContact.Email(ContactScene.Mira));
        await host.DrainAsync();
        host.Clock.Advance(Duration.FromMinutes(5));
        await host.DueWork.RunAsync(10);
        await host.DrainAsync();

        Assert.Single(host.Mail.Tried);
        Assert.Single(host.Sink.Delivered, told => told.Kind == RecoveryEventKind.MessageNotDelivered);
    }

    /// <summary>What concerns the account is told to every contact, the voided ones too, and not to the one that it is about.</summary>
    [Fact]
    public async Task Notices_go_to_every_contact_concerned()
    {
        await using var host = new TestHost(sends: true);
        ContactId first = await host.AddFirstAsync();
        await host.AddByAsync(first, NewContact.Phone(ContactScene.Phone), ContactScene.Phone);
        await host.DrainAsync();
        Assert.Equal(
            [(ContactScene.Mira, RecoveryEventKind.ContactAdded), (ContactScene.Mira, RecoveryEventKind.ContactConfirmed)],
            Notices(host));

        string recovery = await host.MakeByContactAsync(first);
        await host.DrainAsync();
        host.Mail.Clear();
        RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, recovery, TestHost.Owner));
        Assert.Equal(2, redeemed.Voided!.Contacts);
        await host.DrainAsync();

        Assert.Equal(
            [(ContactScene.Phone, RecoveryEventKind.CodeRedeemed), (ContactScene.Mira, RecoveryEventKind.CodeRedeemed)],
            Notices(host).OrderBy(notice => notice.Address, StringComparer.Ordinal));
        Assert.All(host.Mail.Sent, message => Assert.Contains(TestHost.Owner.Device!, message.Text.RevealBody(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notices_that_wait_are_reported_together_by_a_new_message()
    {
        await using var host = new TestHost(sends: true);
        await host.AddFirstAsync();
        string[] backup = await host.IssueAsync();
        await host.DrainAsync();
        host.Mail.Clear();
        host.Mail.FailAlways();
        for (int n = 0; n < 3; n++)
        {
            Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(backup[n]));
            await host.DrainAsync();
        }

        host.Mail.Recover();
        host.Clock.Advance(Duration.FromHours(1));
        await host.DueWork.RunAsync(10);
        await host.DrainAsync();

        OutboundMessage told = Assert.Single(host.Mail.Sent);
        Assert.Equal(RecoveryEventKind.CodeRedeemed, told.About);
        Assert.Contains("3 times", told.Text.RevealBody(), StringComparison.Ordinal);
        Assert.Equal(3, host.Mail.Tried.Select(message => message.Id).Distinct().Count());
    }

    /// <summary>An answering machine would keep the code otherwise.</summary>
    [Fact]
    public async Task D7_Every_message_by_voice_says_that_it_needs_a_key_press_and_no_other_does()
    {
        await using var host = new TestHost(sends: true);
        ContactId first = await host.AddFirstAsync();
        host.Clock.Advance(Duration.FromHours(1));
        await host.AddByAsync(first, NewContact.Phone(ContactScene.Phone, voice: true), ContactScene.Phone);
        await host.IssueAsync();
        await host.DrainAsync();

        Assert.Contains(host.Mail.Sent, message => message is { Channel: ContactChannel.Voice, Kind: MessageKind.SecurityCode });
        Assert.Contains(host.Mail.Sent, message => message is { Channel: ContactChannel.Voice, Kind: MessageKind.Notice });
        Assert.All(host.Mail.Sent, message => Assert.Equal(message.Channel == ContactChannel.Voice, message.NeedsKeyPress));
    }

    [Theory]
    [InlineData(ContactChannel.Email, true)]
    [InlineData(ContactChannel.Sms, false)]
    [InlineData(ContactChannel.Voice, false)]
    public async Task D6_Where_nobody_knows_the_budget_text_and_voice_do_not_go(ContactChannel channel, bool goes)
    {
        var budget = new Budget { Answer = () => throw new InvalidOperationException("down") };
        await using var host = new TestHost(sends: true, services: services => services.AddSingleton<ISendPolicy>(budget));

        await host.AddAsync(channel == ContactChannel.Email ? NewContact.Email(ContactScene.Mira) : NewContact.Phone(ContactScene.Phone, voice: channel == ContactChannel.Voice));
        await host.DrainAsync();

        Assert.Equal(goes ? 1 : 0, host.Mail.Tried.Count);
        budget.Answer = () => true;
        host.Clock.Advance(Duration.FromSeconds(10));
        await host.DueWork.RunAsync(10);
        await host.DrainAsync();
        Assert.Single(host.Mail.Sent);
    }

    [Fact]
    public async Task D6_What_is_over_the_budget_is_not_sent_and_that_is_reported()
    {
        var budget = new Budget { Answer = () => false };
        await using var host = new TestHost(sends: true, listens: true, services: services => services.AddSingleton<ISendPolicy>(budget));

        await host.AddAsync(NewContact.Phone("07700 900123", "GB"));
        await host.DrainAsync();

        Assert.Empty(host.Mail.Tried);
        Assert.Equal((ContactScene.Phone, "GB", ContactChannel.Sms), (budget.Asked[0].Address, budget.Asked[0].Country, budget.Asked[0].Channel));
        Assert.Single(host.Sink.Delivered, told => told.Kind == RecoveryEventKind.MessageNotDelivered);
    }

    [Fact]
    public async Task D6_A_repeated_try_is_counted_once()
    {
        var budget = new Budget { Answer = () => true };
        await using var host = new TestHost(sends: true, services: services => services.AddSingleton<ISendPolicy>(budget));
        host.Mail.FailNext(3);

        await host.AddAsync(NewContact.Phone(ContactScene.Phone));
        for (int n = 0; n < 4; n++)
        {
            await host.DrainAsync();
            host.Clock.Advance(Duration.FromMinutes(2));
            await host.DueWork.RunAsync(10);
        }

        await host.DrainAsync();
        Assert.Single(host.Mail.Sent);
        Assert.Single(budget.Asked);
    }

    /// <summary>A slow provider keeps nothing else waiting, and a second process does not begin with what the first one has in hand.</summary>
    [Fact]
    public async Task What_one_process_sends_no_other_does_until_its_lease_ends()
    {
        IRecoveryStore store = InMemory.Store();
        await using var first = new TestHost(store: store, sends: true);
        await using var second = new TestHost(store: store, rootKey: first.RootKey, sends: true);
        first.Mail.Hold();
        await first.AddAsync(NewContact.Email(ContactScene.Mira));
        while (first.Mail.Tried.Count == 0)
        {
            await Task.Delay(5);
        }

        second.Clock.Set(TestHost.Start + Duration.FromSeconds(60) - Grain);
        await second.DueWork.RunAsync(10);
        await second.DrainAsync();
        Assert.Empty(second.Mail.Tried);
        second.Clock.Advance(Grain);
        await second.DueWork.RunAsync(10);
        await second.DrainAsync();
        first.Mail.Release();
        await first.DrainAsync();

        Assert.Equal(Assert.Single(second.Mail.Sent).Id, Assert.Single(first.Mail.Sent).Id);
        Assert.Empty((await first.OpenAsync())!.Messages.Items);
    }

    [Fact]
    public async Task Texts_that_throw_spoil_nothing_but_the_message()
    {
        await using var host = new TestHost(sends: true, services: services => services.AddSingleton<IMessageTexts, BrokenTexts>());

        Assert.IsType<ChangeOutcome.CodeSent>(await host.AddAsync(NewContact.Email(ContactScene.Mira)));
        await host.DrainAsync();

        Assert.Equal(1, Assert.Single((await host.OpenAsync())!.Messages.Items).Faults);
    }

    private static IEnumerable<(string Address, RecoveryEventKind About)> Notices(TestHost host) =>
        host.Mail.Sent.Where(message => message.Kind == MessageKind.Notice).Select(message => (message.RevealAddress(), message.About!.Value));

    private sealed class Budget : ISendPolicy
    {
        internal Func<bool> Answer { get; set; } = () => true;

        internal List<SendRequest> Asked { get; } = [];

        public ValueTask<bool> TryTakeAsync(SendRequest request, CancellationToken cancellationToken)
        {
            bool answer = Answer();
            Asked.Add(request);
            return ValueTask.FromResult(answer);
        }
    }

    private sealed class BrokenTexts : IMessageTexts
    {
        public MessageText Write(MessageFacts facts) => throw new InvalidOperationException("no words");
    }
}
