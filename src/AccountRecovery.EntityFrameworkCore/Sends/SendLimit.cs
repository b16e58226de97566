using NodaTime;

namespace AccountRecovery;

/// <summary>One limit of the shared send budget: at most so many messages in each window of time.</summary>
/// <remarks>
/// Windows follow each other without gaps from the Unix epoch on, each with its beginning and without its end. So a window of 24 hours is a day in UTC,
/// and in any stretch as long as a window, but not aligned with it, up to twice <see cref="Most"/> may go.
/// </remarks>
public sealed class SendLimit
{
    /// <summary>The largest <see cref="Most"/> (inclusive): a thousand million.</summary>
    public const int MostMost = 1_000_000_000;

    /// <summary>The shortest window (inclusive): 1 minute.</summary>
    public static readonly Duration ShortestWindow = Duration.FromMinutes(1);

    /// <summary>The longest window (inclusive): 31 days.</summary>
    public static readonly Duration LongestWindow = Duration.FromDays(31);

    /// <summary>Which messages it counts. Default <see cref="SendGroup.TextAndVoice"/>.</summary>
    public SendGroup Group { get; set; } = SendGroup.TextAndVoice;

    /// <summary>What it counts together. No default.</summary>
    public SendScope Scope { get; set; }

    /// <summary>
    /// One country, one tenant or one e-mail domain that it is for; null for all that no other limit of the same group and scope names. So a country
    /// may have a limit of its own, and a limit of 0 for all others closes them.
    /// </summary>
    public string? For { get; set; }

    /// <summary>At most so many in a window, from 0, which lets nothing through, to <see cref="MostMost"/>. Default 0.</summary>
    public int Most { get; set; }

    /// <summary>The length of a window, whole seconds from <see cref="ShortestWindow"/> to <see cref="LongestWindow"/>. No default.</summary>
    public TimeSpan Window { get; set; }
}
