using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

public sealed class CodeFormatTests
{
    [Theory]
    [InlineData("digits:4 4", 26.58)]
    [InlineData("digits:3 4", 23.25)]
    [InlineData("crockford32:5-5-5-5-5:check", 120)]
    [InlineData("crockford32:4-4-4-4-4-4-4:check", 135)]
    [InlineData("crockford32:5-5-5-5-5", 125)]
    [InlineData("0123456789abcdef:8", 32)]
    [InlineData("01:20", 20)]
    public void C2_Documented_bits_are_the_computed_ones(string notation, double bits)
    {
        var format = CodeFormat.Parse(notation);

        Assert.Equal(bits, format.Bits, tolerance: 0.005);
    }

    [Fact]
    public void C2_The_four_known_formats_are_the_documented_ones()
    {
        Assert.Equal("digits:4 4", CodeFormat.BackupCode.ToString());
        Assert.Equal("digits:3 4", CodeFormat.SecurityCode.ToString());
        Assert.Equal("crockford32:5-5-5-5-5:check", CodeFormat.RecoveryCode.ToString());
        Assert.Equal("crockford32:4-4-4-4-4-4-4:check", CodeFormat.RecoveryKey.ToString());
        Assert.Equal(
            [8, 7, 25, 28],
            [CodeFormat.BackupCode.Length, CodeFormat.SecurityCode.Length, CodeFormat.RecoveryCode.Length, CodeFormat.RecoveryKey.Length]);
    }

    [Fact]
    public void C2_Any_of_ten_backup_codes_is_worth_as_much_as_seven_digits()
    {
        Assert.Equal(23.25, CodeFormat.BackupCode.BitsForAnyOf(10), tolerance: 0.005);
        Assert.Equal(CodeFormat.SecurityCode.Bits, CodeFormat.BackupCode.BitsForAnyOf(10), tolerance: 1e-9);
        Assert.Equal(CodeFormat.BackupCode.Bits, CodeFormat.BackupCode.BitsForAnyOf(1), tolerance: 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeFormat.BackupCode.BitsForAnyOf(0));
    }

    [Theory]
    [InlineData("crockford32:22", false)]
    [InlineData("crockford32:23:check", false)]
    [InlineData("crockford32:23", true)]
    [InlineData("crockford32:24:check", true)]
    [InlineData("0123456789abcdef:28", true)]
    public void C2_From_112_bits_a_code_is_beyond_guessing(string notation, bool expected) =>
        Assert.Equal(expected, CodeFormat.Parse(notation).IsBeyondGuessing);

    [Theory]
    [InlineData("digits:6", "19.93")]
    [InlineData("digits:3 3", "19.93")]
    [InlineData("crockford32:3", "15.00")]
    [InlineData("crockford32:4:check", "15.00")]
    [InlineData("01:19", "19.00")]
    public void C2_A_format_below_the_floor_stops_the_start(string notation, string bits)
    {
        OptionsValidationException asNew = Assert.Throws<OptionsValidationException>(() => Start(options => options.BackupCodeFormat = notation));
        OptionsValidationException asImport = Assert.Throws<OptionsValidationException>(() => Start(options => options.ImportFormats.Add(notation)));

        Assert.Contains($"BackupCodeFormat is '{notation}', which has {bits} bits; at least 20 are needed", Assert.Single(asNew.Failures), StringComparison.Ordinal);
        Assert.Contains($"ImportFormats[0] is '{notation}', which has {bits} bits; at least 20 are needed", Assert.Single(asImport.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digits:7")]
    [InlineData("crockford32:4")]
    [InlineData("crockford32:5:check")]
    [InlineData("01:20")]
    public void C2_A_format_at_the_floor_starts(string notation) => Start(options => options.BackupCodeFormat = notation);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("digits")]
    [InlineData("digits:")]
    [InlineData(":4 4")]
    [InlineData("digits:0")]
    [InlineData("digits:04")]
    [InlineData("digits:4 0")]
    [InlineData("digits:100")]
    [InlineData("digits:65")]
    [InlineData("digits:33-32")]
    [InlineData("digits:-4")]
    [InlineData("digits:+4")]
    [InlineData("digits:4-")]
    [InlineData("digits: 4")]
    [InlineData("digits:4 ")]
    [InlineData("digits:4  4")]
    [InlineData("digits:4--4")]
    [InlineData("digits:4,4")]
    [InlineData("digits:4.4")]
    [InlineData("digits:4\u00A04")]
    [InlineData("digits:4\u20104")]
    [InlineData("digits:4\n4")]
    [InlineData("digits:4\0")]
    [InlineData("digits:\u0664")]
    [InlineData("digits:\uFF14")]
    [InlineData("digits:x")]
    [InlineData("digits:4 4:")]
    [InlineData("digits:4 4:none")]
    [InlineData("digits:4 4:check")]
    [InlineData("crockford32:5-5:Check")]
    [InlineData("crockford32:5-5:check ")]
    [InlineData("crockford32:5-5:check:check")]
    [InlineData("crockford32:1:check")]
    [InlineData("crockford32:32:check")]
    [InlineData("0123456789ABCDEF:5:check")]
    [InlineData("Digits:4 4")]
    [InlineData(" digits:4 4")]
    [InlineData("crockford:4")]
    [InlineData("0:4")]
    [InlineData("00:4")]
    [InlineData("0120:4")]
    [InlineData("01-:4")]
    [InlineData("01 :4")]
    [InlineData("01\u0663:4")]
    [InlineData("\u00E9\u00E8:4")]
    [InlineData("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abc:4")]
    public void TryParse_NoNotation_IsRefused(string? notation)
    {
        Assert.False(CodeFormat.TryParse(notation, out CodeFormat? format));
        Assert.Null(format);
        Assert.Throws<FormatException>(() => CodeFormat.Parse(notation!));
    }

    [Fact]
    public void TryParse_VeryLongText_IsRefusedBeforeWork()
    {
        string notation = "digits:" + string.Join(' ', Enumerable.Repeat("1", 125));

        Assert.Equal(256, notation.Length);
        Assert.False(CodeFormat.TryParse(notation, out _));
        Assert.False(CodeFormat.TryParse(new string(':', 1_000_000), out _));
    }

    [Theory]
    [InlineData("digits:4 4", "1234 5678")]
    [InlineData("digits:8", "12345678")]
    [InlineData("digits:1-2 5", "1-23 45678")]
    [InlineData("0123456789:4 4", "1234 5678")]
    public void Display_Groups_AreSetApart(string notation, string shown) =>
        Assert.Equal(shown, CodeFormat.Parse(notation).Display("12345678"u8));

    [Fact]
    public void Display_LeadingZeros_AreKept() => Assert.Equal("0000 0007", CodeFormat.BackupCode.Display("00000007"u8));

    [Fact]
    public void Equals_SameNotation_IsTheSameFormat()
    {
        var written = CodeFormat.Parse("0123456789:4 4");
        object other = CodeFormat.Parse("digits:4-4");

        Assert.True(written.Equals(CodeFormat.BackupCode));
        Assert.Equal(CodeFormat.BackupCode.GetHashCode(), written.GetHashCode());
        Assert.False(written.Equals(other));
        Assert.False(written.Equals(null));
    }

    private static void Start(Action<AccountRecoveryOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddAccountRecovery(options =>
        {
            options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
            configure(options);
        }).UseInMemoryStore();
        using ServiceProvider provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<IBackupCodes>();
    }
}
