using NodaTime;

namespace AccountRecovery.Ports;

/// <summary>An account whose record has work to do, and the instant from which the work is due.</summary>
/// <param name="Due">The first instant at which the work may be done (inclusive).</param>
/// <param name="Account">The account.</param>
public readonly record struct DueAccount(Instant Due, AccountId Account) : IComparable<DueAccount>
{
    /// <summary>Compares by instant, then by the account's bytes. A store lists accounts in this order.</summary>
    /// <param name="other">The other entry.</param>
    /// <returns>Negative, zero or positive, as usual.</returns>
    public int CompareTo(DueAccount other)
    {
        int byDue = Due.CompareTo(other.Due);
        return byDue != 0 ? byDue : Account.CompareTo(other.Account);
    }

    /// <summary>Whether the left entry is listed before the right one.</summary>
    public static bool operator <(DueAccount left, DueAccount right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left entry is listed before the right one or is the same.</summary>
    public static bool operator <=(DueAccount left, DueAccount right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left entry is listed after the right one.</summary>
    public static bool operator >(DueAccount left, DueAccount right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left entry is listed after the right one or is the same.</summary>
    public static bool operator >=(DueAccount left, DueAccount right) => left.CompareTo(right) >= 0;
}
