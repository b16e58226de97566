using System.Text;
using AccountRecovery.Ports;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

public sealed class IdTests
{
    private static Arbitrary<string> WellFormed => TypedText.Any
        .Filter(text => text is { Length: > 0 and <= 64 } && !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar))
        .Convert(text => text!, text => text);

    private static Arbitrary<AccountId> Accounts => WellFormed.Convert(text => new AccountId(text), account => account.Value);

    [Fact]
    public void An_account_id_is_its_bytes_and_reads_back_from_them() => Holds.ForAll(
        Accounts, account => AccountId.FromBytes(account.ToBytes()) == account && account.ToString() == account.Value && !account.IsEmpty);

    [Fact]
    public void Two_account_ids_are_equal_and_ordered_as_their_bytes_are() => Holds.ForAll(
        Accounts.Zip(Accounts),
        two =>
        {
            (AccountId left, AccountId right) = two;
            int order = left.ToBytes().AsSpan().SequenceCompareTo(right.ToBytes());
            return Math.Sign(left.CompareTo(right)) == Math.Sign(order) && left.Equals(right) == (order == 0)
                && (left < right) == (order < 0) && (left <= right) == (order <= 0) && (left > right) == (order > 0) && (left >= right) == (order >= 0);
        },
        tests: 3_000);

    [Fact]
    public void Bytes_are_an_account_id_or_refused_with_an_argument_exception() => Holds.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes is not null),
        bytes =>
        {
            try
            {
                return AccountId.FromBytes(bytes).ToBytes().SequenceEqual(bytes);
            }
            catch (ArgumentException)
            {
                return bytes.Length == 0 || Encoding.UTF8.GetString(bytes).Contains('\uFFFD', StringComparison.Ordinal);
            }
        },
        tests: 2_000);

    /// <summary>UTF-16 and UTF-8 order differ above the surrogates; the ids follow UTF-8, as a database's binary column does.</summary>
    [Fact]
    public void CompareTo_BeyondTheSurrogates_FollowsTheBytes()
    {
        var privateUse = new AccountId("\uE000");
        var emoji = new AccountId("\uD83D\uDE00");

        Assert.True(privateUse < emoji);
        Assert.True(string.CompareOrdinal(privateUse.Value, emoji.Value) > 0);
    }

    [Fact]
    public void AccountId_CaseAndNormalForm_AreDistinct()
    {
        Assert.NotEqual(new AccountId("alice"), new AccountId("Alice"));
        Assert.NotEqual(new AccountId("\u00E9"), new AccountId("e\u0301"));
        Assert.NotEqual(new AccountId("alice"), new AccountId("alice "));
    }

    // Not as attributes: they hold UTF-8, which has no halves of surrogate pairs.
    [Fact]
    public void AccountId_NoText_IsRefused() =>
        Assert.All(["", "\uD83D", "a\uDE00", "\uDE00\uD83D"], value => Assert.Throws<ArgumentException>(() => new AccountId(value)));

    [Fact]
    public void AccountId_256Bytes_AreTheMost()
    {
        Assert.Equal(256, new AccountId(new string('a', 256)).ToBytes().Length);
        Assert.Equal(256, new AccountId(new string('\u00E9', 128)).ToBytes().Length);
        Assert.Throws<ArgumentException>(() => new AccountId(new string('a', 257)));
        Assert.Throws<ArgumentException>(() => new AccountId(new string('\u00E9', 128) + "a"));
        Assert.Throws<ArgumentException>(() => AccountId.FromBytes(new byte[257]));
        Assert.Throws<ArgumentNullException>(() => new AccountId(null!));
    }

    [Fact]
    public void AccountId_Default_IsEmpty()
    {
        Assert.True(default(AccountId).IsEmpty);
        Assert.Equal(string.Empty, default(AccountId).Value);
        Assert.True(default(AccountId) < new AccountId("\0"));
    }

    [Fact]
    public void Due_accounts_are_ordered_by_instant_and_then_by_bytes() => Holds.ForAll(
        Gen.Choose(0, 2).ToArbitrary().Zip(Accounts).Zip(Gen.Choose(0, 2).ToArbitrary().Zip(Accounts)),
        two =>
        {
            var left = new DueAccount(Instant.FromUnixTimeTicks(two.Item1.Item1), two.Item1.Item2);
            var right = new DueAccount(Instant.FromUnixTimeTicks(two.Item2.Item1), two.Item2.Item2);
            int order = left.Due == right.Due ? left.Account.CompareTo(right.Account) : left.Due.CompareTo(right.Due);
            return Math.Sign(left.CompareTo(right)) == Math.Sign(order)
                && (left < right) == (order < 0) && (left <= right) == (order <= 0) && (left > right) == (order > 0) && (left >= right) == (order >= 0);
        });

    [Fact]
    public void ToString_EventAndKeyIds_AreHexOfFixedLength()
    {
        Assert.Equal("000000000000000000000000000000ff", new EventId(255).ToString());
        Assert.Equal("ffffffffffffffffffffffffffffffff", new EventId(UInt128.MaxValue).ToString());
        Assert.Equal("00000000000000ff", new KeyId(255).ToString());
    }

    [Fact]
    public void Key_ids_are_read_back_as_they_were_written() => Holds.ForAll(
        ArbMap.Default.ArbFor<ulong>(),
        value =>
        {
            byte[] bytes = new byte[KeyId.Size];
            new KeyId(value).Write(bytes);
            return KeyId.Read(bytes) == new KeyId(value) && Convert.ToHexString(bytes).Equals(new KeyId(value).ToString(), StringComparison.OrdinalIgnoreCase);
        });

    [Fact]
    public void StoredRecord_SameBytesElsewhere_IsEqual()
    {
        var one = new StoredRecord(new Revision(1), null, new byte[] { 1, 2 });

        Assert.Equal(one, new StoredRecord(new Revision(1), null, new byte[] { 1, 2 }));
        Assert.Equal(one.GetHashCode(), new StoredRecord(new Revision(1), null, new byte[] { 1, 2 }).GetHashCode());
        Assert.NotEqual(one, one with { Revision = new Revision(2) });
        Assert.NotEqual(one, one with { Due = Instant.FromUnixTimeTicks(0) });
        Assert.NotEqual(one, one with { Sealed = new byte[] { 1, 3 } });
    }
}
