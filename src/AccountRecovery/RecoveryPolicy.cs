using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>The rules in force: made once from <see cref="AccountRecoveryOptions"/>, checked as a whole, never changed.</summary>
public sealed class RecoveryPolicy
{
    /// <summary>Codes in a set: 10, as Google's sets.</summary>
    public const int DefaultBackupCodeCount = 10;

    /// <summary>Failed attempts in a row that cost no pause: 5.</summary>
    public const int DefaultFreeAttempts = 5;

    /// <summary>Failed attempts in a row that close a method: 100 (NIST SP 800-63B-4, 3.2.2).</summary>
    public const int DefaultAttemptCap = 100;

    /// <summary>Slow hashes that may wait for a lane: 64.</summary>
    public const int DefaultHashingQueue = 64;

    /// <summary>The first pause: 30 seconds (NIST SP 800-63B-4, 3.2.2).</summary>
    public static readonly Duration DefaultFirstPause = Duration.FromSeconds(30);

    /// <summary>The longest pause: 1 hour (NIST SP 800-63B-4, 3.2.2).</summary>
    public static readonly Duration DefaultLongestPause = Duration.FromHours(1);

    /// <summary>How long a new set waits for its confirmation: 24 hours.</summary>
    public static readonly Duration DefaultPendingLifetime = Duration.FromHours(24);

    /// <summary>How long a ticket is good: 10 minutes.</summary>
    public static readonly Duration DefaultTicketLifetime = Duration.FromMinutes(10);

    /// <summary>How long a new contact is young, and neither changes security settings nor completes a recovery by itself: 720 hours, as Microsoft's 30 days.</summary>
    public static readonly Duration ContactSettlesAfter = Duration.FromHours(720);

    /// <summary>For how long a removed contact can undo its removal: 720 hours, as long as a contact is young.</summary>
    public static readonly Duration RemovalUndoPeriod = ContactSettlesAfter;

    /// <summary>How long after it was typed back a recovery key becomes exclusive: 720 hours.</summary>
    public static readonly Duration KeyExclusiveAfter = Duration.FromHours(720);

    /// <summary>From asking to disable a recovery key without typing it until it is disabled: 720 hours, so that its owner hears of it in time.</summary>
    public static readonly Duration KeyDisablingDelay = Duration.FromHours(720);

    /// <summary>For how long after a cancelled wait another one requires the code of a settled contact as well: 720 hours.</summary>
    public static readonly Duration CancelledWaitGuard = Duration.FromHours(720);

    /// <summary>For how long payment options stay refused after a recovery by the recovery code: 72 hours, which is time for an owner whose paper was stolen.</summary>
    public static readonly Duration PaymentHold = Duration.FromHours(72);

    /// <summary>For how long a contact that a recovery voided can freeze that recovery: 72 hours, as long as payments are held.</summary>
    public static readonly Duration FreezePeriod = PaymentHold;

    /// <summary>For how long after a restore a saved code from before it needs a second proof: 30 days.</summary>
    internal static readonly Duration SecondProofAfterRestore = Duration.FromHours(720);

    /// <summary>How long a security code is good: 10 minutes (OWASP ASVS 5.0, 6.5.5).</summary>
    public static readonly Duration DefaultSecurityCodeLifetime = Duration.FromMinutes(10);

    /// <summary>The wait after all contacts were removed: 720 hours, as Microsoft's 30 days.</summary>
    public static readonly Duration DefaultWait = Duration.FromHours(720);

