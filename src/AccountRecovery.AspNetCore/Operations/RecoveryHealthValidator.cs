using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>Checks the health check's options as a whole: every failure with its property, limit and value.</summary>
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
