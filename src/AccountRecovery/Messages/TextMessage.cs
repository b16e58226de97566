using System.Text;

namespace AccountRecovery;

/// <summary>What text messages have in common.</summary>
internal static class TextMessage
{
    /// <summary>Adds the device where the text stays one message. A stranger's name for it must not double the price, so beyond ASCII it is left out.</summary>
    internal static string WithDevice(string text, MessageFacts facts) =>
        StrangersText.Words(facts.Device) is { } device && Ascii.IsValid(device) && $"{text} Device: \"{device}\"." is var longer && TextMessageLength.IsOne(longer) ? longer : text;
}
