using System.Globalization;

namespace AccountRecovery;

/// <summary>That a run in a culture is one: what would go wrong in it does go wrong when asked by culture.</summary>
public sealed class CultureUnderTestTests
{
    [Fact]
    public async Task The_culture_that_was_asked_for_is_there_on_every_thread()
    {
        Assert.SkipWhen(CultureUnderTest.Name is null or "" or CultureUnderTest.Invariant, "No culture was asked for.");

        Assert.Equal(CultureUnderTest.Name, CultureInfo.CurrentCulture.Name);
        Assert.Equal(CultureUnderTest.Name, await Task.Run(() => CultureInfo.CurrentCulture.Name));
        string? onAThread = null;
        var thread = new Thread(() => onAThread = CultureInfo.CurrentCulture.Name);
        thread.Start();
        thread.Join();
        Assert.Equal(CultureUnderTest.Name, onAThread);
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
                Assert.Skip("No culture was asked for.");
                break;
        }
    }
}
