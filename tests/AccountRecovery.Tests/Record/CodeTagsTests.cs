using System.Security.Cryptography;
using AccountRecovery.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class CodeTagsTests
{
    private static readonly RecoveryMeter Meter = new(meters: null);
    private const RecoveryMethod Other = (RecoveryMethod)2;
    private static readonly FastCodeHasher Hasher = new();
    private static readonly RecordSecret Secret = new(new byte[RecordSecret.Size]);

    private sealed record Binding(byte Secret, int Method, byte Salt, string Symbols);

    private static Arbitrary<Binding> Bindings => Arb.From(
        from secret in Gen.Choose(0, 2)
        from method in Gen.Choose(1, 3)
        from salt in Gen.Choose(0, 2)
        from symbols in Gen.Elements("12345678", "12345679", "1234567", "")
        select new Binding((byte)secret, method, (byte)salt, symbols),
        binding => binding.Symbols.Length > 7 ? [binding with { Symbols = "1234567" }] : []);

    [Fact]
    public void S14_A_slow_tag_fits_its_own_secret_method_salt_and_code_alone() => Holds.ForAll(
        Bindings.Zip(Bindings), two => (two.Item1 == two.Item2) == Slow(two.Item1).SequenceEqual(Slow(two.Item2)), tests: 2_000);

    [Fact]
    public void S14_A_keyed_tag_fits_its_own_secret_method_salt_and_code_alone() => Holds.ForAll(
        Bindings.Zip(Bindings), two => (two.Item1 == two.Item2) == Keyed(two.Item1).SequenceEqual(Keyed(two.Item2)), tests: 2_000);

    /// <summary>The hasher sees a pepper that differs from set to set and from method to method, and never the record's secret itself.</summary>
    [Fact]
    public void C9_The_pepper_is_derived_for_each_set_and_method()
    {
        var peppers = new PepperKeeper();

        CodeTags.Slow(Hashers(peppers), peppers, "none", Secret, RecoveryMethod.BackupCodes, new byte[16], "1"u8);
        CodeTags.Slow(Hashers(peppers), peppers, "none", Secret, Other, new byte[16], "1"u8);
        CodeTags.Slow(Hashers(peppers), peppers, "none", Secret, RecoveryMethod.BackupCodes, RandomNumberGenerator.GetBytes(16), "1"u8);
        CodeTags.Slow(Hashers(peppers), peppers, "none", Secret, RecoveryMethod.BackupCodes, new byte[16], "2"u8);

        Assert.Equal(3, peppers.Seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(peppers.Seen[0], peppers.Seen[3]);
        Assert.DoesNotContain(Convert.ToHexString(Secret.Bytes), peppers.Seen);
    }

    /// <summary>Stored tags outlive versions: the derivation of the pepper and of the keyed tag is pinned.</summary>
    [Fact]
    public void Tags_KnownInputs_ArePinned()
    {
        var peppers = new PepperKeeper();
        byte[] salt = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

        CodeTags.Slow(Hashers(peppers), peppers, "none", Secret, RecoveryMethod.BackupCodes, salt, "12345678"u8);
        byte[] keyed = CodeTags.Keyed(Secret, RecoveryMethod.BackupCodes, salt, "12345678"u8);

        Assert.Equal("905AF23406E6F881F03BA474960D59ACD5A1CE898D031EE5F2016D1B4F4972C2", Assert.Single(peppers.Seen));
        Assert.Equal("C08B80B5138B3B19D69F5765583F7F4F0AF0520112198D29125D26E431B65492", Convert.ToHexString(keyed));
    }

    private static CodeHashers Hashers(ICodeHasher hasher) => new([hasher], Meter);

    private static byte[] Slow(Binding binding) => CodeTags.Slow(
        Hashers(Hasher), Hasher, "none", SecretOf(binding), (RecoveryMethod)binding.Method, SaltOf(binding), System.Text.Encoding.ASCII.GetBytes(binding.Symbols));

    private static byte[] Keyed(Binding binding) => CodeTags.Keyed(
        SecretOf(binding), (RecoveryMethod)binding.Method, SaltOf(binding), System.Text.Encoding.ASCII.GetBytes(binding.Symbols));

    private static RecordSecret SecretOf(Binding binding) => new([.. Enumerable.Repeat(binding.Secret, RecordSecret.Size)]);

    private static byte[] SaltOf(Binding binding) => [.. Enumerable.Repeat(binding.Salt, CodeTags.SaltSize)];

    private sealed class PepperKeeper : Ports.ICodeHasher
    {
        internal List<string> Seen { get; } = [];

        public string Scheme => "keeper";

        public string PreferredCost => "none";

        public bool Accepts(string cost) => true;

        public void Hash(ReadOnlySpan<byte> code, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> pepper, string cost, Span<byte> tag) =>
            Seen.Add(Convert.ToHexString(pepper));
    }
}
