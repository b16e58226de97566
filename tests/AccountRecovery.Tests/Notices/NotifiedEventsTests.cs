using System.Runtime.CompilerServices;
using NodaTime;
using static AccountRecovery.RecoveryEventKind;
using static AccountRecovery.RecoveryMethod;

namespace AccountRecovery;

/// <summary>What people are notified of, against a second list, and the page that shows it.</summary>
public sealed class NotifiedEventsTests
{
    private static readonly (RecoveryEventKind Kind, RecoveryMethod[] Methods)[] Expected =
    [
        (CodesIssued, [BackupCodes, RecoveryCode, RecoveryKey]),
        (CodesRevoked, [BackupCodes, RecoveryCode, RecoveryKey]),
        (CodeRedeemed, [BackupCodes, RecoveryCode, RecoveryKey]),
        (CodesImported, [BackupCodes]),
        (CodesLow, [BackupCodes]),
        (KeyDisablingScheduled, [RecoveryKey]),
        (CredentialsSet, [RecoveryCode]),
        (AccountReopened, [RecoveryCode]),
        (ContactAdded, Messages.Methods),
        (ContactConfirmed, Messages.Methods),
        (ContactRemoved, [SecurityCodes]),
        (RemovalUndone, [SecurityCodes]),
        (WaitStarted, [SecurityCodes]),
        (WaitReminder, [SecurityCodes]),
        (WaitCancelled, [SecurityCodes]),
        (WaitEnded, [SecurityCodes]),
        (RecoveryCompleted, [RecoveryKey, SecurityCodes]),
        (RecoveryFrozen, [SecurityCodes]),
        (RecoveryReleased, [RecoveryCode]),
    ];

    // Only a kind that this version knows is ever raised.
    private static readonly RecoveryEventKind[] Kinds = Enum.GetValues<RecoveryEventKind>();

    [Fact]
    public void People_are_notified_of_these_and_of_nothing_else() => Assert.Equal(
        Expected.SelectMany(row => row.Methods.Select(method => (row.Kind, method))).Order(),
        Kinds.SelectMany(_ => Messages.Methods, (kind, method) => (kind, method)).Where(pair => NotifiedEvents.IsNotified(pair.kind, pair.method)).Order());

    [Fact]
    public void The_text_of_every_notice_says_what_happened() => Assert.All(
        Expected.SelectMany(row => row.Methods.Select(method => new Messages.Sample(ContactChannel.Email) { About = row.Kind, Method = method })),
        sample => Assert.DoesNotContain("Something", sample.Body(), StringComparison.Ordinal));

    /// <summary>Set ACCOUNTRECOVERY_APPROVE=1 to write the table into the page.</summary>
    [Fact]
    public void The_page_has_the_notices_as_they_are()
    {
        string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "messages.md");
        string[] lines = File.ReadAllLines(path);
        string[] table = ["| what happened | subject | what it adds |", "|---|---|---|", .. Rows().Distinct()];
        int at = Array.FindIndex(lines, line => line.StartsWith("| what happened |", StringComparison.Ordinal));
        string[] found = [.. lines.Skip(at).TakeWhile(line => line.StartsWith('|'))];
        if (Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_APPROVE") == "1")
        {
            File.WriteAllText(path, string.Join('\n', [.. lines[..at], .. table, .. lines[(at + found.Length)..]]) + "\n");
            return;
        }

        Assert.Equal(table, found);
    }

    private static IEnumerable<string> Rows() =>
        from kind in Kinds
        from method in Messages.Methods
        where NotifiedEvents.IsNotified(kind, method)
        let sample = new Messages.Sample(ContactChannel.Email) { About = kind, Method = method, Remaining = 3, Contact = "m***@example.com", WaitUntil = Messages.At + Duration.FromDays(30) }
        let words = NoticeWords.Of(sample.Facts)
        let about = kind is ContactAdded or ContactConfirmed ? $"`{kind}`" : $"`{kind}`, `{method}`"
        select $"| {about} | {sample.Write().Subject} | {words.More} |";

    private static string Here([CallerFilePath] string path = "") => path;
}
