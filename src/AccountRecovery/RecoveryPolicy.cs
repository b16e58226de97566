using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace AccountRecovery;

/// <summary>The rules in force. Created once from the validated <see cref="AccountRecoveryOptions"/>, and never changed.</summary>
public sealed class RecoveryPolicy
{
    /// <summary>The number of backup codes in a set: 10, the same as in Google's sets.</summary>
    public const int DefaultBackupCodeCount = 10;

    /// <summary>The number of failed attempts in a row before pauses begin: 5.</summary>
    public const int DefaultFreeAttempts = 5;

    /// <summary>The number of failed attempts in a row that closes a method: 100 (NIST SP 800-63B-4, 3.2.2).</summary>
    public const int DefaultAttemptCap = 100;

    /// <summary>The number of slow hashes that may wait for a hashing lane: 64.</summary>
    public const int DefaultHashingQueue = 64;

    /// <summary>The first pause: 30 seconds (NIST SP 800-63B-4, 3.2.2).</summary>
    public static readonly Duration DefaultFirstPause = Duration.FromSeconds(30);

    /// <summary>The longest pause: 1 hour (NIST SP 800-63B-4, 3.2.2).</summary>
    public static readonly Duration DefaultLongestPause = Duration.FromHours(1);

    /// <summary>How long a new set can be confirmed: 24 hours.</summary>
    public static readonly Duration DefaultPendingLifetime = Duration.FromHours(24);

    /// <summary>How long a ticket is valid: 10 minutes.</summary>
    public static readonly Duration DefaultTicketLifetime = Duration.FromMinutes(10);

    /// <summary>
    /// How long a new contact is young, that is, cannot change security settings or complete a recovery by itself: 720 hours, the same as Microsoft's 30 days.
    /// </summary>
    public static readonly Duration ContactSettlesAfter = Duration.FromHours(720);

    /// <summary>How long a removed contact can undo its removal: 720 hours, the same time that a new contact is young.</summary>
    public static readonly Duration RemovalUndoPeriod = ContactSettlesAfter;

    /// <summary>The time from confirming a recovery key until it is exclusive: 720 hours.</summary>
    public static readonly Duration KeyExclusiveAfter = Duration.FromHours(720);

    /// <summary>
    /// The delay between a request to disable a recovery key without typing the key, and the disabling: 720 hours, so that the key's owner is notified in time.
    /// </summary>
    public static readonly Duration KeyDisablingDelay = Duration.FromHours(720);

    /// <summary>How long after a cancelled wait a new wait also requires the code of a settled contact: 720 hours.</summary>
    public static readonly Duration CancelledWaitGuard = Duration.FromHours(720);

    /// <summary>How long payment options are refused after a recovery by the recovery code: 72 hours, so that an owner whose paper was stolen has time to react.</summary>
    public static readonly Duration PaymentHold = Duration.FromHours(72);

    /// <summary>How long a contact that a recovery voided can freeze that recovery: 72 hours, the same time that payments are held.</summary>
    public static readonly Duration FreezePeriod = PaymentHold;

    /// <summary>How long after a restore a saved code that was issued before the restore requires a second proof: 30 days.</summary>
    internal static readonly Duration SecondProofAfterRestore = Duration.FromHours(720);

    /// <summary>How long a security code is valid: 10 minutes (OWASP ASVS 5.0, 6.5.5).</summary>
    public static readonly Duration DefaultSecurityCodeLifetime = Duration.FromMinutes(10);

    /// <summary>The length of the wait after all contacts were removed: 720 hours, the same as Microsoft's 30 days.</summary>
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

    /// <summary>The number of backup codes in a set.</summary>
    public int BackupCodeCount { get; }

    /// <summary>The format of new backup codes.</summary>
    public CodeFormat BackupCodeFormat { get; }

    /// <summary>Every format in which a backup code may be typed: first the format of new codes, then the formats that are declared for import.</summary>
    public ImmutableArray<CodeFormat> BackupCodeFormats { get; }

    /// <summary>Whether a new set must be confirmed before it replaces the older one.</summary>
    public bool ConfirmBackupCodes { get; }

    /// <summary>How long a new set can be confirmed.</summary>
    public Duration PendingLifetime { get; }

    /// <summary>The number of failed attempts in a row before pauses begin.</summary>
    public int FreeAttempts { get; }

    /// <summary>The first pause. Each further failure doubles it.</summary>
    public Duration FirstPause { get; }

    /// <summary>The longest pause.</summary>
    public Duration LongestPause { get; }

    /// <summary>The number of failed attempts in a row that closes a method until it is set up again.</summary>
    public int AttemptCap { get; }

    /// <summary>How long a ticket is valid.</summary>
    public Duration TicketLifetime { get; }

    /// <summary>The number of hashing lanes: slow hashes that run at the same time.</summary>
    public int HashingLanes { get; }

    /// <summary>The number of slow hashes that may wait for a hashing lane.</summary>
    public int HashingQueue { get; }

    /// <summary>The profile: which rules the library follows where consumer services and NIST differ.</summary>
    public RecoveryProfile Profile { get; }

    /// <summary>
    /// The instant of a database restore, or null. Backup sets issued before it (exclusive) are void; recovery codes and keys from before it require a second proof
    /// for 30 days.
    /// </summary>
    public Instant? RestoredAt { get; }

    /// <summary>The length of the wait after all contacts were removed.</summary>
    public Duration Wait { get; }

    /// <summary>How long a security code is valid.</summary>
    public Duration SecurityCodeLifetime { get; }

    /// <summary>The name of the host's site in messages; empty if no messages are sent.</summary>
    public string Site { get; }

    /// <summary>How a person can report an action that was not theirs, as a sentence for messages; null if messages do not say it.</summary>
    public string? ReportInstructions { get; }

    /// <summary>The host's own e-mail domains, in ASCII lower case.</summary>
    public ImmutableArray<string> OwnDomains { get; }

    /// <summary>The channels that have a sender.</summary>
    public ImmutableHashSet<ContactChannel> Channels { get; }

    /// <summary>The version of the stored form in which records are written.</summary>
    internal ushort StoredFormat { get; }

    /// <summary>Whether attempts are counted even for codes that nobody can guess (NIST SP 800-63B-4, 3.2.2).</summary>
    internal bool CountsEveryMethod => Profile == RecoveryProfile.Nist80063B4;

    /// <summary>Whether the outcome of redeeming a recovery code contains a new one (NIST SP 800-63B-4, 4.2.1.1).</summary>
    internal bool ReplacesUsedCodes => Profile == RecoveryProfile.Nist80063B4;

    /// <summary>Whether completing a recovery requires two different methods (NIST SP 800-63B-4, 4.2.1).</summary>
    internal bool TakesTwoMethods => Profile == RecoveryProfile.Nist80063B4;

    /// <summary>Whether the host has an event sink. Without a sink, records keep no events.</summary>
    internal bool KeepsEvents { get; }

    /// <summary>Whether a restore has voided what was issued at this instant.</summary>
    internal bool Voids(Instant issuedAt) => RestoredAt is { } before && issuedAt < before;
}
