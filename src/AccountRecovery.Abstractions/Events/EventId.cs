using System.Globalization;

namespace AccountRecovery;

/// <summary>The stable id of one event: every delivery of the event carries the same id.</summary>
/// <param name="Value">128 bits, derived from the account's record, so that no two events have the same value.</param>
public readonly record struct EventId(UInt128 Value)
{
    /// <summary>The id as 32 lower-case hexadecimal digits.</summary>
    /// <returns>32 characters.</returns>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
