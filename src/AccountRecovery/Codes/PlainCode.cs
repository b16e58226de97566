using System.Diagnostics;

namespace AccountRecovery;

/// <summary>One code in clear text. Only the outcome that issues the code contains it, and only <see cref="Reveal"/> returns its text.</summary>
/// <remarks>There is no public property, so serializers, destructuring loggers and debuggers do not show the code.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PlainCode
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly CodeFormat _format;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _symbols;

    internal PlainCode(CodeFormat format, byte[] symbols)
    {
        _format = format;
        _symbols = symbols;
    }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal CodeFormat Format => _format;

    internal ReadOnlySpan<byte> Symbols => _symbols;

    /// <summary>The code as it is shown to its owner, such as <c>1234 5678</c>. It is shown only once.</summary>
    /// <returns>The secret code. Keep it out of logs and URLs.</returns>
    public string Reveal() => _format.Display(_symbols);

    /// <summary>Returns a constant text without the code.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => "(a code; call Reveal to show it)";
}
