namespace AccountRecovery;

/// <summary>What every service checks first.</summary>
internal static class Arguments
{
    internal static void Check(AccountId account, Caller caller)
    {
        Check(account);
        ArgumentNullException.ThrowIfNull(caller);
    }

    internal static void Check(AccountId account)
    {
        if (account.IsEmpty)
        {
            throw new ArgumentException("The account id is empty: default(AccountId) names no account.", nameof(account));
        }
    }

    internal static void Check(ProofPurpose purpose)
    {
        if (!Enum.IsDefined(purpose))
        {
            throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose.");
        }
    }
}
