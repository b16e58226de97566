using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>Every message written out in Approved.txt, so that one can read them all; set ACCOUNTRECOVERY_APPROVE=1 to write it anew.</summary>
public sealed class ApprovedTextsTests
{
    [Fact]
    public void The_texts_are_the_approved_ones()
    {
        string path = Path.Combine(Path.GetDirectoryName(Here())!, "Approved.txt");
        string received = WriteAll();
        if (Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_APPROVE") == "1")
        {
            File.WriteAllText(path, received);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), received);
    }

    private static string WriteAll()
    {
        var all = new StringBuilder();
        foreach (Messages.Sample sample in Codes().Concat(Notices()))
        {
            MessageText text = sample.Write();
            string about = sample.Purpose is { } purpose ? $"security code to {purpose}" : $"notice of {sample.About}, {sample.Method}";
            all.Append("=== ").Append(about).Append(", ").Append(sample.Channel).Append('\n');
            all.Append(text.Subject is { } subject ? $"Subject: {subject}\n\n" : string.Empty);
            all.Append(text.RevealBody()).Append("\n\n");
        }

        return all.ToString();
    }

    private static IEnumerable<Messages.Sample> Codes() => from purpose in Messages.Purposes from channel in Messages.Channels select new Messages.Sample(channel) { Purpose = purpose };

    // One of each that has words of its own, and the general one; without an objection where people are not told by default.
    private static IEnumerable<Messages.Sample> Notices() =>
        from sample in (
            from kind in Messages.Kinds
            from method in Messages.Methods
            select new Messages.Sample(ContactChannel.Email) { About = kind, Method = method, Remaining = 3, Contact = Messages.IsAbout(kind) ? "m***@example.com" : null, WaitUntil = Messages.At + Duration.FromDays(30) })
            .Append(new Messages.Sample(ContactChannel.Email) { About = RecoveryEventKind.ContactAdded, Contact = "+44*******23", Count = 3, ReportInstructions = null })
            .DistinctBy(sample => (NoticeWords.Of(sample.Facts), sample.Count))
        from channel in Messages.Channels
        select sample with { Channel = channel };

    private static string Here([CallerFilePath] string path = "") => path;
}
