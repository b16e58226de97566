namespace AccountRecovery;

/// <summary>The limits of the shared send budget: plain numbers, texts and <see cref="TimeSpan"/>s, to be bound from configuration or set in code.</summary>
/// <remarks>
/// Checked as a whole when the application starts; every failure is named at once. The defaults fit a small application and stop a flood early: a large one
/// raises them to what it sends on its busiest day.
/// </remarks>
public sealed class SendBudgetOptions
{
    /// <summary>Digits cut off a phone number unless said otherwise: 4, so that ten thousand neighbouring numbers share a limit.</summary>
    public const int DefaultNumberDigitsCut = 4;

    /// <summary>Texts and calls to one prefix in an hour unless said otherwise: 10.</summary>
    public const int DefaultPrefixHourly = 10;

    /// <summary>Texts and calls to one country in an hour unless said otherwise: 200.</summary>
    public const int DefaultCountryHourly = 200;

    /// <summary>Texts and calls for one tenant in an hour unless said otherwise: 200. Only with a <see cref="TenantSeparator"/>.</summary>
    public const int DefaultTenantHourly = 200;

    /// <summary>Texts and calls in a day in UTC unless said otherwise: 2000, the spend ceiling.</summary>
    public const int DefaultTotalDaily = 2000;

    /// <summary>E-mails in an hour unless said otherwise: 10000.</summary>
    public const int DefaultEmailHourly = 10_000;

    /// <summary>The limits; all that fit a message must have room for it. A group without a limit in this list has the default limits of the group.</summary>
    public IList<SendLimit> Limits { get; } = [];

    /// <summary>
    /// A phone number without so many of its last digits is its prefix. Default <see cref="DefaultNumberDigitsCut"/>, from 3 to 8: fewer would leave the
    /// number itself, which is never stored.
    /// </summary>
    public int NumberDigitsCut { get; set; } = DefaultNumberDigitsCut;

    /// <summary>What ends the tenant at the beginning of an account's id, such as <c>/</c> in <c>acme/42</c>; 1 to 16 characters. Default null: no tenants.</summary>
    public string? TenantSeparator { get; set; }
}
