using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>What each answer of a mail server means, and that no exception tells more than its code.</summary>
public sealed class SmtpAnswerTests
{
    private static readonly OutboundMessage Message = Letters.To("ingrid.relay@x.example");

    public static TheoryData<string> Stages => [ScriptedMailServer.Greeting, "EHLO", "MAIL", "RCPT", "DATA", ScriptedMailServer.EndOfData];

    [Theory]
    [InlineData("RCPT", "550 No such user here")]
    [InlineData("RCPT", "550 5.1.1 <ingrid.relay@x.example>: User unknown")]
    [InlineData("RCPT", "550-5.1.1 The email account that you tried to reach\r\n550 5.1.1 does not exist.")]
    [InlineData("RCPT", "550 unknown: ingrid.relay@x.example")]
    [InlineData("RCPT", "550 5.2.1 Mailbox disabled")]
    [InlineData("RCPT", "550 5.4.1 Recipient address rejected: Access denied")]
    [InlineData("RCPT", "551 User not local")]
    [InlineData("RCPT", "553 Mailbox name not allowed")]
    [InlineData("RCPT", "556 5.1.10 Recipient address has null MX")]
    [InlineData("RCPT", "501 5.1.3 Bad recipient address syntax")]
    [InlineData("RCPT", "554 5.1.2 No such domain (#5.1.2)")]
    [InlineData(".", "550 5.1.1 No such user, said late")]
    public async Task An_address_that_takes_no_mail_is_refused_for_good(string command, string answer)
    {
        using var server = ScriptedMailServer.But(command, answer);

        Assert.Equal(SendResult.RefusedForGood, await Letters.Sender(server.Port).SendAsync(Message, CancellationToken.None));
    }

