using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace AccountRecovery;

/// <summary>Every way in which an application prints an object without meaning to print what is inside.</summary>
internal static class Printers
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    internal static IReadOnlyDictionary<string, Func<object, string>> All { get; } = new Dictionary<string, Func<object, string>>
    {
        ["ToString"] = value => value.ToString()!,
        ["interpolation"] = value => $"{value}",
        ["string.Format"] = value => string.Format(CultureInfo.InvariantCulture, "{0}", value),
        ["System.Text.Json"] = value => System.Text.Json.JsonSerializer.Serialize(value, value.GetType()),
        ["System.Text.Json with fields"] = value => System.Text.Json.JsonSerializer.Serialize(value, value.GetType(), WithFields),
        ["Newtonsoft.Json"] = JsonConvert.SerializeObject,
        ["Serilog, destructured"] = value => Serilogged("{@Value}", value),
        ["Serilog, as it is"] = value => Serilogged("{Value}", value),
        ["ILogger at Trace"] = Logged,
        ["exception"] = value => new InvalidOperationException($"Could not handle {value}.") { Data = { ["value"] = value } }.ToString(),
    };

    private static string Serilogged(string template, object value)
    {
        var sink = new TextSink();
        using (Logger log = new Serilog.LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(sink).CreateLogger())
        {
            log.Verbose(template, value);
        }

        return sink.Text.ToString();
    }

    private static string Logged(object value)
    {
        using var provider = new TextLoggers();
        using (ILoggerFactory factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(provider)))
        {
            ILogger log = factory.CreateLogger("test");
            using IDisposable? scope = log.BeginScope("{Scope}", value);
            if (log.IsEnabled(LogLevel.Trace))
            {
                log.LogTrace("{Value} and {@Destructured}", value, value);
            }
        }

        return provider.Text.ToString();
    }

    private sealed class TextSink : ILogEventSink
    {
        private static readonly JsonFormatter Formatter = new(renderMessage: true);

        internal StringWriter Text { get; } = new(CultureInfo.InvariantCulture);

        public void Emit(LogEvent logEvent) => Formatter.Format(logEvent, Text);
    }

    private sealed class TextLoggers : ILoggerProvider, ILogger
    {
        internal StringWriter Text { get; } = new(CultureInfo.InvariantCulture);

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Text.WriteLine(state);
            return null;
        }

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Text.WriteLine(formatter(state, exception));
            foreach ((string name, object? value) in (IEnumerable<KeyValuePair<string, object?>>)state!)
            {
                Text.WriteLine($"{name}={value}");
            }
        }

        public void Dispose() => Text.Dispose();
    }
}
