using System.Globalization;

namespace AccountRecovery.Tests;

public sealed class PhcStringLaws(ITestOutputHelper output)
{
    private const string Symbols = "$,=+-/. \n\0AZaz0123456789mtpvkeyid\u0664\u00E9\uD83D";
    private static readonly Argon2Limits Limits = new(maxMemoryKiB: 65_536, maxPasses: 8, maxLanes: 8);

    private static int MutationCount => Run.Cases(whenShort: 200_000, whenFull: 1_000_000);

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        SplitMix64 random = SplitMix64.Start(output);
        for (int round = 0; round < 2_000; round++)
        {
            PhcString written = Any(random);

            Assert.True(PhcString.TryParse(written.ToString(), Limits, out PhcString? read), random.Replay);

            Assert.True(
                written.Parameters == read.Parameters
                && written.Salt.SequenceEqual(read.Salt)
                && written.Tag.SequenceEqual(read.Tag)
                && written.KeyId.SequenceEqual(read.KeyId)
                && written.AssociatedData.SequenceEqual(read.AssociatedData),
                random.Replay);
        }
    }

    /// <summary>Whatever the text, reading it neither throws nor takes much memory, and what is accepted is the one text of a value within the limits.</summary>
    [Fact]
    public void Mutated_text_is_refused_or_is_the_one_text_of_a_value_within_the_limits()
    {
        SplitMix64 random = SplitMix64.Start(output);
        int accepted = 0;
        for (int round = 0; round < MutationCount; round++)
        {
            string text = Mutated(Any(random).ToString(), random);
            long before = GC.GetAllocatedBytesForCurrentThread();

            bool read = PhcString.TryParse(text, Limits, out PhcString? phc);

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 4_096, string.Create(CultureInfo.InvariantCulture, $"{allocated} bytes for one text; round {round}; {random.Replay}"));
            if (read)
            {
                accepted++;
                Assert.True(IsWithin(phc!), random.Replay);
                Assert.True(text == phc!.ToString(), random.Replay);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accepted} of {MutationCount} accepted"));
        Assert.InRange(accepted, MutationCount / 100, MutationCount / 2);
    }

    private static bool IsWithin(PhcString phc) =>
        phc.Parameters.MemoryKiB <= Limits.MaxMemoryKiB
        && phc.Parameters.Passes <= Limits.MaxPasses
        && phc.Parameters.Lanes <= Limits.MaxLanes
        && phc.Salt.Length >= Argon2id.MinSaltLength
        && phc.Salt.Length <= Limits.MaxSaltLength
        && phc.Tag.Length >= Limits.MinTagLength
        && phc.Tag.Length <= Limits.MaxTagLength
        && phc.KeyId.Length <= PhcString.MaxKeyIdLength
        && phc.AssociatedData.Length <= Limits.MaxAssociatedDataLength;

    private static PhcString Any(SplitMix64 random) => new(
        new Argon2Parameters(64 + random.Below(65_473), 1 + random.Below(8), 1 + random.Below(8)),
        random.Bytes(8 + random.Below(41)),
        random.Bytes(12 + random.Below(53)),
        random.Bytes(Math.Max(0, random.Below(16) - 7)),
        random.Bytes(Math.Max(0, random.Below(64) - 31)));

    private static string Mutated(string text, SplitMix64 random)
    {
        for (int times = 1 + random.Below(3); times > 0; times--)
        {
            text = MutatedOnce(text, random);
        }

        return text;
    }

    private static string MutatedOnce(string text, SplitMix64 random)
    {
        int at = random.Below(text.Length + 1);
        int end = at + random.Below(Math.Min(8, text.Length - at) + 1);
        string other = Any(random).ToString();
        string symbol = Symbols[random.Below(Symbols.Length)].ToString();
        return random.Below(8) switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text.Remove(at, end - at),
            3 => text.Insert(at, text[at..end]),
            4 => text.Insert(at, symbol),
            5 => text.Insert(at, string.Concat(Enumerable.Repeat(symbol, random.Below(200)))),
            6 => string.Concat(text.AsSpan(0, at), other.AsSpan(random.Below(other.Length))),
            _ => string.Concat(text.AsSpan(0, at), symbol, text.AsSpan(Math.Min(at + 1, text.Length))),
        };
    }
}
