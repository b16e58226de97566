using System.Diagnostics;

namespace AccountRecovery;

/// <summary>The words of one message.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MessageText
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _body;

    /// <summary>Creates the words of one message.</summary>
    /// <param name="body">The text, which may contain the security code.</param>
    /// <param name="subject">The subject of an e-mail, one line without the security code; null for text messages and calls.</param>
    /// <exception cref="ArgumentException">The text is empty, or the subject has a line break.</exception>
    public MessageText(string body, string? subject = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(body);
        if (subject?.AsSpan().ContainsAny('\r', '\n') == true)
        {
            throw new ArgumentException("A subject is one line.", nameof(subject));
        }

        _body = body;
        Subject = subject;
    }

    /// <summary>The subject of an e-mail; null for text messages and calls.</summary>
    public string? Subject { get; }

    /// <summary>Returns the text, with line breaks as <c>\n</c>.</summary>
    /// <returns>The text, which may contain a security code: keep it out of logs.</returns>
    public string RevealBody() => _body;

    /// <summary>Returns a constant text that contains nothing of the message.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => "(the text of a message)";
}
