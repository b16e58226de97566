using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

public sealed class SmtpOptionsTests
{
    [Fact]
    public void The_defaults_are_these()
    {
        var options = new SmtpSenderOptions();

        Assert.Equal((587, SmtpSecurity.StartTls, TimeSpan.FromSeconds(20)), (options.Port, options.Security, options.Timeout));
        Assert.Equal((null, null, null, null, null), (options.Host, options.From, options.FromName, options.UserName, options.Password));
    }

    [Fact]
    public void Every_failure_is_named_at_once_and_no_password()
    {
        string[] failures = Failures(new SmtpSenderOptions
        {
            Host = "not a host",
            Port = 465,
            Security = (SmtpSecurity)9,
            From = "Shop <a@b.example>",
            FromName = "two\nlines",
            Password = "hunter2",
            Timeout = TimeSpan.Zero,
        });

        Assert.Equal(8, failures.Length);
        Assert.All(["Host is 'not a host'", "Port is 465", "Security is 9", "From is 'Shop", "FromName has 9", "UserName and Password", "would cross the network", "Timeout is 00:00:00"], said =>
            Assert.Contains(failures, failure => failure.Contains(said, StringComparison.Ordinal)));
        Assert.DoesNotContain("hunter2", string.Concat(failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", SmtpSecurity.NoneOnLoopback, null, true)]
    [InlineData("LocalHost", SmtpSecurity.NoneOnLoopback, "secret", true)]
    [InlineData("127.8.8.8", SmtpSecurity.NoneOnLoopback, "secret", true)]
    [InlineData("::1", SmtpSecurity.NoneAnywhere, "secret", true)]
    [InlineData("mail.shop.example", SmtpSecurity.NoneOnLoopback, null, false)]
    [InlineData("128.0.0.1", SmtpSecurity.NoneOnLoopback, null, false)]
    [InlineData("localhost.shop.example", SmtpSecurity.NoneOnLoopback, null, false)]
    [InlineData("mail.shop.example", SmtpSecurity.NoneAnywhere, null, true)]
    [InlineData("mail.shop.example", SmtpSecurity.NoneAnywhere, "secret", false)]
    [InlineData("mail.shop.example", SmtpSecurity.StartTls, "secret", true)]
    public void In_clear_text_only_to_this_machine_or_where_it_is_said_and_a_password_never(string host, SmtpSecurity security, string? password, bool allowed)
    {
        SmtpSenderOptions options = Valid();
        (options.Host, options.Security, options.UserName, options.Password) = (host, security, password is null ? null : "shop", password);

        Assert.Equal(allowed, Failures(options).Length == 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void A_bound_of_the_time_out_is_allowed_and_a_step_beyond_is_refused(int seconds)
    {
        SmtpSenderOptions at = Valid();
        SmtpSenderOptions beyond = Valid();
        at.Timeout = TimeSpan.FromSeconds(seconds);
        beyond.Timeout = at.Timeout + TimeSpan.FromTicks(seconds == 1 ? -1 : 1);

        Assert.Empty(Failures(at));
        Assert.StartsWith("Timeout is ", Assert.Single(Failures(beyond)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(65535, true)]
    [InlineData(0, false)]
    [InlineData(65536, false)]
    public void A_port_is_from_1_to_65535(int port, bool allowed)
    {
        SmtpSenderOptions options = Valid();
        options.Port = port;

        Assert.Equal(allowed, Failures(options).Length == 0);
    }

    [Theory]
    [InlineData("größe@shop.example")]
    [InlineData("a@größe.example")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    [InlineData("")]
    [InlineData(null)]
    public void The_sender_is_one_address_in_ascii(string? from)
    {
        SmtpSenderOptions options = Valid();
        options.From = from;

        Assert.StartsWith("From is ", Assert.Single(Failures(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_has_128_characters_at_most()
    {
        SmtpSenderOptions at = Valid();
        SmtpSenderOptions beyond = Valid();
        (at.FromName, beyond.FromName) = (new string('ü', 128), new string('ü', 129));

        Assert.Empty(Failures(at));
        Assert.Single(Failures(beyond));
    }

    [Fact]
    public void The_password_is_read_from_configuration_and_shown_by_nothing()
    {
        SmtpSenderOptions options = Valid();
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection([new("UserName", "shop"), new("Password", "hunter2")]).Build();

        configuration.Bind(options);
        configuration.Bind(options);

        Assert.Equal("hunter2", options.PasswordText);
        Assert.Equal("(set)", options.Password);
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(options), StringComparison.Ordinal);
        options.Password = options.Password;
        Assert.Equal("hunter2", options.PasswordText);
    }

    [Fact]
    public void A_sender_made_by_hand_checks_its_options_too()
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => new SmtpSender(Options.Create(new SmtpSenderOptions())));

        Assert.Equal(2, refused.Failures.Count());
    }

    private static SmtpSenderOptions Valid() => new() { Host = "mail.shop.example", From = "no-reply@shop.example" };

    private static string[] Failures(SmtpSenderOptions options) => [.. new SmtpSenderValidator().Validate(null, options).Failures ?? []];
}
