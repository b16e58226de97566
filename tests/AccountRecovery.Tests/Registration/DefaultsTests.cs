using NodaTime;

namespace AccountRecovery;

/// <summary>Each default and each named number, pinned: changing one is a decision, not an edit.</summary>
public sealed class DefaultsTests
{
    private readonly AccountRecoveryOptions _options = new();

    public static TheoryData<string, object?> Defaults => new()
    {
        { nameof(AccountRecoveryOptions.Profile), RecoveryProfile.Consumer },
        { nameof(AccountRecoveryOptions.BackupCodeCount), 10 },
        { nameof(AccountRecoveryOptions.BackupCodeFormat), "digits:4 4" },
        { nameof(AccountRecoveryOptions.ConfirmBackupCodes), false },
        { nameof(AccountRecoveryOptions.PendingLifetime), TimeSpan.FromHours(24) },
        { nameof(AccountRecoveryOptions.Wait), TimeSpan.FromHours(720) },
        { nameof(AccountRecoveryOptions.FreeAttempts), 5 },
        { nameof(AccountRecoveryOptions.FirstPause), TimeSpan.FromSeconds(30) },
        { nameof(AccountRecoveryOptions.LongestPause), TimeSpan.FromHours(1) },
        { nameof(AccountRecoveryOptions.AttemptCap), 100 },
        { nameof(AccountRecoveryOptions.TicketLifetime), TimeSpan.FromMinutes(10) },
        { nameof(AccountRecoveryOptions.HashingLanes), 0 },
        { nameof(AccountRecoveryOptions.HashingQueue), 64 },
        { nameof(AccountRecoveryOptions.Argon2MemoryKiB), 19456 },
        { nameof(AccountRecoveryOptions.Argon2Passes), 2 },
        { nameof(AccountRecoveryOptions.RestoredAt), null },
        { nameof(AccountRecoveryOptions.SecurityCodeLifetime), TimeSpan.FromMinutes(10) },
        { nameof(AccountRecoveryOptions.Site), null },
        { nameof(AccountRecoveryOptions.ReportInstructions), null },
        { nameof(AccountRecoveryOptions.StoredFormat), 1 },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public void An_option_left_alone_is_its_default(string property, object? value) =>
        Assert.Equal(value, typeof(AccountRecoveryOptions).GetProperty(property)!.GetValue(_options));

    [Fact]
    public void Every_option_has_its_default_pinned_and_the_lists_begin_empty()
    {
        Assert.Empty(_options.RootKeys);
        Assert.Empty(_options.ImportFormats);
        Assert.Empty(_options.OwnDomains);
        Assert.Equal(
            typeof(AccountRecoveryOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal),
            Defaults.Select(row => row.Data.Item1).Append(nameof(_options.RootKeys)).Append(nameof(_options.ImportFormats)).Append(nameof(_options.OwnDomains)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_set_has_10_codes_as_Googles_sets() => Assert.Equal(10, RecoveryPolicy.DefaultBackupCodeCount);

    [Fact]
    public void Five_attempts_are_free() => Assert.Equal(5, RecoveryPolicy.DefaultFreeAttempts);

    [Fact]
    public void A_hundred_failures_close_a_method_NIST_800_63B_4_section_3_2_2() => Assert.Equal(100, RecoveryPolicy.DefaultAttemptCap);

    [Fact]
    public void The_first_pause_is_30_seconds_NIST_800_63B_4_section_3_2_2() => Assert.Equal(Duration.FromSeconds(30), RecoveryPolicy.DefaultFirstPause);

    [Fact]
    public void The_longest_pause_is_an_hour_NIST_800_63B_4_section_3_2_2() => Assert.Equal(Duration.FromMinutes(60), RecoveryPolicy.DefaultLongestPause);

    [Fact]
    public void A_pending_set_waits_24_hours() => Assert.Equal(Duration.FromMinutes(1440), RecoveryPolicy.DefaultPendingLifetime);

    [Fact]
    public void A_ticket_is_good_for_10_minutes() => Assert.Equal(Duration.FromSeconds(600), RecoveryPolicy.DefaultTicketLifetime);

    [Fact]
    public void A_security_code_is_good_for_10_minutes_ASVS_5_section_6_5_5() => Assert.Equal(Duration.FromSeconds(600), RecoveryPolicy.DefaultSecurityCodeLifetime);

    [Fact]
    public void Sixty_four_hashes_may_wait() => Assert.Equal(64, RecoveryPolicy.DefaultHashingQueue);

    [Fact]
    public void Argon2id_takes_19_MiB_and_2_passes_OWASP_and_ASVS_5_section_11_4_2()
    {
        Assert.Equal(19456, Argon2idCodeHasher.DefaultMemoryKiB);
        Assert.Equal(2, Argon2idCodeHasher.DefaultPasses);
        Assert.Equal("v=19,m=19456,t=2,p=1", new Argon2idCodeHasher(Argon2idCodeHasher.DefaultMemoryKiB, Argon2idCodeHasher.DefaultPasses).PreferredCost);
    }

    [Fact]
    public void A_code_has_at_least_20_bits_ASVS_5_section_6_5_4() => Assert.Equal(20, CodeFormat.MinBits);

    [Fact]
    public void From_112_bits_guessing_is_hopeless_NIST_800_63B_4_section_3_1_2_2() => Assert.Equal(112, CodeFormat.KeyedHashBits);

    [Fact]
    public void Policy_LanesLeftAlone_AreOnePerCore()
    {
        var options = new AccountRecoveryOptions();
        var policy = new RecoveryPolicy(options, keepEvents: false, channels: []);

        Assert.Equal(Environment.ProcessorCount, policy.HashingLanes);
        Assert.Equal(CodeFormat.BackupCode, policy.BackupCodeFormat);
        Assert.Equal([CodeFormat.BackupCode], policy.BackupCodeFormats);
    }

    [Fact]
    public void The_wait_is_30_days_of_24_hours_as_Microsofts() => Assert.Equal(Duration.FromDays(30), RecoveryPolicy.DefaultWait);

    [Fact]
    public void A_contact_is_young_for_720_hours() => Assert.Equal(Duration.FromHours(720), RecoveryPolicy.ContactSettlesAfter);

    [Fact]
    public void A_removal_can_be_undone_for_720_hours() => Assert.Equal(Duration.FromHours(720), RecoveryPolicy.RemovalUndoPeriod);

    [Fact]
    public void A_recovery_key_is_exclusive_after_720_hours() => Assert.Equal(Duration.FromHours(720), RecoveryPolicy.KeyExclusiveAfter);

    [Fact]
    public void Disabling_a_recovery_key_without_it_takes_720_hours() => Assert.Equal(Duration.FromHours(720), RecoveryPolicy.KeyDisablingDelay);

    [Fact]
    public void A_cancelled_wait_guards_the_next_for_720_hours() => Assert.Equal(Duration.FromHours(720), RecoveryPolicy.CancelledWaitGuard);

    [Fact]
    public void Payments_are_held_for_72_hours() => Assert.Equal(Duration.FromHours(72), RecoveryPolicy.PaymentHold);

    [Fact]
    public void A_recovery_can_be_frozen_for_72_hours() => Assert.Equal(Duration.FromHours(72), RecoveryPolicy.FreezePeriod);

    [Fact]
    public void Every_named_number_of_the_policy_is_pinned_above()
    {
        // One fact for each; another constant asks for another fact.
        Assert.Equal(
            [
                "CancelledWaitGuard", "ContactSettlesAfter", "DefaultAttemptCap", "DefaultBackupCodeCount", "DefaultFirstPause", "DefaultFreeAttempts", "DefaultHashingQueue", "DefaultLongestPause",
                "DefaultPendingLifetime", "DefaultSecurityCodeLifetime", "DefaultTicketLifetime", "DefaultWait", "FreezePeriod", "KeyDisablingDelay", "KeyExclusiveAfter", "PaymentHold", "RemovalUndoPeriod",
            ],
            typeof(RecoveryPolicy).GetFields().Select(field => field.Name).Order(StringComparer.Ordinal));
    }
}
