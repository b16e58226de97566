namespace AccountRecovery.Races;

/// <summary>The application that a worker is to be.</summary>
internal sealed record Setup(Engine Engine, string ConnectionString, string ActiveKey)
{
    /// <summary>At least 112 bits: no slow hash, one write.</summary>
    internal const string LongFormat = "crockford32:6-6-6-6";

    internal const string ShortFormat = "digits:4 4";

    public string? OpenOnlyKey { get; init; }

    public string Format { get; init; } = LongFormat;

    public int Codes { get; init; } = RecoveryPolicy.DefaultBackupCodeCount;

    public int FreeAttempts { get; init; } = RecoveryPolicy.DefaultFreeAttempts;

    /// <summary>Argon2id at its default cost instead of a hash that costs nothing.</summary>
    public bool HashesSlowly { get; init; }

    /// <summary>The version in which it writes records.</summary>
    public int StoredFormat { get; init; } = RecordSealer.DefaultVersion;

    public HashStop Stop { get; init; }

    public Twist Twist { get; init; }

    /// <summary>Where processes wait for each other; null where they do not.</summary>
    public Meeting? Meets { get; init; }

    /// <summary>The file that must be there before accounts whose names begin with <see cref="HoldingStore.Held"/> are written; null for none.</summary>
    public string? HoldsUntil { get; init; }

    /// <summary>Whether the database is some way off.</summary>
    public bool Lags { get; init; }

    /// <summary>Whether the host has an event sink.</summary>
    public bool Listens { get; init; }

    /// <summary>The folder where this process keeps a file of what it has sent; null for a host that sends nothing.</summary>
    public string? SendsTo { get; init; }

    /// <summary>When the process dies; null for never by itself.</summary>
    public Death? Dies { get; init; }

    /// <summary>Where a manual clock begins, in ticks since the Unix epoch; the system's clock without.</summary>
    public long? Clock { get; init; }
}
