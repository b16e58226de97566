using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace AccountRecovery;

/// <summary>Hears every measurement and every activity of one container, and of no other that runs at the same time.</summary>
internal sealed class TelemetrySpy : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ActivityListener _activities;
    private readonly ConcurrentQueue<Measured> _measured = new();
    private readonly ConcurrentQueue<Instrument> _instruments = new();
    private readonly ConcurrentQueue<Activity> _ended = new();

    internal TelemetrySpy(RecoveryMeter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter.Meter))
            {
                _instruments.Enqueue(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, meter.Activities),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    internal IReadOnlyCollection<Instrument> Instruments => _instruments;

    internal IReadOnlyCollection<Measured> Measurements => _measured;

    internal IReadOnlyCollection<Activity> Activities => _ended;

    /// <summary>Every text in what was heard: of instruments, of tags, of activities and of what hangs on them; whole numbers too.</summary>
    internal IEnumerable<string> Texts =>
    [
        .. _instruments.SelectMany(instrument => (string?[])[instrument.Name, instrument.Unit, instrument.Description, .. Pairs(instrument.Tags ?? []), .. Pairs(instrument.Meter.Tags ?? [])]).OfType<string>(),
        .. _measured.SelectMany(measured => Pairs(measured.Tags)),
        .. _measured.Where(measured => measured.Value == Math.Floor(measured.Value)).Select(measured => measured.Value.ToString("F0", CultureInfo.InvariantCulture)),
        .. _ended.SelectMany(Of),
    ];

    public void Dispose()
    {
        _listener.Dispose();
        _activities.Dispose();
    }

    /// <summary>Asks the instruments that only answer.</summary>
    internal void Collect() => _listener.RecordObservableInstruments();

    /// <summary>The sum of an instrument over the measurements that bear a tag, each given as <c>name=value</c> without the prefix.</summary>
    internal double Sum(string instrument, params string[] tags) => _measured
        .Where(measured => measured.Name == $"account_recovery.{instrument}" && tags.All(tag => measured.Texts.Contains($"account_recovery.{tag}", StringComparer.Ordinal)))
        .Sum(measured => measured.Value);

    internal double Last(string instrument) => _measured.Last(measured => measured.Name == $"account_recovery.{instrument}").Value;

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue(new Measured(instrument.Name, value, tags.ToArray()));

    private static IEnumerable<string> Of(Activity activity) =>
    [
        activity.OperationName, activity.DisplayName, activity.StatusDescription ?? string.Empty, activity.TraceStateString ?? string.Empty,
        .. Pairs(activity.TagObjects),
        .. activity.Baggage.Select(pair => $"{pair.Key}={pair.Value}"),
        .. activity.Events.SelectMany(happened => Pairs(happened.Tags).Prepend(happened.Name)),
        .. activity.Links.SelectMany(link => Pairs(link.Tags ?? [])),
    ];

    private static IEnumerable<string> Pairs(IEnumerable<KeyValuePair<string, object?>> tags) => tags.Select(tag => $"{tag.Key}={tag.Value}");

    internal sealed record Measured(string Name, double Value, KeyValuePair<string, object?>[] Tags)
    {
        internal IEnumerable<string> Texts => Pairs(Tags);
    }
}
