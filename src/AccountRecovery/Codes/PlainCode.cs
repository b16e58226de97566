using System.Diagnostics;

namespace AccountRecovery;

/// <summary>One code in clear text. Exists only in the outcome that issues it; nothing prints it but <see cref="Reveal"/>.</summary>
/// <remarks>No public property: serializers, destructuring loggers and debuggers see nothing.</remarks>
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

    /// <summary>The code as it should be shown to its owner, once, such as <c>1234 5678</c>.</summary>
    /// <returns>The secret itself: keep it out of logs and URLs.</returns>
    public string Reveal() => _format.Display(_symbols);

    /// <summary>A constant that gives nothing away.</summary>
    /// <returns>Always the same text.</returns>
    public override string ToString() => "(a code; call Reveal to show it)";
}
