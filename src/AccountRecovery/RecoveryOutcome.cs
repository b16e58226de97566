using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>What every outcome of a call tells: whether it succeeded, whether it repeats an earlier answer, when to try again, and what the person may be told.</summary>
/// <remarks>
/// Each interface answers with closed families of its own, such as <see cref="RedeemOutcome"/>; their <c>Match</c> handles every case. Nobody else derives from this.
/// </remarks>
public abstract record RecoveryOutcome
{
    private protected RecoveryOutcome()
    {
    }

    /// <summary>Whether this repeats the answer to an earlier call with the same idempotency key; nothing was done again.</summary>
    public bool Replayed { get; init; }

    /// <summary>Whether the call did what was asked, or had done it before.</summary>
    public bool Succeeded => Ending.Succeeded;

    /// <summary>First instant at which the answer may be another (inclusive); null where that does not depend on time.</summary>
    public virtual Instant? TryAgainAt => null;

    /// <summary>How it ended, as it may be measured.</summary>
    internal abstract Ending Ending { get; }

    /// <summary>What a page may show. The exact reasons in the outcome are for the host and its audit.</summary>
    /// <param name="signedIn">Whether the person is signed in to this very account.</param>
    /// <returns>The answer.</returns>
    public PersonResult ForPerson(bool signedIn) => this switch
    {
        { Succeeded: true } => PersonResult.Accepted,
        { Ending.Result: Result.Malformed or Result.Invalid } => PersonResult.Malformed,
        _ when signedIn && (TryAgainAt is not null || Ending.Result == Result.Busy) => PersonResult.TryLater,
        _ => PersonResult.NotAccepted,
    };

    /// <summary>Writes whether this repeats an earlier answer; each case adds its own members.</summary>
    /// <param name="builder">What <c>ToString</c> is made of.</param>
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
