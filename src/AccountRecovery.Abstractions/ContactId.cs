using System.Globalization;

namespace AccountRecovery;

/// <summary>One contact of an account: an e-mail address or a phone number.</summary>
/// <param name="Number">Numbers the account's contacts in the order in which they were added, from 1; never used again.</param>
public readonly record struct ContactId(int Number)
{
    /// <summary>The number in decimal digits.</summary>
    /// <returns>At most 10 characters.</returns>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
