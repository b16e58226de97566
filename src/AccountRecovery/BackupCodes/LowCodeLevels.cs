namespace AccountRecovery;

/// <summary>When few codes are few.</summary>
internal static class LowCodeLevels
{
    /// <summary>At this many remaining codes or fewer, a notice is sent: 3.</summary>
    internal const int Few = 3;

    /// <summary>Whether the event is raised when so many are left: at 3, 1 and 0.</summary>
    internal static bool IsTold(int remaining) => remaining is Few or 1 or 0;

    internal static LowCodes Of(int remaining) => remaining switch
    {
        0 => LowCodes.NoneLeft,
        1 => LowCodes.LastOne,
        <= Few => LowCodes.Few,
        _ => LowCodes.Enough,
    };
}
