using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace AccountRecovery;

/// <summary>All measurements and activities of the library. There is one instance for each service container.</summary>
/// <remarks>
/// Accepts closed enums, counts and times, but no text, so no id, code, source or session can get into a measurement. If nobody listens, the cost is
/// the check of a flag. If a listener throws an exception, the call still returns its result; otherwise the caller would not learn whether the code was accepted.
/// </remarks>
internal sealed class RecoveryMeter : IDisposable
{
    private const string Prefix = "account_recovery.";
    private const string ActionTag = Prefix + "action";
    private const string MethodTag = Prefix + "method";
    private const string OutcomeTag = Prefix + "outcome";
    private const string ReasonTag = Prefix + "reason";
    private const string ReplayedTag = Prefix + "replayed";
    private const string EventKindTag = Prefix + "event.kind";
    private const string MessageKindTag = Prefix + "message.kind";
    private const string ChannelTag = Prefix + "channel";

    // From the microseconds of a keyed hash to a hashing lane that has nearly stopped. The usual default boundaries, meant for milliseconds, are of no use in seconds.
    private static readonly double[] HashSeconds = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5];

    // A bool is boxed when it becomes a tag; these objects are created once.
    private static readonly object Yes = true;
    private static readonly object No = false;

    private readonly bool _owns;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _sets;
    private readonly Counter<long> _sends;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _busy;
    private readonly Counter<long> _passes;
    private readonly Counter<long> _dueAccounts;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _messages;
    private readonly Histogram<double> _hashes;
    private double _lag = double.NaN;

    /// <param name="meters">The host's meter factory, which then owns the meter. If it is null, this object owns the meter.</param>
    internal RecoveryMeter(IMeterFactory? meters)
    {
        string? version = typeof(RecoveryMeter).Assembly.GetName().Version?.ToString(3);
        _owns = meters is null;
        Meter = meters?.Create(new MeterOptions(RecoveryTelemetry.MeterName) { Version = version }) ?? new Meter(RecoveryTelemetry.MeterName, version);
        Activities = new ActivitySource(RecoveryTelemetry.ActivitySourceName, version);

        _attempts = Meter.CreateCounter<long>(
            Prefix + "attempts", "{attempt}", "The number of attempts to redeem or confirm a code. It includes attempts that no budget counts, with the outcomes malformed, paused, closed, busy and replayed.");
        _sets = Meter.CreateCounter<long>(Prefix + "sets", "{set}", "Calls that issue, import or revoke a set of codes.");
        _sends = Meter.CreateCounter<long>(Prefix + "sends", "{call}", "Calls that ask for a security code, or add a contact or a notice address.");
        _changes = Meter.CreateCounter<long>(Prefix + "changes", "{call}", "Calls that change an account in other ways: contacts, waits, recoveries, sign-ins, prompts, erasing and operator calls.");
        _busy = Meter.CreateCounter<long>(Prefix + "busy", "{answer}", "Calls that were answered with busy.");
        _passes = Meter.CreateCounter<long>(Prefix + "due_work.passes", "{pass}", "Sweeps over what is due.");
        _dueAccounts = Meter.CreateCounter<long>(Prefix + "due_work.accounts", "{account}", "Accounts that due-work sweeps examined.");
        _deliveries = Meter.CreateCounter<long>(Prefix + "events.deliveries", "{delivery}", "Events handed to the host's sinks.");
        _messages = Meter.CreateCounter<long>(Prefix + "messages", "{try}", "Attempts to send a message to one contact.");
        _hashes = Meter.CreateHistogram(
            Prefix + "hashing.duration", "s", "Duration of one slow hash, without the time it waited for a hashing lane.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = HashSeconds });
        Meter.CreateObservableGauge(Prefix + "due_work.lag", ObserveLag, "s", "How late the oldest due account was when this process began its last due-work sweep.");
    }

    internal Meter Meter { get; }

    internal ActivitySource Activities { get; }

    public void Dispose()
    {
        Activities.Dispose();
        if (_owns)
        {
            Meter.Dispose();
        }
    }

    /// <summary>Adds the instruments that show the load of the hashing lanes.</summary>
    internal void Observe(Func<int> running, Func<int> waiting, int lanes, int queue)
    {
        Meter.CreateObservableUpDownCounter(Prefix + "hashing.lane.usage", running, "{lane}", "Hashing lanes at work.");
        Meter.CreateObservableUpDownCounter(Prefix + "hashing.lane.limit", () => lanes, "{lane}", "Hashing lanes available.");
        Meter.CreateObservableUpDownCounter(Prefix + "hashing.queue.length", waiting, "{hash}", "Places taken by hashes that wait for a lane.");
        Meter.CreateObservableUpDownCounter(Prefix + "hashing.queue.limit", () => queue, "{hash}", "Places available for hashes that wait for a lane.");
    }

    /// <summary>Makes a call and counts how it ended. If anybody listens, the call runs within an activity; if nobody does, nothing is added.</summary>
    /// <param name="action">The action that the call requests.</param>
    /// <param name="method">The recovery method; none for calls that concern no account or use several methods.</param>
    /// <param name="state">The state that is passed to the call unread.</param>
    /// <param name="call">The call; a static function, so that no closure is allocated.</param>
    /// <param name="ending">Returns what telemetry may show of the outcome.</param>
    internal ValueTask<TOutcome> WatchAsync<TState, TOutcome>(
        RecoveryAction action, RecoveryMethod method, TState state, Func<TState, ValueTask<TOutcome>> call, Func<TOutcome, Ending> ending) =>
        CounterOf(action).Enabled || _busy.Enabled || Activities.HasListeners() ? WatchedAsync(action, method, state, call, ending) : call(state);

    /// <summary>Counts an account that a due-work sweep has examined.</summary>
    internal void Examined(Result result) => Count(_dueAccounts, new TagList { { OutcomeTag, SnakeCase<Result>.Of(result) } });

    /// <summary>Records how late the oldest due account was when a due-work sweep began.</summary>
    internal void Lagged(TimeSpan lag) => Volatile.Write(ref _lag, lag.TotalSeconds);

    /// <summary>Counts a busy answer.</summary>
    internal void Busy(RecoveryAction action, BusyReason why) =>
        Count(_busy, new TagList { { ActionTag, SnakeCase<RecoveryAction>.Of(action) }, { ReasonTag, SnakeCase<BusyReason>.Of(why) } });

    /// <summary>Counts an event that was passed to the sinks.</summary>
    internal void Handed(RecoveryEventKind kind, Result result) =>
        Count(_deliveries, new TagList { { EventKindTag, SnakeCase<RecoveryEventKind>.Of(kind) }, { OutcomeTag, SnakeCase<Result>.Of(result) } });

    /// <summary>Counts an attempt to send a message.</summary>
    internal void Tried(MessageKind kind, ContactChannel channel, Result result) => Count(_messages, new TagList
    {
        { MessageKindTag, SnakeCase<MessageKind>.Of(kind) }, { ChannelTag, SnakeCase<ContactChannel>.Of(channel) }, { OutcomeTag, SnakeCase<Result>.Of(result) },
    });

    /// <summary>Returns the timestamp to pass to <see cref="Hashed"/>; 0 if nobody listens.</summary>
    internal long HashBegins() => _hashes.Enabled ? Stopwatch.GetTimestamp() : 0;

    [SuppressMessage("Design", "CA1031", Justification = "An exception of a listener must not reach the caller.")]
    internal void Hashed(long began)
    {
        if (began == 0)
        {
            return;
        }

        try
        {
            _hashes.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        catch (Exception)
        {
            // The hash is valid anyway.
        }
    }

    private async ValueTask<TOutcome> WatchedAsync<TState, TOutcome>(
        RecoveryAction action, RecoveryMethod method, TState state, Func<TState, ValueTask<TOutcome>> call, Func<TOutcome, Ending> ending)
    {
        Activity? activity = Activities.StartActivity(SpanNames.Of(action));
        TOutcome outcome;
        try
        {
            outcome = await call(state).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // The exception itself is not recorded, because its text may name the account.
            Tell(action, method, new Ending(fault is OperationCanceledException ? Result.Cancelled : Result.Faulted), activity);
            throw;
        }

        Tell(action, method, ending(outcome), activity);
        return outcome;
    }

    [SuppressMessage("Design", "CA1031", Justification = "An exception of a listener must not reach the caller.")]
    private void Tell(RecoveryAction action, RecoveryMethod method, Ending ending, Activity? activity)
    {
        var tags = new TagList();
        if (action != RecoveryAction.RunDueWork)
        {
            tags.Add(ActionTag, SnakeCase<RecoveryAction>.Of(action));
            tags.Add(ReplayedTag, ending.Replayed ? Yes : No);
        }

        // If several methods together complete a recovery, this tag is left out.
        if (method != RecoveryMethod.None)
        {
            tags.Add(MethodTag, SnakeCase<RecoveryMethod>.Of(method));
        }

        tags.Add(OutcomeTag, SnakeCase<Result>.Of(ending.Result));
        if (ending.Reason is { } reason)
        {
            tags.Add(ReasonTag, reason);
        }

        Count(CounterOf(action), tags);
        if (ending.Busy != BusyReason.None)
        {
            Busy(action, ending.Busy);
        }

        try
        {
            End(activity, method, ending.Result);
        }
        catch (Exception)
        {
            // The outcome of the call matters more than its activity.
        }
    }

    private static void End(Activity? activity, RecoveryMethod method, Result result)
    {
        if (activity is null)
        {
            return;
        }

        if (method != RecoveryMethod.None)
        {
            activity.SetTag(MethodTag, SnakeCase<RecoveryMethod>.Of(method));
        }

        activity.SetTag(OutcomeTag, SnakeCase<Result>.Of(result));
        if (result == Result.Faulted)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "An exception of a listener must not reach the caller.")]
    private static void Count(Counter<long> counter, in TagList tags)
    {
        try
        {
            counter.Add(1, in tags);
        }
        catch (Exception)
        {
            // Only this listener loses the count.
        }
    }

    private Counter<long> CounterOf(RecoveryAction action) => action switch
    {
        RecoveryAction.Redeem or RecoveryAction.Confirm => _attempts,
        RecoveryAction.Generate or RecoveryAction.Import or RecoveryAction.Revoke => _sets,
        RecoveryAction.Add or RecoveryAction.Send or RecoveryAction.SetNoticeAddress => _sends,
        RecoveryAction.Remove or RecoveryAction.RemoveAll or RecoveryAction.UndoRemoval or RecoveryAction.CancelWait or RecoveryAction.Freeze or RecoveryAction.Complete => _changes,
        RecoveryAction.RecordSignIn or RecoveryAction.SkipPrompt or RecoveryAction.SetCredentials => _changes,
        RecoveryAction.Erase or RecoveryAction.RepairClock or RecoveryAction.Reopen or RecoveryAction.Release => _changes,
        RecoveryAction.RunDueWork => _passes,
    };

    private IEnumerable<Measurement<double>> ObserveLag() => Volatile.Read(ref _lag) is var lag && double.IsNaN(lag) ? [] : [new Measurement<double>(lag)];

    /// <summary>The names of the activities, created once.</summary>
    private static class SpanNames
    {
        private static readonly string[] All = [.. Enum.GetValues<RecoveryAction>().Order().Select(action => Prefix + SnakeCase<RecoveryAction>.Of(action))];

        internal static string Of(RecoveryAction action) => All[(int)action - 1];
    }
}
