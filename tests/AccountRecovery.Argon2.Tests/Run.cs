namespace AccountRecovery.Tests;

/// <summary>How thorough this run is: short by default, full with <c>ACCOUNTRECOVERY_FULL=1</c>.</summary>
internal static class Run
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_FULL") == "1";

    internal static int Cases(int whenShort, int whenFull) => IsFull ? whenFull : whenShort;
}
