using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>The library's own message texts: short and plain English, whatever language the caller requested.</summary>
internal sealed class EnglishTexts : IMessageTexts
{
    /// <inheritdoc/>
    public MessageText Write(MessageFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Kind == MessageKind.SecurityCode ? CodeText.Write(facts) : NoticeText.Write(facts);
    }
}
