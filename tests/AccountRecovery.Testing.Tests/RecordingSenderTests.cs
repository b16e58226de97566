using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

public sealed class RecordingSenderTests
{
    private const string Alice = "alice@example.com";

    private readonly RecordingSender _sender = new();

    [Fact]
    public async Task Send_WithoutFaults_KeepsTheMessageInOrder()
    {
        OutboundMessage[] messages = [Message(Alice, 1), Message("bob@example.com", 2), Message(Alice, 1)];

        foreach (OutboundMessage message in messages)
        {
            Assert.Equal(SendResult.Accepted, await SendAsync(message));
        }

        Assert.Equal(messages, _sender.Sent);
        Assert.Equal(messages, _sender.Tried);
    }

    [Fact]
    public async Task A_list_is_of_the_moment_it_was_asked_for()
    {
        IReadOnlyList<OutboundMessage> before = _sender.Sent;

        await SendAsync(Message(Alice));

        Assert.Empty(before);
    }

    [Fact]
    public async Task FailNext_Twice_FailsThatOftenAndThenSends()
    {
        _sender.FailNext();
        _sender.FailNext(2);

        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(Message(Alice)));
        }

        Assert.Equal(SendResult.Accepted, await SendAsync(Message(Alice)));
        Assert.Single(_sender.Sent);
        Assert.Equal(4, _sender.Tried.Count);
    }

    [Fact]
    public async Task FailAlways_UntilRecover_Fails()
    {
        _sender.FailAlways();
        for (int i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(Message(Alice)));
        }

        _sender.Recover();

        Assert.Equal(SendResult.Accepted, await SendAsync(Message(Alice)));
    }

    [Fact]
    public async Task A_failure_comes_before_a_refusal_and_uses_none_up()
    {
        _sender.RefuseNext();
        _sender.FailNext();

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(Message(Alice)));
        Assert.Equal(SendResult.RefusedForGood, await SendAsync(Message(Alice)));
        Assert.Equal(SendResult.Accepted, await SendAsync(Message(Alice)));
    }

    [Fact]
    public async Task RefuseAddress_OfOne_RefusesThatOneUntilRecover()
    {
        _sender.RefuseAddress(Alice);

        Assert.Equal(SendResult.RefusedForGood, await SendAsync(Message(Alice)));
        Assert.Equal(SendResult.Accepted, await SendAsync(Message("Alice@example.com")));
        Assert.Equal(SendResult.RefusedForGood, await SendAsync(Message(Alice)));
        _sender.Recover();
        Assert.Equal(SendResult.Accepted, await SendAsync(Message(Alice)));
        Assert.Equal(2, _sender.Sent.Count);
    }

    [Fact]
    public async Task Recover_WithEveryFaultAskedFor_TakesBackEach()
    {
        _sender.FailNext(3);
        _sender.RefuseNext(3);
        _sender.FailAlways();
        _sender.RefuseAddress(Alice);

        _sender.Recover();

        Assert.Equal(SendResult.Accepted, await SendAsync(Message(Alice)));
    }

    [Fact]
    public async Task A_held_try_waits_and_is_decided_when_it_goes_on()
    {
        _sender.Hold();
        _sender.Hold();
        Task<SendResult> first = SendAsync(Message(Alice));
        Task<SendResult> second = SendAsync(Message(Alice));
        Assert.False(first.IsCompleted);
        Assert.Empty(_sender.Sent);
        Assert.Equal(2, _sender.Tried.Count);

        _sender.RefuseNext(2);
        _sender.Release();

        Assert.Equal([SendResult.RefusedForGood, SendResult.RefusedForGood], await Task.WhenAll(first, second));
        Assert.Equal(SendResult.Accepted, await SendAsync(Message(Alice)));
        _sender.Hold();
        Task<SendResult> third = SendAsync(Message(Alice));
        Assert.False(third.IsCompleted);
        _sender.Release();
        Assert.Equal(SendResult.Accepted, await third);
    }

    [Fact]
    public async Task A_held_try_ends_with_its_token()
    {
        using var source = new CancellationTokenSource();
        _sender.Hold();
        Task<SendResult> held = _sender.SendAsync(Message(Alice), source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        _sender.Release();
        Assert.Empty(_sender.Sent);
    }

    [Fact]
    public async Task A_cancelled_token_makes_no_try()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _sender.SendAsync(Message(Alice), new CancellationToken(canceled: true)).AsTask());

        Assert.Empty(_sender.Tried);
    }

    [Fact]
    public async Task LastCodeTo_OfSeveral_IsTheLatestThatWasSent()
    {
        Assert.Null(_sender.LastCodeTo(Alice));
        await SendAsync(Message(Alice, code: "111 1111"));
        await SendAsync(Message(Alice, code: "222 2222"));
        await SendAsync(Message(Alice));
        await SendAsync(Message("bob@example.com", code: "333 3333"));
        _sender.RefuseNext();
        await SendAsync(Message(Alice, code: "444 4444"));

        Assert.Equal("222 2222", _sender.LastCodeTo(Alice));
    }

    [Fact]
    public async Task WaitFor_AsManyAsCome_EndsAtThatOne()
    {
        Assert.Empty(await _sender.WaitForAsync(0, TimeSpan.Zero, TestContext.Current.CancellationToken));
        Task<IReadOnlyList<OutboundMessage>> two = _sender.WaitForAsync(2, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await SendAsync(Message(Alice));
        _sender.RefuseNext();
        await SendAsync(Message(Alice));
        Assert.False(two.IsCompleted);
        await SendAsync(Message(Alice));

        Assert.Equal(2, (await two).Count);
        Assert.Equal(2, (await _sender.WaitForAsync(1, TimeSpan.Zero, TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task WaitFor_MoreThanCome_SaysHowManyDidAndNotWhatTheyHeld()
    {
        await SendAsync(Message(Alice, code: "123 4567"));
        _sender.RefuseNext();
        await SendAsync(Message(Alice, code: "123 4567"));

        TimeoutException late = await Assert.ThrowsAsync<TimeoutException>(() => _sender.WaitForAsync(2, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));

        Assert.Contains("Of 2 messages 1 were sent", late.Message, StringComparison.Ordinal);
        Assert.Contains("2 attempts", late.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", late.Message, StringComparison.Ordinal);
        Assert.Equal("Sent: 1, tried: 2", _sender.ToString());
    }

    [Fact]
    public async Task WaitFor_WithACancelledToken_Ends()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _sender.WaitForAsync(1, TimeSpan.FromMinutes(1), new CancellationToken(canceled: true)));
    }

    // Held tries go on all at once when they are released, with nothing between them but the sender's own decision.
    [Fact]
    public async Task Senders_on_many_threads_lose_nothing_and_fail_as_often_as_asked()
    {
        const int Tries = 100_000;
        _sender.Hold();
        _sender.RefuseNext(40_000);
        Task<SendResult>[] tries = [.. Enumerable.Range(0, Tries).Select(number => SendAsync(Message(Alice, number)))];

        _sender.Release();
        SendResult[] results = await Task.WhenAll(tries);

        Assert.Equal(40_000, results.Count(result => result == SendResult.RefusedForGood));
        Assert.Equal(Tries - 40_000, _sender.Sent.Select(message => message.Id).Distinct().Count());
        Assert.Equal(Tries, _sender.Tried.Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public void What_cannot_be_asked_for_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _sender.FailNext(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sender.RefuseNext(0));
        Assert.Throws<ArgumentException>(() => _sender.RefuseAddress(string.Empty));
        Assert.Throws<ArgumentException>(() => _sender.LastCodeTo(string.Empty));
    }

    private Task<SendResult> SendAsync(OutboundMessage message) => _sender.SendAsync(message, TestContext.Current.CancellationToken).AsTask();

    private static OutboundMessage Message(string address, int id = 1, string? code = null) => new(address, new MessageText("Hello"), code)
    {
        Id = new MessageId((UInt128)id),
        Account = new AccountId("alice"),
        Kind = code is null ? MessageKind.Notice : MessageKind.SecurityCode,
        Channel = ContactChannel.Email,
        ExpiresAt = Instant.MaxValue,
    };
}
