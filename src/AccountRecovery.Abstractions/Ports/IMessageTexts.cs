namespace AccountRecovery.Ports;

/// <summary>Writes the words of messages: replace it to speak other languages or another tone. The library's own speaks English.</summary>
/// <remarks>
/// Say the site, what is being done, when, from which device, and how to object (NIST SP 800-63B-4, 4.6); a code never in a subject.
/// Called concurrently, and again for each try: the same facts give the same words.
/// </remarks>
public interface IMessageTexts
{
    /// <summary>Writes one message.</summary>
    /// <param name="facts">What it may say.</param>
    /// <returns>The words: with a subject for e-mail, without for other channels.</returns>
    MessageText Write(MessageFacts facts);
}
