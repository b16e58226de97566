using System.Globalization;

namespace AccountRecovery;

/// <summary>One contact of an account: an e-mail address or a phone number.</summary>
/// <param name="Number">The number of the contact within its account: contacts are counted from 1 in the
/// order in which they were added, and a number is never reused.</param>
public readonly record struct ContactId(int Number)
{
    /// <summary>The number in decimal digits.</summary>
    /// <returns>At most 10 characters.</returns>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
