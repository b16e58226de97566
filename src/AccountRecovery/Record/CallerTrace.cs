using System.Text;

namespace AccountRecovery;

/// <summary>The data about the caller that an event keeps. Each text is short, so that a full queue still fits in the record.</summary>
internal sealed record CallerTrace(string? CorrelationId, string? Source, string? Device)
{
    /// <summary>The maximum length of each text in UTF-8 bytes. A longer text is cut off between two characters.</summary>
    internal const int MaxBytes = 64;

    internal static readonly CallerTrace None = new(null, null, null);

    /// <summary>The language in which messages should be written.</summary>
    internal string? Culture { get; init; }

    internal UnknownFields Unknown { get; init; } = UnknownFields.None;

    internal int Size => Length(CorrelationId) + Length(Source) + Length(Device) + Length(Culture);

    internal static CallerTrace Of(Caller caller) => new(Cut(caller.CorrelationId), Cut(caller.Source), Cut(caller.Device)) { Culture = caller.Culture };

    internal void Write(FieldWriter fields)
    {
        fields.Text(1, CorrelationId);
        fields.Text(2, Source);
        fields.Text(3, Device);
        fields.Text(4, Culture);
        fields.Unknown(Unknown);
    }

    internal static CallerTrace Read(FieldReader fields)
    {
        CallerTrace trace = None;
        while (fields.Next())
        {
            trace = fields.Number switch
            {
                1 => trace with { CorrelationId = fields.Text() },
                2 => trace with { Source = fields.Text() },
                3 => trace with { Device = fields.Text() },
                4 => trace with { Culture = fields.Text() },
                _ => trace with { Unknown = trace.Unknown.With(fields.Number, fields.Value) },
            };
        }

        return trace;
    }

    private static int Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    private static string? Cut(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var kept = new StringBuilder();
        int bytes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}
