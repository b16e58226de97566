namespace AccountRecovery;

public sealed class AddressLookupTests
{
    [Theory]
    [InlineData("Alice@example.com", " aLICE@EXAMPLE.com ", true)]
    [InlineData("Alice@example.com", "alice+x@example.com", false)]
    [InlineData("+alice@example.com", "+ALICE@example.com", true)]
    [InlineData("Alice@example.com", "Alice <alice@example.com>", false)]
    [InlineData("Alice@example.com", null, false)]
    [InlineData("Alice@example.com", "+447700900123", false)]
    [InlineData("+447700900123", "+44 7700 900123", true)]
    [InlineData("+447700900123", "07700 900123", true)]
    [InlineData("+447700900123", "7700 900123", true)]
    [InlineData("+447700900123", "0044 7700 900123", false)]
    [InlineData("+447700900123", "07700 900124", false)]
    [InlineData("+447700900123", "+1 7700 900123", false)]
    [InlineData("+447700900123", "900123", false)]
    [InlineData("+447700900123", "", false)]
    [InlineData("+18005550123", "+1 800 555 0123", true)]
    [InlineData("+18005550123", "800 555 0123", false)]
    [InlineData("+78431234567", "8 843 123-45-67", true)]
    [InlineData("nonsense", "nonsense", false)]
    [InlineData("", "", false)]
    public void Meets_AsTheStoredAddressIsRead(string stored, string? typed, bool expected) => Assert.Equal(
        expected,
        AddressLookup.Meets(stored.Contains('@', StringComparison.Ordinal) ? ContactChannel.Email : ContactChannel.Sms, stored, typed));

    [Fact]
    public void Meets_100000Characters_AreRefusedBeforeTheyAreLookedAt()
    {
        string flood = new('a', 100_000);
        AddressLookup.Meets(ContactChannel.Email, "alice@example.com", flood);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(AddressLookup.Meets(ContactChannel.Email, "alice@example.com", flood));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_000);
    }
}
