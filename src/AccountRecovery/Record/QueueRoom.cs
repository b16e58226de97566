namespace AccountRecovery;

/// <summary>Limits how many events and messages one record can hold, so that a record never exceeds the maximum size in its store.</summary>
internal static class QueueRoom
{
    /// <summary>
    /// The number of places in both queues together. <see cref="ReservedPlaces"/> of them are reserved for changes that must never find full queues.
    /// </summary>
    internal const int Places = 64;

    internal const int ReservedPlaces = 16;

    /// <summary>
    /// The maximum size of all events and messages in bytes, of which each place has an equal share. This is what the fullest record leaves free of its 16 KiB.
    /// </summary>
    internal const int MaxBytes = 5888;

    /// <summary>Whether the queues have room for this number of further items.</summary>
    internal static bool Has(AccountRecord record, int more, bool reserved)
    {
        int places = reserved ? Places : Places - ReservedPlaces;
        return more == 0
            || (record.Events.Items.Length + record.Messages.Items.Length + more <= places
                && record.Events.Size + record.Messages.Size + (more * MaxBytes / Places) <= MaxBytes / Places * places);
    }
}
