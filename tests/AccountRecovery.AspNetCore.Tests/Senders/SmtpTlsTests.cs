using System.Diagnostics;
using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodaTime;

namespace AccountRecovery;

/// <summary>STARTTLS against a real server, whose certificate the machine trusts or does not.</summary>
public sealed class SmtpTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("account-recovery-tls-").FullName;

    private string Certificate => Path.Combine(_folder, "certificate.pem");

    private string Key => Path.Combine(_folder, "key.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task With_a_certificate_that_the_machine_trusts_the_mail_goes_through_tls()
    {
        await using SmtpSink sink = await StartAsync();

        string said = await SendAsync("localhost", sink.Port, trust: Certificate);

        Assert.Equal("Accepted", said);
        Assert.True(Assert.Single(await sink.StopAsync()).Tls);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_certificate_for_another_name_is_refused()
    {
        await using SmtpSink sink = await StartAsync();

        string said = await SendAsync("127.0.0.1", sink.Port, trust: Certificate);

        Assert.StartsWith("TLS with the mail server failed", said, StringComparison.Ordinal);
        Assert.Empty(await sink.StopAsync());
    }

    [Fact]
    public async Task A_certificate_that_the_machine_does_not_trust_is_refused_for_now()
    {
        await using SmtpSink sink = await StartAsync();
        OutboundMessage message = Letters.To("ingrid@x.example");

        SmtpException later = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(sink.Port, options =>
            (options.Host, options.Security) = ("localhost", SmtpSecurity.StartTls)).SendAsync(message, CancellationToken.None).AsTask());

        Assert.StartsWith("TLS with the mail server failed", later.Message, StringComparison.Ordinal);
        Letters.AssertDiscreet(later.ToString(), message);
        Assert.Empty(await sink.StopAsync());
    }

    [Fact]
    public async Task A_server_that_insists_on_tls_gets_nothing_in_clear_text()
    {
        await using SmtpSink sink = await StartAsync();

        SmtpException later = await Assert.ThrowsAsync<SmtpException>(() => Letters.Sender(sink.Port).SendAsync(Letters.To("ingrid@x.example"), CancellationToken.None).AsTask());

        Assert.Equal(530, (int)later.StatusCode);
        Assert.Empty(await sink.StopAsync());
    }

    // Signed by itself, for "localhost" alone.
    private async Task<SmtpSink> StartAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        DateTimeOffset now = SystemClock.Instance.GetCurrentInstant().ToDateTimeOffset();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(Certificate, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Key, key.ExportPkcs8PrivateKeyPem());
        return await SmtpSink.StartAsync("--certificate", Certificate, "--key", Key);
    }

    // In a process of its own, which trusts the certificate as OpenSSL is told to by its environment: nothing of the sender is loosened for the test.
    private static async Task<string> SendAsync(string host, int port, string trust)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "AccountRecovery.AspNetCore.Worker.dll"), "send-mail", host, port.ToString(CultureInfo.InvariantCulture), "ingrid@x.example"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment["SSL_CERT_FILE"] = trust;
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Trim();
    }
}