    internal RecoveryPolicy(AccountRecoveryOptions options, bool keepEvents, IEnumerable<ContactChannel> channels)
    {
        BackupCodeCount = options.BackupCodeCount;
        BackupCodeFormat = CodeFormat.Parse(options.BackupCodeFormat);
        BackupCodeFormats = [BackupCodeFormat, .. options.ImportFormats.Select(CodeFormat.Parse).Where(format => !format.Equals(BackupCodeFormat))];
        ConfirmBackupCodes = options.ConfirmBackupCodes;
        PendingLifetime = Duration.FromTimeSpan(options.PendingLifetime);
        FreeAttempts = options.FreeAttempts;
        FirstPause = Duration.FromTimeSpan(options.FirstPause);
        LongestPause = Duration.FromTimeSpan(options.LongestPause);
        AttemptCap = options.AttemptCap;
        TicketLifetime = Duration.FromTimeSpan(options.TicketLifetime);
        HashingLanes = options.HashingLanes == 0 ? Environment.ProcessorCount : options.HashingLanes;
        HashingQueue = options.HashingQueue;
        Profile = options.Profile;
        RestoredAt = options.RestoredAt is { } restored ? InstantPattern.ExtendedIso.Parse(restored).Value : null;
        KeepsEvents = keepEvents;
        Channels = [.. channels];
        Site = options.Site ?? string.Empty;
        ReportInstructions = options.ReportInstructions;
        OwnDomains = [.. options.OwnDomains.Select(domain => EmailDomain.Fold(domain)!)];
        Wait = Duration.FromTimeSpan(options.Wait);
        SecurityCodeLifetime = Duration.FromTimeSpan(options.SecurityCodeLifetime);
        StoredFormat = (ushort)options.StoredFormat;
    }

    /// <summary>Codes in a set.</summary>
    public int BackupCodeCount { get; }

    /// <summary>How new backup codes look.</summary>
    public CodeFormat BackupCodeFormat { get; }

    /// <summary>Every format in which a backup code may be typed: the one of new codes, then those declared for import.</summary>
    public ImmutableArray<CodeFormat> BackupCodeFormats { get; }

    /// <summary>Whether a new set must be confirmed before it replaces the older one.</summary>
    public bool ConfirmBackupCodes { get; }

    /// <summary>How long a new set waits for its confirmation.</summary>
    public Duration PendingLifetime { get; }

    /// <summary>Failed attempts in a row that cost no pause.</summary>
    public int FreeAttempts { get; }

    /// <summary>The pause after the last free attempt has failed; each further failure doubles it.</summary>
    public Duration FirstPause { get; }

    /// <summary>The longest pause.</summary>
    public Duration LongestPause { get; }

    /// <summary>Failed attempts in a row that close a method until it is set up again.</summary>
    public int AttemptCap { get; }

    /// <summary>How long a ticket is good.</summary>
    public Duration TicketLifetime { get; }

    /// <summary>Slow hashes computed at the same time.</summary>
    public int HashingLanes { get; }

    /// <summary>Slow hashes that may wait.</summary>
    public int HashingQueue { get; }

    /// <summary>Whose rules are followed where they differ.</summary>
    public RecoveryProfile Profile { get; }

    /// <summary>Backup sets issued before this instant (exclusive) are void, after a database was restored, and recovery codes and keys take a second proof for 30 days; null when none are.</summary>
    public Instant? RestoredAt { get; }

    /// <summary>The wait after all contacts were removed.</summary>
    public Duration Wait { get; }

    /// <summary>How long a security code is good.</summary>
    public Duration SecurityCodeLifetime { get; }

    /// <summary>The name of the host's site, in messages; empty where none are sent.</summary>
    public string Site { get; }

    /// <summary>How to object, in messages; null where it is not said.</summary>
    public string? ReportInstructions { get; }

    /// <summary>The host's own e-mail domains, in ASCII lower case.</summary>
    public ImmutableArray<string> OwnDomains { get; }

    /// <summary>The channels that have a sender.</summary>
    public ImmutableHashSet<ContactChannel> Channels { get; }

    /// <summary>The version of the stored form that is written.</summary>
    internal ushort StoredFormat { get; }

    /// <summary>Whether attempts are counted even where guessing is hopeless (NIST SP 800-63B-4, 3.2.2).</summary>
    internal bool CountsEveryMethod => Profile == RecoveryProfile.Nist80063B4;

    /// <summary>Whether a redeemed recovery code is replaced at once, in the outcome (NIST SP 800-63B-4, 4.2.1.1).</summary>
    internal bool ReplacesUsedCodes => Profile == RecoveryProfile.Nist80063B4;

    /// <summary>Whether completing a recovery requires two different methods (NIST SP 800-63B-4, 4.2.1).</summary>
    internal bool TakesTwoMethods => Profile == RecoveryProfile.Nist80063B4;

    /// <summary>Whether the host listens to events; without a sink none are kept.</summary>
    internal bool KeepsEvents { get; }

    /// <summary>Whether a restore has voided what was issued at an instant.</summary>
    internal bool Voids(Instant issuedAt) => RestoredAt is { } before && issuedAt < before;
}
