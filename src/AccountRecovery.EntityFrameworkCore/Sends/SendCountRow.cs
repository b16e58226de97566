namespace AccountRecovery;

/// <summary>How many messages one scope has taken in one stretch of time.</summary>
internal sealed class SendCountRow
{
    /// <summary>What is counted, such as <c>3600:phone:country:GB</c>: the window in seconds, the group, the scope and its value.</summary>
    public required string Scope { get; init; }

    /// <summary>The stretch's beginning, microseconds since the Unix epoch.</summary>
    public required long Since { get; init; }

    public required int Taken { get; init; }
}
