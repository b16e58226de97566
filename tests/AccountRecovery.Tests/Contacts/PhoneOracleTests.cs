namespace AccountRecovery;

/// <summary>Our reading of numbers beside that of libphonenumber, recorded by oracle.mjs.</summary>
public sealed class PhoneOracleTests(ITestOutputHelper output)
{
    private const string Nobody = "-";

    private static readonly Saying[] Recorded =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Contacts", "Data", "phone-oracle.txt")).Select(Saying.Read)];

    [Fact]
    public void Every_country_of_the_oracle_is_in_the_table_and_no_other() => Assert.Equal(
        Recorded.Select(saying => saying.Country).Where(country => country != Nobody).Distinct().Order(StringComparer.Ordinal),
        CallingCodes.All.Select(country => country.Country).Order(StringComparer.Ordinal));

    [Fact]
    public void What_the_oracle_calls_valid_we_read_as_the_same_number_if_E164_has_room_for_it_and_it_is_a_persons()
    {
        Saying[] valid = [.. Recorded.Where(saying => saying.Verdict == "valid")];
        Saying[] beyond = [.. valid.Where(saying => saying.E164.Length > 1 + PhoneNumber.MaxDigits)];
        Saying[] services = [.. valid.Where(saying => saying.Found == Nobody)];
        Saying[] read = [.. valid.Except(beyond).Except(services)];

        Assert.DoesNotContain(read, saying => Read(saying) != saying.E164);
        Assert.All(beyond, saying => Assert.Equal(nameof(AddressFault.TooManyDigits), Read(saying)));
        Assert.All(services, saying => Assert.Equal(nameof(AddressFault.NotForPersons), Read(saying)));
        output.WriteLine($"valid {valid.Length}: read {read.Length}, longer than E.164 {beyond.Length}, of services {services.Length}");
        Assert.Equal((5_318, 13, 2), (read.Length, beyond.Length, services.Length));
    }

    [Fact]
    public void What_we_read_is_of_the_country_that_the_oracle_finds_or_of_none()
    {
        Saying[] read = [.. Recorded.Where(saying => saying.Verdict == "valid" && saying.Found != Nobody && saying.E164.Length <= 1 + PhoneNumber.MaxDigits)];

        // Free calls and personal numbers of North America, which the oracle gives to the United States and Canada.
        Saying[] untold = [.. read.Where(saying => CountryOf(saying) is null)];

        Assert.All(read.Except(untold), saying => Assert.Equal(saying.Found, CountryOf(saying)));
        output.WriteLine($"no country told: {untold.Length} of {read.Length}");
        Assert.Equal(5, untold.Length);
    }

    [Fact]
    public void What_the_oracle_says_has_no_country_code_we_refuse_for_that()
    {
        Saying[] unassigned = [.. Recorded.Where(saying => saying.Verdict == "INVALID_COUNTRY")];

        Assert.True(unassigned.Length > 100);
        Assert.All(unassigned, saying => Assert.Equal(nameof(AddressFault.CallingCodeUnknown), Read(saying)));
    }

    /// <summary>Ours is E.164's own check: it knows the length of no country's numbers, so it outlives their changes, and takes what rings nowhere.</summary>
    [Theory]
    [InlineData("TOO_SHORT", 456, 941)]
    [InlineData("TOO_LONG", 538, 998)]
    [InlineData("INVALID_LENGTH", 196, 196)]
    [InlineData("possible", 1_265, 1_272)]
    public void What_we_take_though_the_oracle_does_not_call_it_valid_is_counted(string verdict, int taken, int recorded)
    {
        Saying[] sayings = [.. Recorded.Where(saying => saying.Verdict == verdict)];
        Saying[] ours = [.. sayings.Where(saying => Read(saying).StartsWith('+'))];

        output.WriteLine($"{verdict}: {ours.Length} of {sayings.Length} taken");
        Assert.Equal((taken, recorded), (ours.Length, sayings.Length));
    }

    private static string Read(Saying saying) =>
        PhoneNumber.TryParse(saying.Typed, saying.Country == Nobody ? null : saying.Country, out PhoneNumber? number, out AddressFault fault) ? number.Reveal() : fault.ToString();

    private static string? CountryOf(Saying saying) =>
        PhoneNumber.TryParse(saying.E164, country: null, out PhoneNumber? number, out _) ? number.Country : null;

    private sealed record Saying(string Country, string Typed, string Kind, string E164, string Found, string Verdict)
    {
        internal static Saying Read(string line) => line.Split('\t') is [{ } country, { } typed, { } kind, { } e164, { } found, { } verdict]
            ? new Saying(country, typed, kind, e164, found, verdict)
            : throw new FormatException(line);
    }
}
