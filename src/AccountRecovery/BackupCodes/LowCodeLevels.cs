namespace AccountRecovery;

/// <summary>The numbers of remaining codes at which the person is warned.</summary>
internal static class LowCodeLevels
{
    /// <summary>The largest number of remaining codes that counts as few: 3.</summary>
    internal const int Few = 3;

    /// <summary>Whether the event is raised when this number of codes remains: at 3, 1 and 0.</summary>
    internal static bool IsTold(int remaining) => remaining is Few or 1 or 0;

    internal static LowCodes Of(int remaining) => remaining switch
    {
        0 => LowCodes.NoneLeft,
        1 => LowCodes.LastOne,
        <= Few => LowCodes.Few,
        _ => LowCodes.Enough,
    };
}
