using Microsoft.Extensions.Logging;

namespace RecoveryCli;

/// <summary>What the library warns of, one line each on standard error.</summary>
internal sealed class ErrorLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Console.Error.WriteLine(Words.Plain(exception is null ? formatter(state, null) : $"{formatter(state, null)} {exception.Message}").ReplaceLineEndings(" "));

    public void Dispose()
    {
    }
}
