namespace AccountRecovery;

/// <summary>What became of revoking saved codes.</summary>
public abstract record RevokeOutcome : RecoveryOutcome
{
    private RevokeOutcome()
    {
    }

    /// <summary>No code of the account works any more.</summary>
    /// <param name="Codes">Unspent codes that were live, 0 or more.</param>
    public sealed record Revoked(int Codes) : RevokeOutcome;

    /// <summary>Refused; nothing has changed.</summary>
    /// <param name="Why">The exact reason.</param>
    public sealed record Refused(Refusal Why) : RevokeOutcome;

    /// <summary>Nothing could be done right now; try again.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Busy(BusyReason Why) : RevokeOutcome;

    internal override Ending Ending => Match(
        static revoked => new Ending(Result.Revoked),
        static refused => new Ending(Result.Refused) { Refusal = refused.Why },
        static busy => Ending.OfBusy(busy.Why));

    /// <summary>Handles every case; a case that is added later breaks the call at compile time.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <returns>What the matching function returns.</returns>
    public T Match<T>(Func<Revoked, T> revoked, Func<Refused, T> refused, Func<Busy, T> busy) => this switch
    {
        Revoked it => revoked(it),
        Refused it => refused(it),
        Busy it => busy(it),
        _ => throw new InvalidOperationException("The family is closed."),
    };
}
