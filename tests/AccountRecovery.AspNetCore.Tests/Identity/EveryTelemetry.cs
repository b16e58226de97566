using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AccountRecovery;

/// <summary>Listens to every activity and every measurement of the process, and keeps what they say as text.</summary>
internal sealed class EveryTelemetry : IDisposable
{
    private readonly ConcurrentQueue<string> _said = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _measurements;

    internal EveryTelemetry()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _said.Enqueue(
                $"{activity.Source.Name} {activity.DisplayName} {activity.StatusDescription} {Join(activity.TagObjects)} {Join(activity.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)))} {string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {Join(happened.Tags)}"))}"),
        };
        ActivitySource.AddActivityListener(_activities);
        _measurements = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        _measurements.SetMeasurementEventCallback<int>(Keep);
        _measurements.SetMeasurementEventCallback<long>(Keep);
        _measurements.SetMeasurementEventCallback<double>(Keep);
        _measurements.Start();
    }

    internal string Text => string.Join('\n', _said);

    public void Dispose()
    {
        _activities.Dispose();
        _measurements.Dispose();
    }

    private void Keep<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        where T : struct => _said.Enqueue($"{instrument.Meter.Name} {instrument.Name} {measurement} {Join(tags.ToArray())}");

    private static string Join(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
