using NodaTime;

namespace AccountRecovery;

/// <summary>A record as it is now.</summary>
/// <param name="Record">The record, advanced to <paramref name="Now"/>; null when the account has none, or an erased one.</param>
/// <param name="Now">The instant to decide at: the clock's, or the record's latest when that is later.</param>
/// <param name="HasEnded">Whether time has ended something in it that is not written yet.</param>
internal readonly record struct Loaded(AccountRecord? Record, Instant Now, bool HasEnded)
{
    /// <summary>What erasing has left until its event is delivered; to all but delivery, sweep and re-sealing the account has no record.</summary>
    internal AccountRecord? Erased { get; init; }

    /// <summary>Whatever is stored.</summary>
    internal AccountRecord? Stored => Record ?? Erased;

    /// <summary>The root key that it was sealed with; null when there is no record.</summary>
    internal KeyId? Key { get; init; }

    /// <summary>The due instant that is stored beside it.</summary>
    internal Instant? Due { get; init; }
}
