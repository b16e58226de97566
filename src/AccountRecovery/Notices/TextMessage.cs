using System.Text;

namespace AccountRecovery;

/// <summary>What text messages have in common.</summary>
internal static class TextMessage
{
    /// <summary>Puts the device in the middle where the text stays one message. A stranger's name for it must not double the price, so beyond ASCII it is left out.</summary>
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
