namespace AccountRecovery;

/// <summary>How much may wait in one record, events and messages together, so that a record never outgrows its store.</summary>
internal static class QueueRoom
{
    /// <summary>Places in both queues, of which <see cref="ReservedPlaces"/> are kept for what must never find them full.</summary>
    internal const int Places = 64;

    internal const int ReservedPlaces = 16;

    /// <summary>Room for the items in bytes, shared between all places in proportion: what the fullest record leaves of its 16 KiB.</summary>
    internal const int MaxBytes = 5888;

    /// <summary>Whether so many more items find room.</summary>
    internal static bool Has(AccountRecord record, int more, bool reserved)
    {
        int places = reserved ? Places : Places - ReservedPlaces;
        return more == 0
            || (record.Events.Items.Length + record.Messages.Items.Length + more <= places
                && record.Events.Size + record.Messages.Size + (more * MaxBytes / Places) <= MaxBytes / Places * places);
    }
}
