namespace AccountRecovery;

/// <summary>The countries whose phone numbers can be contacts.</summary>
public static class CallingCodes
{
    /// <summary>Every country with an assigned code, once, in the ordinal order of the names. The source file of the table states its origin and date.</summary>
    public static IReadOnlyList<CallingCode> All { get; } = NumberingPlan.Countries;
}
