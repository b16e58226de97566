namespace AccountRecovery;

/// <summary>The settings of the library: plain numbers, texts and <see cref="TimeSpan"/>s, to be bound from configuration or set in code.</summary>
/// <remarks>Checked as a whole when the application starts; every failure is named at once.</remarks>
public sealed class AccountRecoveryOptions
{
    /// <summary>The root keys: exactly one active one, and any number that only open. No default: without a key nothing starts.</summary>
    public IList<RootKeyOptions> RootKeys { get; } = [];

    /// <summary>Whose rules are followed where they differ. Default <see cref="RecoveryProfile.Consumer"/>.</summary>
    public RecoveryProfile Profile { get; set; } = RecoveryProfile.Consumer;

    /// <summary>Codes in a set. Default 10, from 4 to 32.</summary>
    public int BackupCodeCount { get; set; } = RecoveryPolicy.DefaultBackupCodeCount;

    /// <summary>How new backup codes look, as <see cref="CodeFormat.Parse"/> reads it. Default <c>digits:4 4</c>; at least 20 bits.</summary>
    public string BackupCodeFormat { get; set; } = CodeFormat.BackupCode.ToString();

    /// <summary>Formats of codes that may be imported from older systems, as <see cref="CodeFormat.Parse"/> reads them. Default none; at least 20 bits each.</summary>
    /// <remarks>Declared, so that input in an older format is distinguished from a slip in the same way for every account, known or not.</remarks>
    public IList<string> ImportFormats { get; } = [];

    /// <summary>Whether a new set must be confirmed by typing one of its codes back before it replaces the older one. Default false.</summary>
    public bool ConfirmBackupCodes { get; set; }

    /// <summary>How long a new set waits for its confirmation. Default 24 hours, from 10 minutes to 7 days.</summary>
    public TimeSpan PendingLifetime { get; set; } = RecoveryPolicy.DefaultPendingLifetime.ToTimeSpan();

    /// <summary>Failed attempts in a row before pauses begin. Default 5, from 1 to 10: more makes guessing cheaper.</summary>
    public int FreeAttempts { get; set; } = RecoveryPolicy.DefaultFreeAttempts;

    /// <summary>The first pause; each further failure doubles it. Default 30 seconds, from 30 seconds to 1 hour.</summary>
    public TimeSpan FirstPause { get; set; } = RecoveryPolicy.DefaultFirstPause.ToTimeSpan();

    /// <summary>The longest pause. Default 1 hour, from <see cref="FirstPause"/> to 24 hours.</summary>
    public TimeSpan LongestPause { get; set; } = RecoveryPolicy.DefaultLongestPause.ToTimeSpan();

    /// <summary>Failed attempts in a row that close the method until a new set is issued. Default 100, from 10 to 100, the most that NIST allows.</summary>
    public int AttemptCap { get; set; } = RecoveryPolicy.DefaultAttemptCap;

    /// <summary>How long a ticket is good. Default 10 minutes, from 1 minute to 1 hour.</summary>
    public TimeSpan TicketLifetime { get; set; } = RecoveryPolicy.DefaultTicketLifetime.ToTimeSpan();

    /// <summary>How long a security code is good. Default 10 minutes, the most that is allowed (OWASP ASVS 5.0, 6.5.5); from 2 minutes.</summary>
    public TimeSpan SecurityCodeLifetime { get; set; } = RecoveryPolicy.DefaultSecurityCodeLifetime.ToTimeSpan();

    /// <summary>The name of the site, as messages say it: 1 to 64 characters on one line. No default: needed as soon as there is a sender.</summary>
    public string? Site { get; set; }

    /// <summary>
    /// How to object, as messages say it: a sentence of at most 200 characters on one line, such as <c>Write to security@shop.example.</c> or with a link to a page of
    /// the site's that is reached without signing in. Default null, which says nothing of it; NIST SP 800-63B-4, 4.6, wants it said.
    /// </summary>
    public string? ReportInstructions { get; set; }

    /// <summary>The wait after all contacts were removed. Default 30 days (720 hours), from 1 to 90 days.</summary>
    public TimeSpan Wait { get; set; } = RecoveryPolicy.DefaultWait.ToTimeSpan();

    /// <summary>The host's own e-mail domains, such as <c>shop.example</c>; subdomains count. A contact there is accepted with a warning, and never as the only one. Default none.</summary>
    public IList<string> OwnDomains { get; } = [];

    /// <summary>Slow hashes computed at the same time; each uses <see cref="Argon2MemoryKiB"/>. Default 0, which means one per core; up to 64.</summary>
    public int HashingLanes { get; set; }

    /// <summary>Slow hashes that may wait for a lane; beyond that the answer is Busy. Default 64, from 4 to 1024.</summary>
    public int HashingQueue { get; set; } = RecoveryPolicy.DefaultHashingQueue;

    /// <summary>Memory of one slow hash in KiB. Default 19456 (19 MiB), from 12288 to 262144.</summary>
    public int Argon2MemoryKiB { get; set; } = Argon2idCodeHasher.DefaultMemoryKiB;

    /// <summary>Passes of one slow hash. Default 2, from 1 to 16. With fewer, more memory is needed: 1 pass 47104 KiB, 2 passes 19456, 3 or more 12288.</summary>
    public int Argon2Passes { get; set; } = Argon2idCodeHasher.DefaultPasses;

    /// <summary>
    /// After the database was restored from a backup: the instant of the restore, in ISO 8601 and UTC, such as <c>2026-11-22T10:00:00Z</c>. Backup sets issued before it
    /// (exclusive) are void, because codes of theirs that were spent after the backup would be good once more; recovery codes and keys from before it require a second proof for 30 days. Default null, which voids none; at most five minutes after
    /// this machine's clock. Leave it set for good: without it they are good again.
    /// </summary>
    public string? RestoredAt { get; set; }

    /// <summary>
    /// The version of the stored form in which records are written. Default 1, from 1 to 2; both are read. Version 1 is what the release before reads, so leave it until every
    /// process runs this release and none will go back: the release before refuses records of version 2.
    /// </summary>
    public int StoredFormat { get; set; } = RecordSealer.DefaultVersion;
}
