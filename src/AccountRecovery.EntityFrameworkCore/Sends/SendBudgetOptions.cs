namespace AccountRecovery;

/// <summary>
/// The limits of the shared send budget. All values are numbers, texts and <see cref="TimeSpan"/>s, which can be bound from configuration or set in code.
/// </summary>
/// <remarks>
/// All limits are checked when the application starts, and all failures are reported together. The defaults fit a small application and stop a flood of messages early.
/// A large application must raise them to the numbers of its busiest day.
/// </remarks>
public sealed class SendBudgetOptions
{
    /// <summary>The default number of digits that are cut off a phone number: 4, so that ten thousand neighbouring numbers share a limit.</summary>
    public const int DefaultNumberDigitsCut = 4;

    /// <summary>The default limit of text messages and calls to one prefix in an hour: 10.</summary>
    public const int DefaultPrefixHourly = 10;

    /// <summary>The default limit of text messages and calls to one country in an hour: 200.</summary>
    public const int DefaultCountryHourly = 200;

    /// <summary>The default limit of text messages and calls for one tenant in an hour: 200. It applies only with a <see cref="TenantSeparator"/>.</summary>
    public const int DefaultTenantHourly = 200;

    /// <summary>The default limit of all text messages and calls in a day, in UTC: 2000. It limits the total cost.</summary>
    public const int DefaultTotalDaily = 2000;

    /// <summary>The default limit of all e-mails in an hour: 10000.</summary>
    public const int DefaultEmailHourly = 10_000;

    /// <summary>
    /// The limits. A message is sent only if every limit that applies to it has room for it. A group without a limit in this list has the group's default limits.
    /// </summary>
    public IList<SendLimit> Limits { get; } = [];

    /// <summary>
    /// The number of last digits to cut off a phone number; the rest is its prefix. Default <see cref="DefaultNumberDigitsCut"/>, from 3 to 8. With fewer digits,
    /// the prefix would nearly be the number itself, which is never stored.
    /// </summary>
    public int NumberDigitsCut { get; set; } = DefaultNumberDigitsCut;

    /// <summary>
    /// The text that ends the tenant at the beginning of an account's id, such as <c>/</c> in <c>acme/42</c>; 1 to 16 characters. Default null, for no tenants.
    /// </summary>
    public string? TenantSeparator { get; set; }
}
