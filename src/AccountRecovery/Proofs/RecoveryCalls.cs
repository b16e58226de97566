using NodaTime;

namespace AccountRecovery;

/// <summary>Connects every public method with the record: checks the arguments, opens the proofs, runs a rule, and measures how the call ended.</summary>
internal sealed class RecoveryCalls(RecordRunner runner, TicketSigner signer, RecoveryMeter meter)
{
    /// <summary>Checks the arguments of a call and opens its proofs.</summary>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    internal RecoveryCall Open(RecoveryAction action, RecoveryMethod method, AccountId account, Caller caller)
    {
        Check(account);
        ArgumentNullException.ThrowIfNull(caller);
        return new RecoveryCall(action, method, account, ProofsGiven.Open(signer, account, caller), CallerTrace.Of(caller)) { Session = caller.GivenSession };
    }

    /// <summary>Reads an account as it is now. Writes nothing.</summary>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    internal ValueTask<Loaded> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        Check(account);
        return runner.ReadAsync(account, cancellationToken);
    }

    /// <summary>Runs a call that one rule answers: decides and commits.</summary>
    /// <param name="call">The call.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="busy">Makes the answer if the call could not be done now.</param>
    /// <param name="cancellationToken">Cancels the call until a commit starts.</param>
    internal ValueTask<TOutcome> RunAsync<TOutcome>(RecoveryCall call, Func<Loaded, Decision<TOutcome>> decide, Func<BusyReason, TOutcome> busy, CancellationToken cancellationToken)
        where TOutcome : RecoveryOutcome => MeasureAsync(call, () => runner.RunAsync(call.Account, decide, busy, cancellationToken));

    /// <summary>Runs a call that one rule decides. The service then adds what a rule must not contain: tickets and plain codes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="busy">Makes the rule's answer if the call could not be done now.</param>
    /// <param name="complete">Makes the outcome from the rule's answer.</param>
    /// <param name="cancellationToken">Cancels the call until a commit starts.</param>
    internal ValueTask<TOutcome> RunAsync<TResult, TOutcome>(
        RecoveryCall call, Func<Loaded, Decision<TResult>> decide, Func<BusyReason, TResult> busy, Func<TResult, TOutcome> complete, CancellationToken cancellationToken)
        where TOutcome : RecoveryOutcome => MeasureAsync(
        call, async ValueTask<TOutcome> () => complete(await runner.RunAsync(call.Account, decide, busy, cancellationToken).ConfigureAwait(false)));

    /// <summary>Runs and measures a call that needs more than one decision, or none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="work">The work of the call.</param>
    internal ValueTask<TOutcome> MeasureAsync<TOutcome>(RecoveryCall call, Func<ValueTask<TOutcome>> work)
        where TOutcome : RecoveryOutcome =>
        meter.WatchAsync(call.Action, call.Method, work, static it => it(), static outcome => outcome.Ending with { Replayed = outcome.Replayed });

    /// <summary>Signs a ticket for the caller.</summary>
    /// <param name="call">The call in which the caller proved something.</param>
    /// <param name="proved">What the caller proved.</param>
    internal RecoveryTicket Sign(RecoveryCall call, TicketFacts proved) => signer.Sign(call.Account, call.Session, proved);

    /// <summary>Signs the grant with which the caller sets the account up again.</summary>
    internal RecoveryTicket SignGrant(RecoveryCall call, long epoch, Instant at) =>
        Sign(call, new TicketFacts(ProofKind.ReentryGrant, ProofPurpose.ChangeSecuritySettings, epoch, at, at + Reentry.GrantLifetime));

    /// <exception cref="ArgumentException">The account is empty.</exception>
    internal static void Check(AccountId account)
    {
        if (account.IsEmpty)
        {
            throw new ArgumentException("The account id is empty: default(AccountId) names no account.", nameof(account));
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The purpose is not defined.</exception>
    internal static void Check(ProofPurpose purpose)
    {
        if (!Enum.IsDefined(purpose))
        {
            throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose.");
        }
    }
}
