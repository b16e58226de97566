using NodaTime;

namespace AccountRecovery;

/// <summary>One limit of the shared send budget: the largest number of messages in each window of time.</summary>
/// <remarks>
/// Windows start at the Unix epoch and follow each other without gaps. The beginning of a window is inclusive, its end exclusive. A window of 24 hours is therefore
/// a day in UTC. In a period that is as long as a window but overlaps two windows, up to twice <see cref="Most"/> messages can be sent.
/// </remarks>
public sealed class SendLimit
{
    /// <summary>The largest <see cref="Most"/> (inclusive): 1,000,000,000.</summary>
    public const int MostMost = 1_000_000_000;

    /// <summary>The shortest window (inclusive): 1 minute.</summary>
    public static readonly Duration ShortestWindow = Duration.FromMinutes(1);

    /// <summary>The longest window (inclusive): 31 days.</summary>
    public static readonly Duration LongestWindow = Duration.FromDays(31);

    /// <summary>The messages that the limit counts. Default <see cref="SendGroup.TextAndVoice"/>.</summary>
    public SendGroup Group { get; set; } = SendGroup.TextAndVoice;

    /// <summary>The scope for which the limit counts messages together. No default.</summary>
    public SendScope Scope { get; set; }

    /// <summary>
    /// The country, the tenant or the e-mail domain to which the limit applies; null for all values that no other limit of the same group and scope names.
    /// For example, one country can have a limit of its own, and a limit of 0 for null then blocks all other countries.
    /// </summary>
    public string? For { get; set; }

    /// <summary>The largest number of messages in a window, from 0, which blocks all messages, to <see cref="MostMost"/>. Default 0.</summary>
    public int Most { get; set; }

    /// <summary>The length of a window, in whole seconds, from <see cref="ShortestWindow"/> to <see cref="LongestWindow"/>. No default.</summary>
    public TimeSpan Window { get; set; }
}
