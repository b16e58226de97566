using System.Text;
using AccountRecovery.Argon2Internals;

namespace AccountRecovery.Tests;

public sealed class Blake2bTests
{
    [Fact]
    public void Rfc7693_Appendix_A() =>
        Assert.Equal(
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
            Hash(Encoding.ASCII.GetBytes("abc"), 64));

    // Made by Python's hashlib.blake2b over the bytes 0, 1, 2, ... : the edges of one and two blocks of 128 bytes.
    [Theory]
    [InlineData(0, 64, "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce")]
    [InlineData(0, 20, "3345524abf6bbe1809449224b5972c41790b6cf2")]
    [InlineData(3, 48, "dacc5fde6f28330be86bcb13be11032485c6fd2eb8dbe9eb9fa217f4583ff9a564bb354dd768a672bdf46a2e1465d515")]
    [InlineData(64, 32, "10d8e6d534b00939843fe9dcc4dae48cdf008f6b8b2b82b156f5404d874887f5")]
    [InlineData(127, 64, "b6292669ccd38d5f01caae96ba272c76a879a45743afa0725d83b9ebb26665b731f1848c52f11972b6644f554c064fa90780dbbbf3a89d4fc31f67df3e5857ef")]
    [InlineData(128, 64, "2319e3789c47e2daa5fe807f61bec2a1a6537fa03f19ff32e87eecbfd64b7e0e8ccff439ac333b040f19b0c4ddd11a61e24ac1fe0f10a039806c5dcc0da3d115")]
    [InlineData(129, 64, "f59711d44a031d5f97a9413c065d1e614c417ede998590325f49bad2fd444d3e4418be19aec4e11449ac1a57207898bc57d76a1bcf3566292c20c683a5c4648f")]
    [InlineData(256, 64, "1ecc896f34d3f9cac484c73f75f6a5fb58ee6784be41b35f46067b9c65c63a6794d3d744112c653f73dd7deb6666204c5a9bfa5b46081fc10fdbe7884fa5cbf8")]
    [InlineData(257, 1, "ca")]
    [InlineData(1024, 64, "6b490f42e902f61b1ee12d3c85e34152e37c94d07ab9ea577cad6a6eb4690fad38064f53a19c225703a5c52cdc9a85add71b339d327e1630ee3432b920240e8a")]
    public void Hash_OfCountingBytes_AsPythonHashlib(int inputLength, int digestLength, string expected) =>
        Assert.Equal(expected, Hash(Counting(inputLength), digestLength));

    /// <summary>In the manner of RFC 7693, appendix E: one hash over 19,264 hashes, all digest lengths by all input lengths to 300.</summary>
    [Fact]
    public void Every_digest_length_and_input_length_agrees_with_Python_hashlib()
    {
        byte[] grand = new byte[32];
        var all = new Blake2b(grand.Length);
        Span<byte> digest = stackalloc byte[64];
        for (int digestLength = 1; digestLength <= 64; digestLength++)
        {
            for (int inputLength = 0; inputLength <= 300; inputLength++)
            {
                byte[] input = new byte[inputLength];
                for (int at = 0; at < inputLength; at++)
                {
                    input[at] = (byte)(((at * 7) + inputLength) & 0xFF);
                }

                Blake2b.Hash(input, digest[..digestLength]);
                all.Append(digest[..digestLength]);
            }
        }

        all.Finish(grand);

        Assert.Equal("ea8265bbb172cb6f99209a39b90409fef9b6b6aa2047944ea12f16b3317ad586", Convert.ToHexStringLower(grand));
    }

    [Fact]
    public void Where_the_input_is_cut_makes_no_difference()
    {
        byte[] input = Counting(300);
        string whole = Hash(input, 64);

        for (int cut = 0; cut <= input.Length; cut++)
        {
            byte[] digest = new byte[64];
            var hash = new Blake2b(digest.Length);
            hash.Append(input.AsSpan(0, cut));
            hash.Append(input.AsSpan(cut));
            hash.Finish(digest);

            Assert.Equal(whole, Convert.ToHexStringLower(digest));
        }
    }

    private static string Hash(byte[] input, int digestLength)
    {
        byte[] digest = new byte[digestLength];
        Blake2b.Hash(input, digest);
        return Convert.ToHexStringLower(digest);
    }

    private static byte[] Counting(int length) => [.. Enumerable.Range(0, length).Select(at => (byte)(at & 0xFF))];
}
