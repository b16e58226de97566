using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class RecordSealerTests
{
    private const int HeaderSize = 23;
    private const int Overhead = HeaderSize + 12 + 16;
    private static readonly RootKey Key = RootKey.Generate();
    private static readonly RecordSealer Sealer = new(new KeyRing(Key, []));
    private static readonly AccountRecord Record = GoldenRecord.Full;

    [Fact]
    public void A_record_opens_to_what_was_sealed() => Holds.ForAll(
        Records.Any, record => Records.Fields(Sealer.Open(TestHost.Alice, Sealer.Seal(TestHost.Alice, record))).SequenceEqual(Records.Fields(record)));

    [Fact]
    public void What_is_read_is_written_the_same() => Holds.ForAll(
        Records.Any,
        record =>
        {
            byte[] fields = Records.Fields(record);
            return Records.Fields(AccountRecord.Read(new FieldReader(fields))).SequenceEqual(fields);
        });

    [Fact]
    public void C7_A_record_with_any_bit_flipped_is_refused_with_the_right_reason()
    {
        byte[] bytes = Sealer.Seal(TestHost.Alice, Record);

        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(ExpectedFault(bit / 8, flipped), FaultOf(flipped));
        }
    }

    [Fact]
    public void Any_generated_record_with_any_byte_changed_is_refused() => Holds.ForAll(
        Records.Any.Zip(Gen.Choose(0, int.MaxValue).ToArbitrary()).Zip(Gen.Choose(1, 255).ToArbitrary()),
        given =>
        {
            byte[] bytes = Sealer.Seal(TestHost.Alice, given.Item1.Item1);
            int at = given.Item1.Item2 % bytes.Length;
            bytes[at] ^= (byte)given.Item2;
            return FaultOf(bytes) == ExpectedFault(at, bytes);
        });

    [Fact]
    public void C7_A_record_cut_off_at_any_length_is_refused()
    {
        byte[] bytes = Sealer.Seal(TestHost.Alice, Record);

        Assert.All(
            Enumerable.Range(0, bytes.Length),
            length => Assert.Equal(length < Overhead ? RecordFault.NotARecord : RecordFault.Altered, FaultOf(bytes[..length])));
        Assert.Equal(RecordFault.Altered, FaultOf([.. bytes, 0]));
        Assert.Equal(RecordFault.NotARecord, FaultOf([.. bytes, .. new byte[RecordSealer.MaxSize]]));
    }

    [Fact]
    public void Garbage_is_no_record() => Holds.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes is not null),
        bytes => FaultOf(bytes) == RecordFault.NotARecord && FaultOf([.. "AR"u8, 2, .. bytes, .. new byte[64]]) == RecordFault.NotARecord);

    [Fact]
    public void KeyOf_AnyRecord_IsTheKeyThatSealedIt()
    {
        byte[] bytes = Sealer.Seal(TestHost.Alice, Record);

        Assert.Equal(Key.Id, RecordSealer.KeyOf(bytes));
        Assert.Equal(Key.Id, RecordSealer.KeyOf((byte[])[.. bytes[..HeaderSize], .. new byte[Overhead - HeaderSize]]));
        Assert.All(Enumerable.Range(0, Overhead), length => Assert.Null(RecordSealer.KeyOf(bytes.AsSpan(0, length))));
        Assert.All(Enumerable.Range(0, 3), at => Assert.Null(RecordSealer.KeyOf((byte[])[.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]])));
        Assert.Null(RecordSealer.KeyOf((byte[])[.. bytes, .. new byte[RecordSealer.MaxSize]]));
    }

    [Fact]
    public void C10_A_record_opens_with_its_own_root_key_alone()
    {
        byte[] bytes = Sealer.Seal(TestHost.Alice, Record);
        var stranger = new RecordSealer(new KeyRing(RootKey.Generate(), []));
        var newer = new RecordSealer(new KeyRing(RootKey.Generate(), [Key]));

        RecordUnreadableException fault = Assert.Throws<RecordUnreadableException>(() => stranger.Open(TestHost.Alice, bytes));

        Assert.Equal(RecordFault.MissingRootKey, fault.Fault);
        Assert.Equal(TestHost.Alice, fault.Account);
        Assert.Contains(Key.Id.ToString(), fault.Message, StringComparison.Ordinal);
        Assert.Equal(Records.Fields(Record), Records.Fields(newer.Open(TestHost.Alice, bytes)));
        Assert.Throws<RecordUnreadableException>(() => Sealer.Open(TestHost.Alice, newer.Seal(TestHost.Alice, Record)));
    }

    [Theory]
    [InlineData("alicf")]
    [InlineData("Alice")]
    [InlineData("alice ")]
    [InlineData("alic")]
    [InlineData("a")]
    public void S14_A_record_moved_to_another_account_is_refused(string other)
    {
        byte[] bytes = Sealer.Seal(TestHost.Alice, Record);

        RecordUnreadableException fault = Assert.Throws<RecordUnreadableException>(() => Sealer.Open(new AccountId(other), bytes));

        Assert.Equal(RecordFault.OtherAccount, fault.Fault);
        Assert.Equal(new AccountId(other), fault.Account);
    }

    /// <summary>Even with the account check of the other account put in, the ciphertext is another account's.</summary>
    [Fact]
    public void S14_A_record_moved_with_its_header_patched_is_altered()
    {
        byte[] bytes = Sealer.Seal(TestHost.Alice, Record);
        byte[] other = Sealer.Seal(new AccountId("bob"), Record);

        RecordUnreadableException fault = Assert.Throws<RecordUnreadableException>(
            () => Sealer.Open(new AccountId("bob"), (byte[])[.. other[..HeaderSize], .. bytes[HeaderSize..]]));

        Assert.Equal(RecordFault.Altered, fault.Fault);
    }

    [Fact]
    public void Two_seals_of_one_record_share_nothing_but_the_header()
    {
        byte[][] seals = [.. Enumerable.Range(0, 1_000).Select(_ => Sealer.Seal(TestHost.Alice, Record))];

        Assert.Single(seals.Select(bytes => Convert.ToHexString(bytes[..HeaderSize])).Distinct(StringComparer.Ordinal));
        Assert.Equal(1_000, seals.Select(bytes => Convert.ToHexString(bytes[HeaderSize..(HeaderSize + 12)])).Distinct(StringComparer.Ordinal).Count());
        Assert.True(LongestCommonRun(seals[0][(HeaderSize + 12)..], seals[1][(HeaderSize + 12)..]) < 6);
    }

    /// <summary>No run of six bytes of the fields is in the sealed bytes; the fields themselves, as the twin that forgets to encrypt, share all.</summary>
    [Fact]
    public void C7_The_sealed_bytes_hold_no_run_of_the_fields()
    {
        byte[] fields = Records.Fields(Record);
        byte[] bytes = Sealer.Seal(TestHost.Alice, Record);

        Assert.True(LongestCommonRun(fields, bytes) < 6);
        Assert.Equal(fields.Length, LongestCommonRun(fields, [.. bytes[..(HeaderSize + 12)], .. fields]));
        Assert.Equal(fields.Length + Overhead, bytes.Length);
    }

    [Fact]
    public void Seal_LargestThatFits_Opens()
    {
        AccountRecord empty = AccountRecord.New(RecordSecret.Generate(), TestHost.Start);
        int room = RecordSealer.MaxSize - Overhead - Records.Fields(empty).Length - 4;

        byte[] largest = Sealer.Seal(TestHost.Alice, empty with { Unknown = UnknownFields.None.With(1_000, new byte[room]) });

        Assert.Equal(RecordSealer.MaxSize, largest.Length);
        Assert.Equal(TestHost.Start, Sealer.Open(TestHost.Alice, largest).Latest);
        Assert.Throws<InvalidOperationException>(() => Sealer.Seal(TestHost.Alice, empty with { Unknown = UnknownFields.None.With(1_000, new byte[room + 1]) }));
    }

    private static RecordFault? FaultOf(byte[] bytes)
    {
        try
        {
            _ = Sealer.Open(TestHost.Alice, bytes);
            return null;
        }
        catch (RecordUnreadableException unreadable)
        {
            return unreadable.Fault;
        }
    }

    private static RecordFault ExpectedFault(int changed, byte[] bytes) => changed switch
    {
        < 3 => RecordFault.NotARecord,
        5 or 6 => (bytes[5] << 8) + bytes[6] > RecordSealer.FieldsVersion ? RecordFault.NewerVersion : RecordFault.Altered,
        >= 7 and < 15 => RecordFault.MissingRootKey,
        >= 15 and < HeaderSize => RecordFault.OtherAccount,
        _ => RecordFault.Altered,
    };

    private static int LongestCommonRun(byte[] one, byte[] other)
    {
        int longest = 0;
        for (int i = 0; i < one.Length; i++)
        {
            while (i + longest < one.Length && other.AsSpan().IndexOf(one.AsSpan(i, longest + 1)) >= 0)
            {
                longest++;
            }
        }

        return longest;
    }
}
