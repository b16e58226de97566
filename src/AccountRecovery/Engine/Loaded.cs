using NodaTime;

namespace AccountRecovery;

/// <summary>An account's record as it is now: everything in it that has expired is ended.</summary>
/// <param name="Record">The record, advanced to <paramref name="Now"/>; null if the account has no record or its record was erased.</param>
/// <param name="Now">The instant of the decision: the clock's time, or the record's latest instant if that is later.</param>
/// <param name="HasEnded">Whether time has ended something in the record that is not written yet.</param>
internal readonly record struct Loaded(AccountRecord? Record, Instant Now, bool HasEnded)
{
    /// <summary>
    /// The record that erasing has left until its event is delivered. Only delivery, the due-work sweep and re-sealing use it; for all else the account has no
    /// record.
    /// </summary>
    internal AccountRecord? Erased { get; init; }

    /// <summary>The stored record, erased or not; null if none is stored.</summary>
    internal AccountRecord? Stored => Record ?? Erased;

    /// <summary>The root key with which the record was sealed; null if there is no record.</summary>
    internal KeyId? Key { get; init; }

    /// <summary>The due instant that the store has with the record.</summary>
    internal Instant? Due { get; init; }
}
