namespace AccountRecovery;

public sealed class Argon2idCodeHasherTests
{
    private const string Least = "v=19,m=19456,t=2,p=1";
    private static readonly Argon2idCodeHasher Hasher = new(Argon2idCodeHasher.DefaultMemoryKiB, Argon2idCodeHasher.DefaultPasses);

    public static TheoryData<string> Refused =>
    [
        // Costs that would harm the server.
        "v=19,m=4194304,t=2,p=1", "v=19,m=262145,t=2,p=1", "v=19,m=2147483647,t=2,p=1", "v=19,m=2147483648,t=2,p=1", "v=19,m=4294967296,t=2,p=1",
        "v=19,m=18446744073709570000,t=2,p=1", "v=19,m=19456,t=17,p=1", "v=19,m=19456,t=2147483647,p=1", "v=19,m=19456,t=4294967298,p=1",
        "v=19,m=19456,t=2,p=2", "v=19,m=19456,t=2,p=16",

        // Costs that would protect nothing.
        "v=19,m=8,t=2,p=1", "v=19,m=0,t=2,p=1", "v=19,m=19455,t=2,p=1", "v=19,m=47103,t=1,p=1", "v=19,m=12287,t=3,p=1", "v=19,m=12287,t=16,p=1",
        "v=19,m=19456,t=0,p=1", "v=19,m=19456,t=1,p=1", "v=19,m=19456,t=2,p=0", "v=16,m=19456,t=2,p=1",

        // Nothing that this hasher writes.
        "", " ", ",,,", "v=19", "m=19456,t=2,p=1", "v=19,m=19456,t=2", "v=19,t=2,m=19456,p=1", "v=19,m=19456,t=2,p=1,", ",v=19,m=19456,t=2,p=1",
        "v=19,m=19456,t=2,p=1,p=1", "v=19,m=019456,t=2,p=1", "v=19,m=19456,t=02,p=1", "v=019,m=19456,t=2,p=1", "v=19,m=19456,t=2,p=01",
        " v=19,m=19456,t=2,p=1", "v=19,m=19456,t=2,p=1 ", "v=19, m=19456,t=2,p=1", "v=19,m= 19456,t=2,p=1", "v=19,m=19456 ,t=2,p=1",
        "v=19,m=+19456,t=2,p=1", "v=19,m=-19456,t=2,p=1", "v=19,m=19,456,t=2,p=1", "v=19,m=19456.0,t=2,p=1", "v=19,m=1e5,t=2,p=1", "v=19,m=0x4C00,t=2,p=1",
        "v=19,m=,t=2,p=1", "v=19,m=19456,t=,p=1", "v=19,M=19456,t=2,p=1", "V=19,m=19456,t=2,p=1", "v=19,m=19456\0,t=2,p=1", "v=19,m=19456,t=2\0,p=1",
        "v=19,m=\u0661\u0669\u0664\u0665\u0666,t=2,p=1", "$argon2id$v=19$m=19456,t=2,p=1", "none",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void C9_A_cost_out_of_bounds_or_malformed_is_refused_before_any_work(string cost)
    {
        byte[] tag = new byte[CodeTags.Size];
        long before = GC.GetAllocatedBytesForCurrentThread();

        bool accepted = Hasher.Accepts(cost);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Hasher.Hash("12345678"u8, new byte[16], new byte[32], cost, tag));

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.False(accepted);
        Assert.Equal("cost", refused.ParamName);
        Assert.InRange(allocated, 0, (1024 * 1024) - 1);
        Assert.Equal(new byte[CodeTags.Size], tag);
    }

    [Theory]
    [InlineData(Least)]
    [InlineData("v=19,m=47104,t=1,p=1")]
    [InlineData("v=19,m=12288,t=3,p=1")]
    [InlineData("v=19,m=262144,t=16,p=1")]
    public void C9_A_cost_at_a_bound_is_accepted(string cost) => Assert.True(Hasher.Accepts(cost));

    [Theory]
    [InlineData(19_456, 2)]
    [InlineData(47_104, 1)]
    [InlineData(262_144, 16)]
    public void PreferredCost_AnyInBounds_IsAccepted(int memoryKiB, int passes)
    {
        var hasher = new Argon2idCodeHasher(memoryKiB, passes);

        Assert.True(Hasher.Accepts(hasher.PreferredCost));
        Assert.True(hasher.Accepts(Hasher.PreferredCost));
    }

    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        Assert.Equal(Least, Hasher.PreferredCost);
        Assert.Equal("argon2id", Hasher.Scheme);
    }

    /// <summary>The stored tag is plain Argon2id of the code, with the set's salt and the pepper as K: another implementation can check it.</summary>
    [Fact]
    public void Hash_IsArgon2idWithThePepperAsSecret()
    {
        byte[] code = "12345678"u8.ToArray();
        byte[] salt = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        byte[] pepper = [.. Enumerable.Range(101, 32).Select(i => (byte)i)];
        byte[] tag = new byte[CodeTags.Size];
        byte[] expected = new byte[CodeTags.Size];

        Hasher.Hash(code, salt, pepper, "v=19,m=12288,t=3,p=1", tag);

        Argon2id.DeriveTag(code, salt, pepper, [], new Argon2Parameters(12_288, 3, lanes: 1), expected);
        Assert.Equal(expected, tag);
    }

    [Fact]
    public void Find_SchemeAndCost_GiveTheLastHasherThatTakesThem()
    {
        var fast = new FastCodeHasher();
        var second = new Argon2idCodeHasher(47_104, 1);
        var hashers = new CodeHashers([Hasher, second, fast], new RecoveryMeter(meters: null));

        Assert.Same(fast, hashers.Preferred);
        Assert.Same(second, hashers.Find("argon2id", Least));
        Assert.Same(fast, hashers.Find(fast.Scheme, fast.PreferredCost));
        Assert.Null(hashers.Find("argon2id", "v=19,m=8,t=2,p=1"));
        Assert.Null(hashers.Find("Argon2id", Least));
        Assert.Null(hashers.Find("bcrypt", "10"));
    }
}
