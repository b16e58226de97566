using FsCheck.Fluent;

namespace AccountRecovery;

public sealed class TicketTests
{
    [Fact]
    public void TryParse_is_total_and_what_it_reads_is_what_Reveal_writes() => Holds.ForAll(
        TypedText.Any,
        text => !RecoveryTicket.TryParse(text, out RecoveryTicket? ticket) ? ticket is null : ticket.Reveal() == text,
        tests: 5_000);

    [Fact]
    public void Any_bytes_are_read_back_the_same() => Holds.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes is { Length: > 0 and <= 192 }),
        bytes => RecoveryTicket.TryParse(new RecoveryTicket(bytes).Reveal(), out RecoveryTicket? read) && read.Bytes.SequenceEqual(bytes));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("    ")]
    [InlineData("\n\n\n\n")]
    [InlineData("A")]
    [InlineData("AAAAA")]
    [InlineData("AA==")]
    [InlineData("AA+A")]
    [InlineData("AA/A")]
    [InlineData("AA A")]
    [InlineData(" AAAA")]
    [InlineData("AAAA\n")]
    [InlineData("AA\u00E9A")]
    [InlineData("AB")]
    [InlineData("AAB")]
    public void TryParse_AnythingButTheOneTextOfATicket_IsRefused(string? text)
    {
        Assert.False(RecoveryTicket.TryParse(text, out RecoveryTicket? ticket));
        Assert.Null(ticket);
    }

    [Fact]
    public void TryParse_256Characters_AreTheMost()
    {
        Assert.True(RecoveryTicket.TryParse(new string('A', RecoveryTicket.MaxLength), out _));
        Assert.False(RecoveryTicket.TryParse(new string('A', RecoveryTicket.MaxLength + 2), out _));
        Assert.False(RecoveryTicket.TryParse(new string('A', 10_000_000), out _));
    }
}
