using System.Globalization;
using AccountRecovery.Ports;

namespace AccountRecovery;

public sealed class GermanTexts : IMessageTexts
{
    public MessageText Write(MessageFacts facts)
    {
        string body = facts.RevealCode() is { } code
            ? $"{code} ist Ihr Sicherheitscode für {facts.Site}. Sagen Sie ihn niemandem."
            : $"{What(facts)} Zeitpunkt: {When(facts)}. Waren Sie das nicht? {facts.ReportInstructions}";

        return facts.Channel == ContactChannel.Email ? new MessageText(body, $"{facts.Site}: Sicherheit Ihres Kontos") : new MessageText(body);
    }

    private static string What(MessageFacts facts) => (facts.About, facts.Method) switch
    {
        (RecoveryEventKind.CodeRedeemed, RecoveryMethod.BackupCodes) => $"Ein Backup-Code für {facts.Site} wurde benutzt.",
        (RecoveryEventKind.CodesIssued, RecoveryMethod.BackupCodes) => $"Für {facts.Site} wurden neue Backup-Codes erstellt.",

        // A later version of the library may tell of more.
        _ => $"Die Wiederherstellung Ihres Kontos bei {facts.Site} hat sich geändert.",
    };

    private static string When(MessageFacts facts) => facts.At.InUtc().ToString("dd.MM.uuuu, HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
