using AccountRecovery.Argon2Internals;

namespace AccountRecovery.Tests;

/// <summary>The published test vector, RFC 9106, section 5.3: every input is used, and there are four lanes and three passes.</summary>
public sealed class Rfc9106Tests
{
    private static readonly Argon2Parameters Parameters = new(memoryKiB: 32, passes: 3, lanes: 4);
    private static readonly byte[] Password = Filled(32, 0x01);
    private static readonly byte[] Salt = Filled(16, 0x02);
    private static readonly byte[] Secret = Filled(8, 0x03);
    private static readonly byte[] AssociatedData = Filled(12, 0x04);

    [Fact]
    public void Rfc9106_Section_5_3_PreHashingDigest()
    {
        byte[] h0 = new byte[64];

        InitialHash.Compute(Password, Salt, Secret, AssociatedData, Parameters, tagLength: 32, h0);

        Assert.Equal(
            "2889DE487EB42AE500C0007ED9252F1069EADEC40D5765B485DE6DC2437A67B8546A2F0ACC1A0882DB8FCF74714B472E94DF421A5DA1112FFA11434370A1E997",
            Convert.ToHexString(h0));
    }

    [Fact]
    public void Rfc9106_Section_5_3_Tag()
    {
        byte[] tag = new byte[32];

        Argon2id.DeriveTag(Password, Salt, Secret, AssociatedData, Parameters, tag);

        Assert.Equal("0D640DF58D78766C08C037A34A8B53C9D01EF0452D75B65EB52520E96B01E659", Convert.ToHexString(tag));
    }

    [Fact]
    public void Rfc9106_Section_5_3_Tag_OnEveryKernel() =>
        Assert.All(BlockKernel.Supported, kernel =>
        {
            byte[] tag = new byte[32];
            TagDerivation.Derive(Password, Salt, Secret, AssociatedData, Parameters, tag, kernel, CancellationToken.None);
            Assert.Equal("0D640DF58D78766C08C037A34A8B53C9D01EF0452D75B65EB52520E96B01E659", Convert.ToHexString(tag));
        });

    private static byte[] Filled(int length, byte value)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(value);
        return bytes;
    }
}
