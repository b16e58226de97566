namespace AccountRecovery;

public sealed class RootKeyTests
{
    private const string Sound = "c2VjcmV0LWtleS1vZi0zMi1ieXRlcyEh/v8A+77vEjQ=";

    public static TheoryData<string?, string> Faulty => new()
    {
        { null, "is missing" },
        { "", "is missing" },
        { " \t\r\n", "is missing" },
        { "not base64!", "is not Base64" },
        { Sound + "\u00E9", "is not Base64" },
        { Sound + "=A", "is not Base64" },
        { Text(Bytes(31)), "has 31 bytes, not 32" },
        { Text(Bytes(33)), "has 33 bytes, not 32" },
        { Text(Bytes(16)), "has 16 bytes, not 32" },
        { Text(Bytes(64)), "has 64 bytes, not 32" },
        { "====", "has 0 bytes, not 32" },
        { Text(new byte[32]), "is a sample or a text" },
        { Text([.. Enumerable.Repeat((byte)0xFF, 32)]), "is a sample or a text" },
        { Text([.. Enumerable.Repeat((byte)0x80, 32)]), "is a sample or a text" },
        { Text(Steps(0, 1)), "is a sample or a text" },
        { Text(Steps(1, 1)), "is a sample or a text" },
        { Text(Steps(240, 1)), "is a sample or a text" },
        { Text(Steps(31, 255)), "is a sample or a text" },
        { Text(Steps(0, 8)), "is a sample or a text" },
        { Text("this is my very secret root key!"u8.ToArray()), "is a sample or a text" },
        { Text("0123456789abcdef0123456789abcdef"u8.ToArray()), "is a sample or a text" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void C10_A_faulty_key_is_named_and_not_repeated(string? text, string why)
    {
        Assert.False(RootKey.TryParse(text, out RootKey? key, out string? problem));

        Assert.Null(key);
        Assert.StartsWith($"The root key {why}", problem, StringComparison.Ordinal);
        Assert.Contains("RootKey.Generate().Reveal()", problem, StringComparison.Ordinal);
        Assert.True(string.IsNullOrWhiteSpace(text) || text == "====" || !problem.Contains(text.Trim('='), StringComparison.Ordinal));
        Assert.Equal(problem, Assert.Throws<FormatException>(() => RootKey.Parse(text!)).Message);
    }

    public static TheoryData<string> Forms =>
    [
        Sound,
        Sound.TrimEnd('='),
        Sound.Replace('+', '-').Replace('/', '_'),
        Sound.Replace('+', '-').Replace('/', '_').TrimEnd('='),
        $"  {Sound}\r\n",
        $"\t{Sound.TrimEnd('=')} ",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void C10_A_sound_key_is_read_in_either_alphabet_padded_or_not(string text)
    {
        var key = RootKey.Parse(text);

        Assert.Equal(Sound, key.Reveal());
        Assert.Equal(RootKey.Parse(Sound).Id, key.Id);
    }

    [Fact]
    public void C10_A_generated_key_is_read_back_the_same()
    {
        var ids = new HashSet<KeyId>();
        for (int n = 0; n < 1_000; n++)
        {
            var key = RootKey.Generate();

            var read = RootKey.Parse(key.Reveal());

            Assert.Equal(44, key.Reveal().Length);
            Assert.True(key.Bytes.SequenceEqual(read.Bytes));
            Assert.Equal(key.Id, read.Id);
            Assert.True(ids.Add(key.Id));
        }
    }

    /// <summary>Stored records name keys by their ids: a change of the derivation would lose them all.</summary>
    [Fact]
    public void Id_KnownKey_IsPinned()
    {
        var key = RootKey.Parse(Sound);

        Assert.Equal("03e4be9f910e08ff", key.Id.ToString());
        Assert.Equal("Root key 03e4be9f910e08ff", key.ToString());
    }

    [Fact]
    public void Id_OneBitDiffers_IsAnother()
    {
        byte[] bytes = Convert.FromBase64String(Sound);
        for (int bit = 0; bit < 256; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.NotEqual(RootKey.Parse(Sound).Id, RootKey.Parse(Text(flipped)).Id);
        }
    }

    [Fact]
    public void KeyRing_ManyKeys_FindsEachByItsId()
    {
        RootKey[] keys = [.. Enumerable.Range(0, 5).Select(_ => RootKey.Generate())];
        var ring = new KeyRing(keys[0], keys[1..]);

        Assert.Same(keys[0], ring.Active);
        Assert.All(keys, key => Assert.True(ring.TryGet(key.Id, out RootKey? found) && found == key));
        Assert.False(ring.TryGet(RootKey.Generate().Id, out _));
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes);

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(((i * i * 7) + 200) & 0xFF))];

    private static byte[] Steps(int first, int step) => [.. Enumerable.Range(0, 32).Select(i => (byte)((first + (i * step)) & 0xFF))];
}
