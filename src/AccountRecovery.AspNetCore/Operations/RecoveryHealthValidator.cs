using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Checks all options of the health check. Each failure names the property, its value and its limits.</summary>
internal sealed class RecoveryHealthValidator : IValidateOptions<RecoveryHealthOptions>
{
    public ValidateOptionsResult Validate(string? name, RecoveryHealthOptions options)
    {
        string[] failures =
        [
            .. Bounds.Between(nameof(options.LongestLag), options.LongestLag, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24)),
            .. Bounds.Between(nameof(options.Patience), options.Patience, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
