using System.Globalization;

namespace AccountRecovery;

/// <summary>That a run in a culture is one: what would go wrong in it does go wrong when asked by culture.</summary>
public sealed class CultureUnderTestTests
{
    [Fact]
    public async Task The_culture_that_was_asked_for_is_there_on_every_thread()
    {
        string expected = CultureUnderTest.Name is { Length: > 0 } and not CultureUnderTest.Invariant ? CultureUnderTest.Name : CultureInfo.InstalledUICulture.Name;

        Assert.Equal(expected, CultureInfo.CurrentCulture.Name);
        Assert.Equal(expected, await Task.Run(() => CultureInfo.CurrentCulture.Name));
        string? onAThread = null;
        var thread = new Thread(() => onAThread = CultureInfo.CurrentCulture.Name);
        thread.Start();
        thread.Join();
        Assert.Equal(expected, onAThread);
    }

    [Fact]
    public void The_culture_that_was_asked_for_bites()
    {
        switch (CultureUnderTest.Name)
        {
            case "tr-TR" or "az":
                Assert.Equal('\u0130', char.ToUpper('i', CultureInfo.CurrentCulture));
                break;
            case "th-TH":
                Assert.Equal("2569", new DateTime(2026, 3, 1).ToString("yyyy", CultureInfo.CurrentCulture));
                break;
            case "ar-SA":
                Assert.Equal("1447", new DateTime(2026, 3, 1).ToString("yyyy", CultureInfo.CurrentCulture));
                break;
            case CultureUnderTest.Invariant:
                Assert.Throws<CultureNotFoundException>(() => CultureInfo.GetCultureInfo("tr-TR"));
                break;
            default:
                Assert.True(CultureUnderTest.Name is null or "", $"Nobody has said what goes wrong in {CultureUnderTest.Name}.");
                break;
        }
    }
}
