using System.Globalization;

namespace AccountRecovery.Tests;

/// <summary>Costs and lengths beyond the limits are refused on the text itself, before anything is taken for them.</summary>
public sealed class PhcStringCapsTests
{
    private const long OneMiB = 1 << 20;

    [Theory]
    [InlineData("m=4194304,t=1,p=1")]          // 4 GiB
    [InlineData("m=4294967295,t=1,p=1")]       // the most the RFC allows
    [InlineData("m=1048576,t=1,p=1")]          // 1 GiB: a legal cost, beyond the default limits
    [InlineData("m=262145,t=1,p=1")]
    [InlineData("m=64,t=17,p=1")]
    [InlineData("m=64,t=4294967295,p=1")]
    [InlineData("m=1024,t=1,p=17")]
    public void C9_Verify_CostBeyondTheLimits_RefusedBeforeAnyMemoryIsTaken(string costs)
    {
        string encoded = Encoded(costs, salt: 16, tag: 32);
        long managed = GC.GetAllocatedBytesForCurrentThread();
        long peak = PeakMemory.VirtualBytes();

        bool verified = Argon2id.Verify(encoded, []);

        Assert.False(verified);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - managed, 0, OneMiB - 1);
        Assert.InRange(PeakMemory.VirtualBytes() - peak, 0, PeakMemory.OfOtherTests);
    }

    [Fact]
    public void C9_TryParse_RefusedForItsCost_AllocatesNothing()
    {
        string encoded = Encoded("m=4194304,t=1,p=1", salt: 16, tag: 32);
        PhcString.TryParse(encoded, Argon2Limits.Default, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();

        PhcString.TryParse(encoded, Argon2Limits.Default, out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void C9_Verify_MemoryUnderTheCallersFloor_NoMatch()
    {
        string encoded = Argon2id.Hash("password"u8, new Argon2Parameters(memoryKiB: 8, passes: 1, lanes: 1));

        Assert.True(Argon2id.Verify(encoded, "password"u8));
        Assert.True(Argon2id.Verify(encoded, "password"u8, new Argon2Limits(minMemoryKiB: 8)));
        Assert.False(Argon2id.Verify(encoded, "password"u8, new Argon2Limits(minMemoryKiB: 9)));
    }

    [Theory]
    [InlineData("m=262144,t=16,p=16", true)]
    [InlineData("m=262145,t=16,p=16", false)]
    [InlineData("m=262144,t=17,p=16", false)]
    [InlineData("m=262144,t=16,p=17", false)]
    [InlineData("m=8,t=1,p=1", true)]
    [InlineData("m=7,t=1,p=1", false)]
    public void Each_bound_on_a_cost_is_inclusive(string costs, bool expected) =>
        Assert.Equal(expected, PhcString.TryParse(Encoded(costs, salt: 16, tag: 32), Argon2Limits.Default, out _));

    [Theory]
    [InlineData(8, 12, 0, 0, true)]
    [InlineData(48, 64, 8, 32, true)]
    [InlineData(7, 32, 0, 0, false)]
    [InlineData(49, 32, 0, 0, false)]
    [InlineData(16, 11, 0, 0, false)]
    [InlineData(16, 65, 0, 0, false)]
    [InlineData(16, 32, 9, 0, false)]
    [InlineData(16, 32, 0, 33, false)]
    public void Each_bound_on_a_length_is_inclusive(int salt, int tag, int keyId, int data, bool expected) =>
        Assert.Equal(expected, PhcString.TryParse(Encoded("m=64,t=1,p=1", salt, tag, keyId, data), Argon2Limits.Default, out _));

    [Fact]
    public void TryParse_HundredMegabytesOfSalt_RefusedWithoutAllocating()
    {
        string text = "$argon2id$v=19$m=64,t=1,p=1$" + new string('A', 50_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(PhcString.TryParse(text, Argon2Limits.Default, out _));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
    }

    private static string Encoded(string costs, int salt, int tag, int keyId = 0, int data = 0) =>
        string.Concat(
            "$argon2id$v=19$",
            costs,
            keyId > 0 ? ",keyid=" + Zeros(keyId) : "",
            data > 0 ? ",data=" + Zeros(data) : "",
            string.Create(CultureInfo.InvariantCulture, $"${Zeros(salt)}${Zeros(tag)}"));

    private static string Zeros(int bytes) => Convert.ToBase64String(new byte[bytes]).TrimEnd('=');
}
