using System.Globalization;
using System.Net.Mail;
using System.Text;
using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>The sender for mail servers against a real one.</summary>
public sealed class SmtpSinkTests
{
    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public async Task A_mail_arrives_as_it_was_written_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        await using SmtpSink sink = await SmtpSink.StartAsync();

        SendResult delivery = await Letters.Sender(sink.Port).SendAsync(Letters.To("INGRID@x.example"), CancellationToken.None);

        SunkMail mail = Assert.Single(await sink.StopAsync());
        Assert.Equal((SendResult.Accepted, "no-reply@shop.example", "INGRID@x.example", false), (delivery, mail.MailFrom, Assert.Single(mail.RcptTo), mail.Tls));
        Assert.Equal("<0af7651916cd43dd8448eb211c80319c@shop.example>", mail["Message-ID"]);
        Assert.Equal("auto-generated", mail["Auto-Submitted"]);
        Assert.Equal("INGRID@x.example", mail["To"]);
        Assert.Equal("=?utf-8?Q?Sch=C3=B6ne_=22Dinge=22?= <no-reply@shop.example>", mail["From"]);
        Assert.Equal($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("Your security code for Schöne Dinge"))}?=", mail["Subject"]);
        Assert.Equal(("text/plain; charset=utf-8", "base64"), (mail["Content-Type"], mail["Content-Transfer-Encoding"]));
        Assert.Equal(Letters.Body.ReplaceLineEndings("\r\n"), mail.Body);
        Assert.Equal(8, mail.Headers.Length - mail.Headers.Count(line => line.StartsWith("MIME-Version: ", StringComparison.Ordinal)));
        Assert.Equal(SystemClock.Instance.GetCurrentInstant().InUtc().Year, DateTimeOffset.Parse(mail["Date"], CultureInfo.InvariantCulture).Year);
    }

    [Fact]
    public async Task An_internationalised_address_goes_to_a_server_that_knows_them_and_others_stay_in_ascii()
    {
        await using SmtpSink sink = await SmtpSink.StartAsync("--smtputf8");

        SendResult international = await Letters.Sender(sink.Port).SendAsync(Letters.To("jürgen@xn--bcher-kva.example"), CancellationToken.None);
        SendResult ascii = await Letters.Sender(sink.Port).SendAsync(Letters.To("ingrid@x.example"), CancellationToken.None);

        SunkMail[] mails = await sink.StopAsync();
        Assert.Equal((SendResult.Accepted, SendResult.Accepted), (international, ascii));
        Assert.Equal(["jürgen@xn--bcher-kva.example", "ingrid@x.example"], mails.Select(mail => Assert.Single(mail.RcptTo)));
        Assert.Equal([true, false], mails.Select(mail => mail.MailOptions.Contains("SMTPUTF8")));
        Assert.Equal("jürgen@xn--bcher-kva.example", mails[0]["To"]);
        Assert.Equal("Your security code for Schöne Dinge", mails[0]["Subject"]);
        Assert.True(Ascii.IsValid(string.Concat(mails[1].Headers)));
    }

    [Fact]
    public async Task An_internationalised_address_is_refused_for_good_by_a_server_that_knows_none()
    {
        await using SmtpSink sink = await SmtpSink.StartAsync();

        Assert.Equal(SendResult.RefusedForGood, await Letters.Sender(sink.Port).SendAsync(Letters.To("jürgen@x.example"), CancellationToken.None));

        Assert.Empty(await sink.StopAsync());
    }

    [Fact]
    public async Task An_answer_of_451_means_later_and_the_next_try_carries_the_same_Message_ID()
    {
        await using SmtpSink sink = await SmtpSink.StartAsync();
        SmtpSender sender = Letters.Sender(sink.Port);
        OutboundMessage message = Letters.To("greylisted@x.example");

        SmtpException later = await Assert.ThrowsAsync<SmtpException>(() => sender.SendAsync(message, CancellationToken.None).AsTask());
        SendResult second = await sender.SendAsync(message, CancellationToken.None);

        Assert.Equal((451, SendResult.Accepted), ((int)later.StatusCode, second));
        Letters.AssertDiscreet(later.ToString(), message);
        Assert.Equal("<0af7651916cd43dd8448eb211c80319c@shop.example>", Assert.Single(await sink.StopAsync())["Message-ID"]);
    }

    [Fact]
    public async Task An_answer_of_550_is_for_good()
    {
        await using SmtpSink sink = await SmtpSink.StartAsync();

        Assert.Equal(SendResult.RefusedForGood, await Letters.Sender(sink.Port).SendAsync(Letters.To("no-such-user@x.example"), CancellationToken.None));

        Assert.Empty(await sink.StopAsync());
    }

    [Fact]
    public async Task A_wrong_password_is_no_fault_of_the_address()
    {
        await using SmtpSink sink = await SmtpSink.StartAsync("--user", "shop", "--password", "right-horse");
        OutboundMessage message = Letters.To("ingrid@x.example");

        SmtpException wrong = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(sink.Port, SignIn("wrong-horse")).SendAsync(message, CancellationToken.None).AsTask());
        SmtpException missing = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(sink.Port).SendAsync(message, CancellationToken.None).AsTask());
        SendResult right = await Letters.Sender(sink.Port, SignIn("right-horse")).SendAsync(message, CancellationToken.None);

        Assert.Equal((530, 530, SendResult.Accepted), ((int)wrong.StatusCode, (int)missing.StatusCode, right));
        Letters.AssertDiscreet(wrong.ToString(), message, "wrong-horse");
        Assert.Equal("shop", Assert.Single(await sink.StopAsync()).User);
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_is_sent()
    {
        await using SmtpSink sink = await SmtpSink.StartAsync();
        OutboundMessage message = Letters.To("jürgen@x.example");

        SmtpException refused = await Assert.ThrowsAsync<SmtpException>(() =>
            Letters.Sender(sink.Port, options => options.Security = SmtpSecurity.StartTls).SendAsync(message, CancellationToken.None).AsTask());

        Letters.AssertDiscreet(refused.ToString(), message);
        Assert.Empty(await sink.StopAsync());
    }

    private static Action<SmtpSenderOptions> SignIn(string password) => options => (options.UserName, options.Password) = ("shop", password);
}
