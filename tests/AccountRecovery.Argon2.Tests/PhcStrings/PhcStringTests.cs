namespace AccountRecovery.Tests;

public sealed class PhcStringTests
{
    private const string Salt = "AAECAwQFBgcICQoLDA0ODw";                          // 16 bytes: 0 to 15
    private const string Tag = "/////////////////////////////////////////////////w"; // 37 bytes of 255
    private const string Plain = "$argon2id$v=19$m=64,t=3,p=2$" + Salt + "$" + Tag;
    private const string Full = "$argon2id$v=19$m=64,t=3,p=2,keyid=AQI,data=AwQFBg$" + Salt + "$" + Tag;

    [Fact]
    public void TryParse_EveryPart_AsWritten()
    {
        Assert.True(PhcString.TryParse(Full, Argon2Limits.Default, out PhcString? phc));

        Assert.Equal(new Argon2Parameters(memoryKiB: 64, passes: 3, lanes: 2), phc.Parameters);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], phc.Salt.ToArray());
        Assert.Equal(Enumerable.Repeat((byte)255, 37), phc.Tag.ToArray());
        Assert.Equal([1, 2], phc.KeyId.ToArray());
        Assert.Equal([3, 4, 5, 6], phc.AssociatedData.ToArray());
    }

    [Theory]
    [InlineData(Plain)]
    [InlineData(Full)]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,keyid=AQI$" + Salt + "$" + Tag)]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,data=AwQFBg$" + Salt + "$" + Tag)]
    public void ToString_Parsed_SameText(string text)
    {
        Assert.True(PhcString.TryParse(text, Argon2Limits.Default, out PhcString? phc));
        Assert.Equal(text, phc.ToString());
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("argon2id$v=19$m=64,t=3,p=2$" + Salt + "$" + Tag, "no first separator")]
    [InlineData("$argon2i$v=19$m=64,t=3,p=2$" + Salt + "$" + Tag, "another kind")]
    [InlineData("$argon2d$v=19$m=64,t=3,p=2$" + Salt + "$" + Tag, "another kind")]
    [InlineData("$Argon2id$v=19$m=64,t=3,p=2$" + Salt + "$" + Tag, "upper case")]
    [InlineData("$argon2id$v=16$m=64,t=3,p=2$" + Salt + "$" + Tag, "version 16")]
    [InlineData("$argon2id$v=0x13$m=64,t=3,p=2$" + Salt + "$" + Tag, "version in hex")]
    [InlineData("$argon2id$v=019$m=64,t=3,p=2$" + Salt + "$" + Tag, "version with a zero")]
    [InlineData("$argon2id$m=64,t=3,p=2$" + Salt + "$" + Tag, "no version")]
    [InlineData("$argon2id$v=19$t=3,m=64,p=2$" + Salt + "$" + Tag, "order of costs")]
    [InlineData("$argon2id$v=19$m=64,p=2,t=3$" + Salt + "$" + Tag, "order of costs")]
    [InlineData("$argon2id$v=19$m=64,t=3$" + Salt + "$" + Tag, "a cost missing")]
    [InlineData("$argon2id$v=19$m=64,m=64,t=3,p=2$" + Salt + "$" + Tag, "a cost twice")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,$" + Salt + "$" + Tag, "trailing comma")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,x=AQI$" + Salt + "$" + Tag, "unknown parameter")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,data=AQI,keyid=AQI$" + Salt + "$" + Tag, "order of keyid and data")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,keyid=$" + Salt + "$" + Tag, "empty keyid is left out")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,data=$" + Salt + "$" + Tag, "empty data is left out")]
    [InlineData("$argon2id$v=19$m=064,t=3,p=2$" + Salt + "$" + Tag, "leading zero")]
    [InlineData("$argon2id$v=19$m=64,t=03,p=2$" + Salt + "$" + Tag, "leading zero")]
    [InlineData("$argon2id$v=19$m=+64,t=3,p=2$" + Salt + "$" + Tag, "sign")]
    [InlineData("$argon2id$v=19$m=-64,t=3,p=2$" + Salt + "$" + Tag, "sign")]
    [InlineData("$argon2id$v=19$m= 64,t=3,p=2$" + Salt + "$" + Tag, "space")]
    [InlineData("$argon2id$v=19$m=,t=3,p=2$" + Salt + "$" + Tag, "no digits")]
    [InlineData("$argon2id$v=19$m=6\u0664,t=3,p=2$" + Salt + "$" + Tag, "foreign digit")]
    [InlineData("$argon2id$v=19$m=64,t=0,p=2$" + Salt + "$" + Tag, "no pass")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=0$" + Salt + "$" + Tag, "no lane")]
    [InlineData("$argon2id$v=19$m=15,t=3,p=2$" + Salt + "$" + Tag, "under 8 KiB for each lane")]
    [InlineData("$argon2id$v=19$m=18446744073709551680,t=3,p=2$" + Salt + "$" + Tag, "2^64 + 64")]
    [InlineData("$argon2id$v=19$m=4294967360,t=3,p=2$" + Salt + "$" + Tag, "2^32 + 64")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$" + Salt, "no tag")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2", "no salt")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$$" + Tag, "empty salt")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$" + Salt + "$", "empty tag")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$AAECAwQFBg$" + Tag, "salt of 7 bytes")]
    [InlineData(Plain + "$", "more after the tag")]
    [InlineData(Plain + "\n", "line end after the tag")]
    [InlineData(" " + Plain, "space before")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$AAECAwQFBgcICQoLDA0ODw==$" + Tag, "padding")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$AAECAwQFBgcICQoLDA0ODx$" + Tag, "trailing bits of one byte")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$AAECAwQFBgcICQoLDA0OA$" + Tag, "impossible length")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,data=AwQFBh$" + Salt + "$" + Tag, "trailing bits of the data")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2,keyid=AQJ$" + Salt + "$" + Tag, "trailing bits of two bytes")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$AAECAwQFBgcICQoLDA0O-w$" + Tag, "URL alphabet")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$AAECAwQFBgcICQoLDA0O_w$" + Tag, "URL alphabet")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$AAECAwQFBgcI QoLDA0ODw$" + Tag, "space in Base64")]
    [InlineData("$argon2id$v=19$m=64,t=3,p=2$AAECAwQFBgcICQoLDA0OD\u0077\u0301$" + Tag, "combining mark")]
    public void TryParse_Malformed_False(string text, string why)
    {
        Assert.False(PhcString.TryParse(text, Argon2Limits.Default, out PhcString? phc), why);
        Assert.Null(phc);
    }

    [Theory]
    [InlineData(7, 32, 0, 0, "salt")]
    [InlineData(1025, 32, 0, 0, "salt")]
    [InlineData(16, 3, 0, 0, "tag")]
    [InlineData(16, 1025, 0, 0, "tag")]
    [InlineData(16, 32, 9, 0, "keyId")]
    [InlineData(16, 32, 0, 1025, "associatedData")]
    public void Constructor_LengthBeyondABound_ExceptionNamesIt(int salt, int tag, int keyId, int data, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentException>(
            () => new PhcString(Argon2Parameters.Default, new byte[salt], new byte[tag], new byte[keyId], new byte[data])).ParamName);

    [Fact]
    public void Constructor_KeepsCopies()
    {
        byte[] salt = new byte[16];
        var phc = new PhcString(Argon2Parameters.Default, salt, new byte[32]);

        salt[0] = 1;

        Assert.Equal(0, phc.Salt[0]);
    }

    [Fact]
    public void NoLimits_Exception() => Assert.Throws<ArgumentNullException>(() => PhcString.TryParse(Plain, null!, out _));
}
