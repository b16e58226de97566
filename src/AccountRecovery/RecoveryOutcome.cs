using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>The base of all outcomes: whether the call succeeded, whether it repeats an earlier answer, when to try again, and what the person may see.</summary>
/// <remarks>
/// Each interface has outcome types of its own, such as <see cref="RedeemOutcome"/>; their <c>Match</c> methods cover every case. Only the library derives from this type.
/// </remarks>
public abstract record RecoveryOutcome
{
    private protected RecoveryOutcome()
    {
    }

    /// <summary>Whether this repeats the answer to an earlier call with the same idempotency key. The repeated call has changed nothing.</summary>
    public bool Replayed { get; init; }

    /// <summary>Whether the call did what was requested, or an earlier call had done it.</summary>
    public bool Succeeded => Ending.Succeeded;

    /// <summary>First instant at which the answer may change (inclusive); null if the answer does not depend on time.</summary>
    public virtual Instant? TryAgainAt => null;

    /// <summary>How the call ended, as telemetry shows it.</summary>
    internal abstract Ending Ending { get; }

    /// <summary>The answer that a page may show. The exact reasons in the outcome are for the host and its audit.</summary>
    /// <param name="signedIn">Whether the person is signed in to this account.</param>
    /// <returns>The answer.</returns>
    public PersonResult ForPerson(bool signedIn) => this switch
    {
        { Succeeded: true } => PersonResult.Accepted,
        { Ending.Result: Result.Malformed or Result.Invalid } => PersonResult.Malformed,
        _ when signedIn && (TryAgainAt is not null || Ending.Result == Result.Busy) => PersonResult.TryLater,
        _ => PersonResult.NotAccepted,
    };

    /// <summary>Writes whether this repeats an earlier answer. Derived types add their own members.</summary>
    /// <param name="builder">Receives the text of <c>ToString</c>.</param>
    /// <returns>Whether anything was written.</returns>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (Replayed)
        {
            builder.Append("Replayed = True");
        }

        return Replayed;
    }
}
