namespace AccountRecovery;

/// <summary>A contact that a message has not reached yet.</summary>
/// <param name="Contact">Its number.</param>
/// <param name="IsCounted">Whether the budget across accounts has counted the message already: a further try is not counted again.</param>
internal readonly record struct Recipient(int Contact, bool IsCounted = false)
{
    internal long Stored => ((long)Contact << 1) | (IsCounted ? 1L : 0L);

    internal static Recipient Of(long stored) => stored >> 1 is >= 0 and <= int.MaxValue and long contact
        ? new Recipient((int)contact, (stored & 1) != 0)
        : throw new FormatException("A message's recipient is out of range.");
}
