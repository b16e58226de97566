namespace AccountRecovery;

/// <summary>A contact to which a message was not sent yet.</summary>
/// <param name="Contact">The number of the contact.</param>
/// <param name="IsCounted">Whether the budget across accounts has already counted the message. A further try is not counted again.</param>
internal readonly record struct Recipient(int Contact, bool IsCounted = false)
{
    internal long Stored => ((long)Contact << 1) | (IsCounted ? 1L : 0L);

    internal static Recipient Of(long stored) => stored >> 1 is >= 0 and <= int.MaxValue and long contact
        ? new Recipient((int)contact, (stored & 1) != 0)
        : throw new FormatException("A message's recipient is out of range.");
}
