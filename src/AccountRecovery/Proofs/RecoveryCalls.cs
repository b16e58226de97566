using NodaTime;

namespace AccountRecovery;

/// <summary>The one way from a public method to the record: checks the arguments, opens the proofs, runs a rule, and measures how it ended.</summary>
internal sealed class RecoveryCalls(RecordRunner runner, TicketSigner signer, RecoveryMeter meter)
{
    /// <summary>Opens a call.</summary>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    internal RecoveryCall Open(RecoveryAction action, RecoveryMethod method, AccountId account, Caller caller)
    {
        Check(account);
        ArgumentNullException.ThrowIfNull(caller);
        return new RecoveryCall(action, method, account, ProofsGiven.Open(signer, account, caller), CallerTrace.Of(caller)) { Session = caller.GivenSession };
    }

    /// <summary>Reads an account as it is now; writes nothing.</summary>
    /// <exception cref="ArgumentException">The account is empty.</exception>
    internal ValueTask<Loaded> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        Check(account);
        return runner.ReadAsync(account, cancellationToken);
    }

    /// <summary>Decides and commits a call that one rule answers.</summary>
    /// <param name="call">The call.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="busy">The answer when nothing can be done.</param>
    /// <param name="cancellationToken">Honoured until a commit starts.</param>
    internal ValueTask<TOutcome> RunAsync<TOutcome>(RecoveryCall call, Func<Loaded, Decision<TOutcome>> decide, Func<BusyReason, TOutcome> busy, CancellationToken cancellationToken)
        where TOutcome : RecoveryOutcome => MeasureAsync(call, () => runner.RunAsync(call.Account, decide, busy, cancellationToken));

    /// <summary>Decides and commits a call whose acceptance the service completes, with what no rule may hold: tickets and plain codes.</summary>
    /// <param name="call">The call.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="busy">The rule's answer when nothing can be done.</param>
    /// <param name="complete">Makes the outcome.</param>
    /// <param name="cancellationToken">Honoured until a commit starts.</param>
    internal ValueTask<TOutcome> RunAsync<TResult, TOutcome>(
        RecoveryCall call, Func<Loaded, Decision<TResult>> decide, Func<BusyReason, TResult> busy, Func<TResult, TOutcome> complete, CancellationToken cancellationToken)
        where TOutcome : RecoveryOutcome => MeasureAsync(
        call, async ValueTask<TOutcome> () => complete(await runner.RunAsync(call.Account, decide, busy, cancellationToken).ConfigureAwait(false)));

    /// <summary>Measures a call that needs more than one decision, or none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="work">The work.</param>
    internal ValueTask<TOutcome> MeasureAsync<TOutcome>(RecoveryCall call, Func<ValueTask<TOutcome>> work)
        where TOutcome : RecoveryOutcome =>
        meter.WatchAsync(call.Action, call.Method, work, static it => it(), static outcome => outcome.Ending with { Replayed = outcome.Replayed });

    /// <summary>Signs a ticket for whoever called.</summary>
    /// <param name="call">The call that proved something.</param>
    /// <param name="proved">What it proved.</param>
    internal RecoveryTicket Sign(RecoveryCall call, TicketFacts proved) => signer.Sign(call.Account, call.Session, proved);

    /// <summary>Signs the grant with which an account is set up again.</summary>
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

    /// <exception cref="ArgumentOutOfRangeException">There is no such purpose.</exception>
    internal static void Check(ProofPurpose purpose)
    {
        if (!Enum.IsDefined(purpose))
        {
            throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose.");
        }
    }
}
