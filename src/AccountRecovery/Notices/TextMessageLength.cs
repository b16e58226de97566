using System.Buffers;

namespace AccountRecovery;

/// <summary>Computes the length of a text message. One message holds 160 septets of the GSM 7-bit alphabet (3GPP TS 23.038, 6.2.1).</summary>
internal static class TextMessageLength
{
    /// <summary>The maximum number of septets in one message.</summary>
    internal const int Most = 160;

    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    private static readonly SearchValues<char> Extension = SearchValues.Create("\f^{}\\[~]|€");

    /// <summary>The number of septets of a text; null if the text has a character that GSM 7-bit lacks. A message of such a text holds only 70 characters.</summary>
    internal static int? Septets(string text)
    {
        int septets = 0;
        foreach (char sign in text)
        {
            if (Basic.Contains(sign))
            {
                septets++;
            }
            else if (Extension.Contains(sign))
            {
                septets += 2;
            }
            else
            {
                return null;
            }
        }

        return septets;
    }

    /// <summary>Whether the text fits one message.</summary>
    internal static bool IsOne(string text) => Septets(text) is <= Most;
}
