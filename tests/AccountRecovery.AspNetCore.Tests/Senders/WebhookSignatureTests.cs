using System.Text;

namespace AccountRecovery;

public sealed class WebhookSignatureTests
{
    /// <summary>The vector that the libraries of Standard Webhooks test their own signing with.</summary>
    [Fact]
    public void Standard_Webhooks_SignFunctionWorks()
    {
        Assert.True(WebhookSecrets.TryRead("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out byte[][]? keys));

        string signature = WebhookSignature.Sign(keys, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}"));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void Each_secret_signs_in_its_order()
    {
        Assert.True(WebhookSecrets.TryRead($" {Secret(24, 1)}\t{Secret(24, 2)}\r\n", out byte[][]? both));
        Assert.True(WebhookSecrets.TryRead(Secret(24, 1), out byte[][]? first));
        Assert.True(WebhookSecrets.TryRead(Secret(24, 2), out byte[][]? second));

        string sign(byte[][] keys) => WebhookSignature.Sign(keys, "id", 1, [1, 2, 3]);

        Assert.Equal($"{sign(first)} {sign(second)}", sign(both));
        Assert.NotEqual(sign(first), sign(second));
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(23, false)]
    [InlineData(65, false)]
    [InlineData(100, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool allowed) => Assert.Equal(allowed, WebhookSecrets.TryRead(Secret(bytes, 1), out _));

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void There_are_at_most_four(int count, bool allowed) => Assert.Equal(allowed, WebhookSecrets.TryRead(string.Join(' ', Enumerable.Range(1, count).Select(i => Secret(32, i))), out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw whsec_short")]
    public void What_is_malformed_is_refused(string? secret) => Assert.False(WebhookSecrets.TryRead(secret, out _));

    private static string Secret(int bytes, int fill) => "whsec_" + Convert.ToBase64String([.. Enumerable.Repeat((byte)fill, bytes)]);
}
