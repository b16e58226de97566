using System.Globalization;
using System.Text.Json;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery.Tests;

/// <summary>Hashes made by another implementation, Isopoh.Cryptography.Argon2 2.0.0: odd sizes, all tag lengths, one to seven lanes.</summary>
public sealed class IsopohVectorTests
{
    private const int VectorCount = 40;

    // The vectors have longer tags and data than the PHC string format recommends.
    private static readonly Argon2Limits Limits = new(minTagLength: Argon2id.MinTagLength, maxTagLength: 200, maxAssociatedDataLength: 64);

    private static readonly IReadOnlyDictionary<string, Vector> Vectors = Read();

    public static TheoryData<string> Names => [.. Vectors.Keys];

    [Fact]
    public void There_are_exactly_40_vectors() => Assert.Equal(VectorCount, Names.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void DeriveTag_IsopohVector_SameTag(string name)
    {
        Vector vector = Vectors[name];
        byte[] tag = new byte[vector.Tag.Length];

        Argon2id.DeriveTag(vector.Password, vector.Salt, vector.Secret, vector.AssociatedData, vector.Parameters, tag);

        Assert.Equal(Convert.ToHexString(vector.Tag), Convert.ToHexString(tag));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryKernel_IsopohVector_SameTag(string name)
    {
        Vector vector = Vectors[name];

        Assert.All(BlockKernel.Supported, kernel =>
        {
            byte[] tag = new byte[vector.Tag.Length];
            TagDerivation.Derive(vector.Password, vector.Salt, vector.Secret, vector.AssociatedData, vector.Parameters, tag, kernel, CancellationToken.None);
            Assert.Equal(Convert.ToHexString(vector.Tag), Convert.ToHexString(tag));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ToString_IsopohVector_SameText(string name)
    {
        Vector vector = Vectors[name];

        var phc = new PhcString(vector.Parameters, vector.Salt, vector.Tag, keyId: default, vector.AssociatedData);

        Assert.Equal(vector.Phc, phc.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Verify_IsopohHash_RightSecretOnly(string name)
    {
        Vector vector = Vectors[name];
        byte[] otherSecret = [.. vector.Secret, 0];

        Assert.True(Argon2id.Verify(vector.Phc, vector.Password, vector.Secret, vector.AssociatedData, Limits));
        Assert.False(Argon2id.Verify(vector.Phc, vector.Password, otherSecret, vector.AssociatedData, Limits));
    }

    private static SortedDictionary<string, Vector> Read()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "argon2id-isopoh.json"));
        using JsonDocument document = JsonDocument.Parse(file);
        var vectors = new SortedDictionary<string, Vector>(StringComparer.Ordinal);
        foreach (JsonElement one in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            var vector = new Vector(
                new Argon2Parameters(one.GetProperty("memoryKiB").GetInt32(), one.GetProperty("passes").GetInt32(), one.GetProperty("lanes").GetInt32()),
                Hex(one, "password"),
                Hex(one, "salt"),
                Hex(one, "secret"),
                Hex(one, "associatedData"),
                Hex(one, "tag"),
                one.GetProperty("phc").GetString()!);
            vectors.Add(string.Create(CultureInfo.InvariantCulture, $"{vectors.Count:00} {vector.Parameters} tag {vector.Tag.Length}"), vector);
        }

        return vectors;
    }

    private static byte[] Hex(JsonElement one, string name) => Convert.FromHexString(one.GetProperty(name).GetString()!);

    private sealed record Vector(Argon2Parameters Parameters, byte[] Password, byte[] Salt, byte[] Secret, byte[] AssociatedData, byte[] Tag, string Phc);
}
