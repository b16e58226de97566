namespace AccountRecovery;

/// <summary>The number of messages that were counted for one scope in one window of time.</summary>
internal sealed class SendCountRow
{
    /// <summary>The name of the counter, such as <c>3600:phone:country:GB</c>: the length of the window in seconds, the group, the scope and its value.</summary>
    public required string Scope { get; init; }

    /// <summary>The beginning of the window, in microseconds since the Unix epoch.</summary>
    public required long Since { get; init; }

    public required int Taken { get; init; }
}
