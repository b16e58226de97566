using System.Text;

namespace AccountRecovery;

/// <summary>The common part of all text messages.</summary>
internal static class TextMessage
{
    /// <summary>
    /// Adds the device in the middle if the whole text still fits one message. A device name beyond ASCII is omitted, because a stranger's choice must not double
    /// the price.
    /// </summary>
    internal static string WithDevice(string before, string after, MessageFacts facts)
    {
        if (StrangersText.Words(facts.Device) is { } device && Ascii.IsValid(device))
        {
            string whole = $"{before} Device: \"{device}\".{after}";
            if (TextMessageLength.IsOne(whole))
            {
                return whole;
            }
        }

        return before + after;
    }
}
