using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Checks all options of the worker. Each failure names the property, its value and its limits.</summary>
internal sealed class DueWorkerValidator : IValidateOptions<DueWorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, DueWorkerOptions options)
    {
        string[] failures =
        [
            .. Bounds.Between(nameof(options.Interval), options.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            .. Bounds.Between(nameof(options.Jitter), options.Jitter, 0, 0.5),
            .. Bounds.Between(nameof(options.MaxAccounts), options.MaxAccounts, 1, 100_000),
            .. Bounds.Between(nameof(options.LongestPause), options.LongestPause, options.Interval, TimeSpan.FromHours(24)),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
