namespace AccountRecovery.Ports;

/// <summary>Writes the words of messages. Implement it for other languages or another tone; the library's own implementation writes English.</summary>
/// <remarks>
/// A message should name the site, what is being done, when, from which device, and how to object (NIST SP 800-63B-4, 4.6). A subject never contains a code.
/// Members are called concurrently, and again for each try to send a message: the same facts must give the same words.
/// </remarks>
public interface IMessageTexts
{
    /// <summary>Writes one message.</summary>
    /// <param name="facts">The facts that the message may mention.</param>
    /// <returns>The words: with a subject for e-mail, without for other channels.</returns>
    MessageText Write(MessageFacts facts);
}
