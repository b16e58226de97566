using System.Text;

namespace AccountRecovery;

public sealed class SecretSearchTests
{
    private const string Code = "1234 5678";

    [Fact]
    public void Every_form_is_found_in_the_middle_of_other_bytes()
    {
        var search = new SecretSearch([Code, "ABCDE-FGHJK-00000"]);

        Assert.All(SecretSearch.Forms(Code).Concat(SecretSearch.Forms("ABCDE-FGHJK-00000")), form => Assert.NotNull(search.FirstIn(Encoding.Latin1.GetBytes($"\u0000\u00FFbefore{form}after"))));
        Assert.All(Enumerable.Range(0, 7), before => Assert.NotNull(search.FirstIn(Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('x', before) + Code + "yz")))));
        Assert.NotNull(search.FirstIn("x12345678"));
        Assert.NotNull(search.FirstIn("0012345678"));
        Assert.NotNull(search.FirstIn("ab00" + Convert.ToHexStringLower(Encoding.ASCII.GetBytes("x12345678y"))));
    }

    [Fact]
    public void What_is_no_form_of_it_is_not_found()
    {
        var search = new SecretSearch([Code]);

        Assert.Null(search.FirstIn("1234 567 1234567x 12345 678 MTIzND"));
        Assert.Null(search.FirstIn("revision 9123456780000000001 of"));
        Assert.Null(search.FirstIn("bytes 0a12345678ffee00 and seconds 0.12345678"));
    }
}
