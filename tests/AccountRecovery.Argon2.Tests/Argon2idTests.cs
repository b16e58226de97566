using System.Text;

namespace AccountRecovery.Tests;

public sealed class Argon2idTests
{
    private static readonly Argon2Parameters Cheap = new(memoryKiB: 8, passes: 1, lanes: 1);
    private static readonly byte[] Password = "12345678"u8.ToArray();
    private static readonly byte[] Secret = "a secret of 32 bytes, as it were"u8.ToArray();
    private static readonly byte[] Data = "account 7"u8.ToArray();

    [Fact]
    public void Hash_Default_AsDocumented()
    {
        string encoded = Argon2id.Hash(Password, Argon2Parameters.Default);

        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", encoded, StringComparison.Ordinal);
        Assert.True(PhcString.TryParse(encoded, Argon2Limits.Default, out PhcString? phc));
        Assert.Equal((16, 32), (phc.Salt.Length, phc.Tag.Length));
        Assert.True(Argon2id.Verify(encoded, Password));
    }

    [Fact]
    public void Two_hashes_of_one_password_share_neither_salt_nor_tag()
    {
        string[] one = Argon2id.Hash(Password, Cheap).Split('$');
        string[] two = Argon2id.Hash(Password, Cheap).Split('$');

        Assert.NotEqual(one[^2], two[^2]);
        Assert.NotEqual(one[^1], two[^1]);
    }

    [Fact]
    public void Verify_OtherPassword_NoMatch()
    {
        string encoded = Argon2id.Hash(Password, Cheap);

        Assert.True(Argon2id.Verify(encoded, Password));
        Assert.False(Argon2id.Verify(encoded, "12345679"u8));
        Assert.False(Argon2id.Verify(encoded, []));
    }

    [Fact]
    public void Verify_EmptyPassword_Matches() => Assert.True(Argon2id.Verify(Argon2id.Hash([], Cheap), []));

    [Fact]
    public void Verify_OtherSecretOrData_NoMatch()
    {
        string encoded = Argon2id.Hash(Password, Secret, Data, Cheap);

        Assert.True(Argon2id.Verify(encoded, Password, Secret, Data));
        Assert.False(Argon2id.Verify(encoded, Password));
        Assert.False(Argon2id.Verify(encoded, Password, [], Data));
        Assert.False(Argon2id.Verify(encoded, Password, Secret, []));
        Assert.False(Argon2id.Verify(encoded, Password, Secret, "account 8"u8));
        Assert.False(Argon2id.Verify(encoded, Password, [.. Secret, 0], Data));
        Assert.False(Argon2id.Verify(encoded, Password, Data, Secret));
    }

    [Fact]
    public void Hash_SecretAndData_NeitherIsInTheString()
    {
        Assert.True(PhcString.TryParse(Argon2id.Hash(Password, Secret, Data, Cheap), Argon2Limits.Default, out PhcString? phc));

        Assert.True(phc.KeyId.IsEmpty);
        Assert.True(phc.AssociatedData.IsEmpty);
    }

    [Fact]
    public void Verify_StringCarriesData_TheCallersMustBeTheSame()
    {
        byte[] salt = new byte[Argon2id.SaltLength];
        byte[] tag = new byte[Argon2id.TagLength];
        Argon2id.DeriveTag(Password, salt, secret: [], Data, Cheap, tag);
        string encoded = new PhcString(Cheap, salt, tag, keyId: [], Data).ToString();

        Assert.True(Argon2id.Verify(encoded, Password));
        Assert.True(Argon2id.Verify(encoded, Password, secret: [], Data));
        Assert.False(Argon2id.Verify(encoded, Password, secret: [], associatedData: []));
    }

