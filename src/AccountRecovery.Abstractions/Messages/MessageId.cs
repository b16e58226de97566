using System.Globalization;

namespace AccountRecovery;

/// <summary>The stable id of one message to one contact: every try to send the message carries the same id.</summary>
/// <param name="Value">128 bits, derived from the account's record, so that no two messages have the same value.</param>
public readonly record struct MessageId(UInt128 Value)
{
    /// <summary>The id as 32 lower-case hexadecimal digits.</summary>
    /// <returns>32 characters.</returns>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
