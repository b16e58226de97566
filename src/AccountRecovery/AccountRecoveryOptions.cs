namespace AccountRecovery;

/// <summary>The settings of the library: numbers, texts and <see cref="TimeSpan"/>s that configuration or code sets.</summary>
/// <remarks>The library checks all settings when the application starts and reports every failure at once.</remarks>
public sealed class AccountRecoveryOptions
{
    /// <summary>The root keys: exactly one active key, and any number of keys that only open records. No default: the application does not start without a key.</summary>
    public IList<RootKeyOptions> RootKeys { get; } = [];

    /// <summary>The profile: which rules the library follows where consumer services and NIST differ. Default <see cref="RecoveryProfile.Consumer"/>.</summary>
    public RecoveryProfile Profile { get; set; } = RecoveryProfile.Consumer;

    /// <summary>The number of backup codes in a set. Default 10, from 4 to 32.</summary>
    public int BackupCodeCount { get; set; } = RecoveryPolicy.DefaultBackupCodeCount;

    /// <summary>The format of new backup codes, as <see cref="CodeFormat.Parse"/> reads it. Default <c>digits:4 4</c>; at least 20 bits.</summary>
    public string BackupCodeFormat { get; set; } = CodeFormat.BackupCode.ToString();

    /// <summary>Formats of codes that may be imported from older systems, as <see cref="CodeFormat.Parse"/> reads them. Default none; at least 20 bits each.</summary>
    /// <remarks>
    /// The library uses the declared formats to distinguish a code in an older format from a typing error, in the same way for known and unknown accounts.
    /// </remarks>
    public IList<string> ImportFormats { get; } = [];

    /// <summary>Whether the person must type one code of a new set before the new set replaces the older one. Default false.</summary>
    public bool ConfirmBackupCodes { get; set; }

    /// <summary>How long a new set can be confirmed. Default 24 hours, from 10 minutes to 7 days.</summary>
    public TimeSpan PendingLifetime { get; set; } = RecoveryPolicy.DefaultPendingLifetime.ToTimeSpan();

    /// <summary>The number of failed attempts in a row before pauses begin. Default 5, from 1 to 10. A higher number makes guessing cheaper.</summary>
    public int FreeAttempts { get; set; } = RecoveryPolicy.DefaultFreeAttempts;

    /// <summary>The first pause; each further failure doubles it. Default 30 seconds, from 30 seconds to 1 hour.</summary>
    public TimeSpan FirstPause { get; set; } = RecoveryPolicy.DefaultFirstPause.ToTimeSpan();

    /// <summary>The longest pause. Default 1 hour, from <see cref="FirstPause"/> to 24 hours.</summary>
    public TimeSpan LongestPause { get; set; } = RecoveryPolicy.DefaultLongestPause.ToTimeSpan();

    /// <summary>The number of failed attempts in a row that closes the method until a new set is issued. Default 100, from 10 to 100, the most that NIST allows.</summary>
    public int AttemptCap { get; set; } = RecoveryPolicy.DefaultAttemptCap;

    /// <summary>How long a ticket is valid. Default 10 minutes, from 1 minute to 1 hour.</summary>
    public TimeSpan TicketLifetime { get; set; } = RecoveryPolicy.DefaultTicketLifetime.ToTimeSpan();

    /// <summary>How long a security code is valid. Default 10 minutes, which is also the maximum (OWASP ASVS 5.0, 6.5.5); at least 2 minutes.</summary>
    public TimeSpan SecurityCodeLifetime { get; set; } = RecoveryPolicy.DefaultSecurityCodeLifetime.ToTimeSpan();

    /// <summary>The name of the site in messages: 1 to 64 characters on one line. No default: required if any sender is registered.</summary>
    public string? Site { get; set; }

    /// <summary>
    /// How a person can report an action that was not theirs: a sentence for messages, at most 200 characters on one line, such as <c>Write to security@shop.example.</c>,
    /// or a sentence with a link to a page of the site that needs no sign-in. Default null: messages do not say it. NIST SP 800-63B-4, 4.6, requires that they do.
    /// </summary>
    public string? ReportInstructions { get; set; }

    /// <summary>The length of the wait after all contacts were removed. Default 30 days (720 hours), from 1 to 90 days.</summary>
    public TimeSpan Wait { get; set; } = RecoveryPolicy.DefaultWait.ToTimeSpan();

    /// <summary>
    /// The host's own e-mail domains, such as <c>shop.example</c>, with their subdomains. A contact at such a domain gets a warning and cannot be the only contact.
    /// Default none.
    /// </summary>
    public IList<string> OwnDomains { get; } = [];

    /// <summary>
    /// The number of hashing lanes: slow hashes that run at the same time, each with <see cref="Argon2MemoryKiB"/> of memory. Default 0, which means one per core;
    /// up to 64.
    /// </summary>
    public int HashingLanes { get; set; }

    /// <summary>The number of slow hashes that may wait for a hashing lane. Further calls are answered with Busy. Default 64, from 4 to 1024.</summary>
    public int HashingQueue { get; set; } = RecoveryPolicy.DefaultHashingQueue;

    /// <summary>The memory of one slow hash in KiB. Default 19456 (19 MiB), from 12288 to 262144.</summary>
    public int Argon2MemoryKiB { get; set; } = Argon2idCodeHasher.DefaultMemoryKiB;

    /// <summary>The passes of one slow hash. Default 2, from 1 to 16. Fewer passes require more memory: 1 pass 47104 KiB, 2 passes 19456, 3 or more 12288.</summary>
    public int Argon2Passes { get; set; } = Argon2idCodeHasher.DefaultPasses;

    /// <summary>
    /// The instant at which the database was restored from a backup, in ISO 8601 and UTC, such as <c>2026-11-22T10:00:00Z</c>. Backup sets issued before this
    /// instant (exclusive) are void, because codes of these sets that were spent after the backup would be valid again. Recovery codes and keys issued before this
    /// instant require a second proof for 30 days. Default null: nothing is void. At most five minutes later than this server's clock. Do not remove the setting
    /// later: without it, the void sets are valid again.
    /// </summary>
    public string? RestoredAt { get; set; }

    /// <summary>
    /// The version of the stored form in which records are written. Default 1, from 1 to 2; the library reads both. The previous release reads version 1 and refuses
    /// records of version 2, so keep 1 until every process runs this release and you will not return to the previous one.
    /// </summary>
    public int StoredFormat { get; set; } = RecordSealer.DefaultVersion;
}
