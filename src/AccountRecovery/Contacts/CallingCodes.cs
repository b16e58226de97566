namespace AccountRecovery;

/// <summary>The countries that people have phone numbers of.</summary>
public static class CallingCodes
{
    /// <summary>Every country with an assigned code, once, in the ordinal order of their names. The table's source and date stand in its head.</summary>
    public static IReadOnlyList<CallingCode> All { get; } = NumberingPlan.Countries;
}
