using System.Security.Cryptography;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery.Tests;

public sealed class Blake2bLongTests
{
    // Made by ten lines of Python from the text of RFC 9106, section 3.3, over hashlib.blake2b: the edges of the first case and of r.
    [Theory]
    [InlineData(4, "3e6c02ac")]
    [InlineData(64, "f32577a3172f56657d531faaa43077bb8c9726ada7bb04dd337ec5a65454abff241ad6b87a72440e5127c6f9caa70327f2a699096e52d163eb52d9cd99620593")]
    [InlineData(65, "77baa447fe6f777c9bcb519545ce80badaf08ecb973fbb4ff45af7d8b569ec7caad65f72669d05153cdeaa563a162bb5ae4c42214551593816008dc560c5a65391")]
    [InlineData(96, "41b5590d909a09f99c2c5475f782ba721397c7dc626736a3b5b0b369bab78af24a800ffd07bd9b94e073fe5451b20caf770b68afe0839842b4723550bdf083cf9e205e5304aaec1584f10008285f563252fcfcf207ca8c755d1652168b9024af")]
    [InlineData(97, "c82ccb541fdbecd1ce8090f61f39905cbf4bc03cebd133a002c7babe4ea204fba111552004c5a5338c62d4c7561af5de2665d24d30de9407b9ba1a6ab372054d3e6fdd0c7aa46b48980189af43f3502d68d007a02b1c4efe04c13b9f39d932f335")]
    public void Hash_OfAbc_AsTheRfcInPython(int length, string expected)
    {
        byte[] output = new byte[length];

        Blake2bLong.Hash("abc"u8, output);

        Assert.Equal(expected, Convert.ToHexStringLower(output));
    }

    [Fact]
    public void Every_length_to_1024_agrees_with_the_RFC_in_Python()
    {
        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] output = new byte[1024];
        for (int length = 1; length <= output.Length; length++)
        {
            Blake2bLong.Hash("abc"u8, output.AsSpan(0, length));
            all.AppendData(output, 0, length);
        }

        Assert.Equal("4f1083c525e06febd744255b4e9ded192e336ad4e86b1f41876bfc60d0f9bf51", Convert.ToHexStringLower(all.GetHashAndReset()));
    }
}