    [Theory]
    [InlineData("RCPT", "450 Mailbox busy", 450)]
    [InlineData("RCPT", "451 4.7.1 <ingrid.relay@x.example>: Greylisted", 451)]
    [InlineData("RCPT", "452 4.5.3 Too many", 452)]
    [InlineData("RCPT", "450 5.1.1 A code that belies itself", 450)]
    [InlineData("RCPT", "552 Mailbox full", 552)]
    [InlineData("RCPT", "550 5.2.2 Mailbox full", 550)]
    [InlineData("RCPT", "550 5.7.1 <ingrid.relay@x.example>: Relay access denied", 550)]
    [InlineData("RCPT", "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 553)]
    [InlineData("RCPT", "550 relay not permitted", 550)]
    [InlineData("RCPT", "550 Authentication is required", 550)]
    [InlineData("RCPT", "554 Relay access denied", 554)]
    [InlineData("RCPT", "503 Bad sequence", 503)]
    [InlineData("MAIL", "530 5.7.0 Must issue a STARTTLS command first", 530)]
    [InlineData("MAIL", "535 5.7.8 Authentication credentials invalid", 535)]
    [InlineData("MAIL", "538 5.7.11 Encryption required", 538)]
    [InlineData("MAIL", "550 No such sender here", 550)]
    [InlineData("MAIL", "550 5.1.8 Sender address rejected: no-reply@shop.example", 550)]
    [InlineData("MAIL", "553 5.1.7 Bad sender", 553)]
    [InlineData("DATA", "554 No valid recipients: ingrid.relay@x.example", 554)]
    [InlineData(".", "550 Message looks like spam", 550)]
    [InlineData(".", "554 5.7.1 Rejected by policy", 554)]
    [InlineData(".", "452 4.3.1 Disk full", 452)]
    [InlineData("EHLO", "550 Go away", 550)]
    [InlineData("(greeting)", "521 Does not take mail", 521)]
    [InlineData("(greeting)", "554 5.7.1 No service for you", 554)]
    [InlineData("(greeting)", "421 Too busy", 421)]
    public async Task Everything_else_means_later_and_tells_nothing_but_the_codes(string command, string answer, int code)
    {
        using var server = ScriptedMailServer.But(command, answer);

        SmtpException later = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(server.Port).SendAsync(Message, CancellationToken.None).AsTask());

        Assert.Equal((code, (Exception?)null), ((int)later.StatusCode, later.InnerException));
        Letters.AssertDiscreet(later.ToString(), Message);
        Assert.StartsWith($"The mail server answered {code}", later.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("451 4.7.1 Greylisted", "The mail server answered 451 (4.7.1).")]
    [InlineData("550 5.7.25 Client has no name", "The mail server answered 550 (5.7.25).")]
    [InlineData("450 At 5.1.1.1 or 5.1 or 5.x.1 nobody is in", "The mail server answered 450.")]
    public async Task The_codes_are_listed(string answer, string told)
    {
        using var server = ScriptedMailServer.But("RCPT", answer);

        SmtpException later = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(server.Port).SendAsync(Message, CancellationToken.None).AsTask());

        Assert.Equal(told, later.Message);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("ingrid@x.example, mallory@y.example")]
    [InlineData("Ingrid <ingrid@x.example>")]
    [InlineData("ingrid@x.example\r\nRCPT TO:<mallory@y.example>")]
    [InlineData("ingrid@x.example\r\nBcc: mallory@y.example")]
    [InlineData("ingrid(a comment)@x.example")]
    [InlineData(" ingrid@x.example")]
    [InlineData("in\u2028grid@x.example")]
    [InlineData("in\u0085grid@x.example")]
    [InlineData("+447700900123")]
    public async Task What_is_not_one_address_is_refused_before_a_server_is_asked(string address)
    {
        using var server = new ScriptedMailServer(ScriptedMailServer.AllIsWell);

        Assert.Equal(SendResult.RefusedForGood, await Letters.Sender(server.Port).SendAsync(Letters.To(address), CancellationToken.None));

        Assert.Empty(server.Said);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_server_that_falls_silent_is_given_up_in_time(string stage)
    {
        using var server = ScriptedMailServer.But(stage, null);

        TimeoutException late = await Assert.ThrowsAsync<TimeoutException>(() =>
            Letters.Sender(server.Port, options => options.Timeout = TimeSpan.FromSeconds(1)).SendAsync(Message, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));

        Letters.AssertDiscreet(late.ToString(), Message);
        Assert.Contains("00:00:01", late.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Cancelling_ends_a_try_wherever_it_is(string stage)
    {
        var reached = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        using var server = new ScriptedMailServer(command =>
        {
            if (command == stage)
            {
                reached.TrySetResult();
                return null;
            }

            return ScriptedMailServer.AllIsWell(command);
        });

        Task<SendResult> sending = Letters.Sender(server.Port).SendAsync(Message, stop.Token).AsTask();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();

        OperationCanceledException ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(15)));
        Assert.Equal(stop.Token, ended.CancellationToken);
        await server.HungUp.WaitAsync(TimeSpan.FromSeconds(15));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_server_that_hangs_up_means_later(string stage)
    {
        using var server = ScriptedMailServer.But(stage, string.Empty);

        SmtpException later = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(server.Port).SendAsync(Message, CancellationToken.None).AsTask());

        Assert.Null(later.InnerException);
        Letters.AssertDiscreet(later.ToString(), Message);
    }

    [Fact]
    public async Task A_server_that_hangs_up_on_an_internationalised_address_has_not_refused_it()
    {
        using var server = ScriptedMailServer.But("EHLO", string.Empty);

        await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(server.Port).SendAsync(Letters.To("jürgen@x.example"), CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task An_answer_that_is_no_answer_to_the_question_means_later_even_where_it_repeats_the_address()
    {
        using var server = ScriptedMailServer.But("RCPT", "354 <ingrid.relay@x.example>?");

        SmtpException later = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(server.Port).SendAsync(Message, CancellationToken.None).AsTask());

        Letters.AssertDiscreet(later.ToString(), Message);
    }

    [Fact]
    public async Task A_server_that_is_silent_after_it_has_taken_the_mail_has_taken_it()
    {
        using var server = ScriptedMailServer.But("QUIT", null);

        Assert.Equal(SendResult.Accepted, await Letters.Sender(server.Port).SendAsync(Message, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public async Task Nobody_at_the_port_means_later_and_says_so()
    {
        int free;
        using (var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            free = ((IPEndPoint)probe.LocalEndPoint!).Port;
        }

        SmtpException later = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(free).SendAsync(Message, CancellationToken.None).AsTask());

        Assert.Equal("The mail server could not be reached: ConnectionRefused.", later.Message);
        Letters.AssertDiscreet(later.ToString(), Message);
    }

    [Fact]
    public async Task Many_messages_wait_for_a_slow_server_side_by_side_and_on_no_thread_of_the_pool()
    {
        const int many = 64;
        int waiting = 0;
        var all = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new ScriptedMailServer(command =>
        {
            if (command != ScriptedMailServer.EndOfData)
            {
                return Task.FromResult<string?>(ScriptedMailServer.AllIsWell(command));
            }

            if (Interlocked.Increment(ref waiting) == many)
            {
                all.SetResult("250 OK");
            }

            return all.Task;
        });
        SmtpSender sender = Letters.Sender(server.Port, options => options.Timeout = TimeSpan.FromSeconds(30));

        SendResult[] sent = await Task.WhenAll(Enumerable.Range(0, many).Select(i => sender.SendAsync(Letters.To($"user-{i}@x.example"), CancellationToken.None).AsTask()));

        Assert.All(sent, delivery => Assert.Equal(SendResult.Accepted, delivery));
        Assert.Equal(many, server.Said.Where(line => line.StartsWith("RCPT ", StringComparison.Ordinal)).Distinct().Count());
    }
}