    [Fact]
    public void Verify_StringCarriesDataThatWasNotHashed_NoMatch()
    {
        // The tag fits the caller's data, the string claims other data: what it claims must not be ignored.
        byte[] salt = new byte[Argon2id.SaltLength];
        byte[] tag = new byte[Argon2id.TagLength];
        Argon2id.DeriveTag(Password, salt, secret: [], Data, Cheap, tag);
        string encoded = new PhcString(Cheap, salt, tag, keyId: [], "account 8"u8).ToString();

        Assert.False(Argon2id.Verify(encoded, Password, secret: [], Data));
    }

    [Fact]
    public void A_stored_hash_with_any_one_character_changed_is_no_match()
    {
        var limits = new Argon2Limits(maxMemoryKiB: 99, maxPasses: 9);
        string encoded = Argon2id.Hash(Password, Cheap);

        for (int at = 0; at < encoded.Length; at++)
        {
            foreach (char other in "A9z/ $,=")
            {
                var changed = new StringBuilder(encoded) { [at] = other };
                if (encoded[at] != other)
                {
                    Assert.False(Argon2id.Verify(changed.ToString(), Password, limits), changed.ToString());
                }
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345678")]
    [InlineData("$2a$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW")]
    public void Verify_NotAnArgon2idString_NoMatch(string? encoded)
    {
        Assert.False(Argon2id.Verify(encoded, Password));
        Assert.True(Argon2id.NeedsRehash(encoded, Cheap));
    }

    [Theory]
    [InlineData(8, 1, 1, false)]
    [InlineData(9, 1, 1, true)]
    [InlineData(8, 2, 1, true)]
    [InlineData(16, 1, 2, true)]
    public void NeedsRehash_OtherCost_True(int memoryKiB, int passes, int lanes, bool expected) =>
        Assert.Equal(expected, Argon2id.NeedsRehash(Argon2id.Hash(Password, Cheap), new Argon2Parameters(memoryKiB, passes, lanes)));

    [Theory]
    [InlineData(16, 32, false)]
    [InlineData(15, 32, true)]
    [InlineData(16, 31, true)]
    public void NeedsRehash_ShortSaltOrTag_True(int saltLength, int tagLength, bool expected) =>
        Assert.Equal(expected, Argon2id.NeedsRehash(new PhcString(Cheap, new byte[saltLength], new byte[tagLength]).ToString(), Cheap));

    [Fact]
    public void NeedsRehash_CostBeyondTheDefaultLimits_ComparedAllTheSame()
    {
        var expensive = new Argon2Parameters(Argon2Parameters.MaxMemoryKiB, Argon2Parameters.MaxPasses, Argon2Parameters.MaxLanes);

        Assert.False(Argon2id.NeedsRehash(new PhcString(expensive, new byte[16], new byte[32]).ToString(), expensive));
    }

    [Theory]
    [InlineData(7, 32, "salt", "from 8 ")]
    [InlineData(16, 3, "tag", "from 4 ")]
    public void DeriveTag_TooShort_ExceptionGivesTheLimit(int saltLength, int tagLength, string name, string limit)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => Argon2id.DeriveTag(Password, new byte[saltLength], [], [], Cheap, new byte[tagLength]));

        Assert.Equal(name, exception.ParamName);
        Assert.Contains(limit, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeriveTag_ShortTag_NoPrefixOfALongerOne()
    {
        byte[] shorter = new byte[16];
        byte[] longer = new byte[32];

        Argon2id.DeriveTag(Password, new byte[8], [], [], Cheap, shorter);
        Argon2id.DeriveTag(Password, new byte[8], [], [], Cheap, longer);

        Assert.NotEqual(shorter, longer[..16]);
    }

    [Fact]
    public void NoParameters_Exception()
    {
        Assert.Throws<ArgumentNullException>(() => Argon2id.Hash(Password, null!));
        Assert.Throws<ArgumentNullException>(() => Argon2id.NeedsRehash("", null!));
        Assert.Throws<ArgumentNullException>(() => Argon2id.DeriveTag(Password, new byte[16], [], [], null!, new byte[32]));
    }
}
