using NodaTime;

namespace AccountRecovery;

public sealed class TicketSignerTests
{
    private static readonly RootKey Key = RootKey.Generate();
    private static readonly TicketSigner Signer = new(new KeyRing(Key, []));
    private static readonly TicketFacts Facts = new(ProofKind.HostPassword, ProofPurpose.SignIn, 7, TestHost.Start, TestHost.Start + Duration.FromMinutes(10));

    // Neighbours that an input without lengths would run together are among them.
    private static readonly (AccountId Account, string? Session)[] Holders =
    [
        .. from account in (string[])["a", "ab", "abc", "alice", "Alice", "alice "]
           from session in (string?[])[null, "", "c", "bc", "\0", "session-1", "session-2"]
           select (new AccountId(account), session),
    ];

    private static readonly TicketFacts[] AllFacts =
    [
        .. from kind in Enum.GetValues<ProofKind>()
           from purpose in Enum.GetValues<ProofPurpose>()
           from epoch in (long?[])[null, 0, 1, -1, long.MaxValue]
           select Facts with { Kind = kind, Purpose = purpose, Epoch = epoch },
    ];

    [Fact]
    public void S14_A_ticket_opens_for_its_own_account_and_session_alone()
    {
        foreach ((AccountId account, string? session) in Holders)
        {
            RecoveryTicket ticket = Signer.Sign(account, session, Facts);

            Assert.Equal([(account, session)], Holders.Where(holder => Signer.Open(holder.Account, holder.Session, ticket) is not null));
        }
    }

    [Fact]
    public void S14_A_ticket_says_exactly_what_was_signed()
    {
        foreach (TicketFacts facts in AllFacts)
        {
            Assert.Equal(facts, Signer.Open(TestHost.Alice, "s", Signer.Sign(TestHost.Alice, "s", facts)));
        }
    }

    /// <summary>All ordered pairs of purpose and epoch, for every kind: a ticket is good where both are its own, and nowhere else.</summary>
    [Fact]
    public void S14_A_ticket_for_one_purpose_and_epoch_is_accepted_for_no_other()
    {
        foreach (TicketFacts given in AllFacts)
        {
            TicketFacts? opened = Signer.Open(TestHost.Alice, "s", Signer.Sign(TestHost.Alice, "s", given));
            foreach (TicketFacts wanted in AllFacts)
            {
                bool fits = given.Purpose == wanted.Purpose && given.Epoch == wanted.Epoch;

                Assert.Equal(fits, ProofRules.Check(opened, wanted.Epoch, wanted.Purpose, TestHost.Start) == Refusal.None);
            }
        }
    }

    [Fact]
    public void S14_A_ticket_with_any_bit_flipped_is_refused()
    {
        byte[] bytes = Signer.Sign(TestHost.Alice, "s", Facts).Bytes.ToArray();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Null(Signer.Open(TestHost.Alice, "s", new RecoveryTicket(flipped)));
        }
    }

    [Fact]
    public void S14_A_ticket_of_any_other_length_is_refused()
    {
        byte[] bytes = Signer.Sign(TestHost.Alice, "s", Facts).Bytes.ToArray();

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Null(Signer.Open(TestHost.Alice, "s", new RecoveryTicket(bytes[..length]))));
        Assert.Null(Signer.Open(TestHost.Alice, "s", new RecoveryTicket([.. bytes, 0])));
    }

    /// <summary>Swapping the ends of two genuine tickets for one account and session gives no third.</summary>
    [Fact]
    public void S14_Parts_of_two_tickets_make_no_third()
    {
        byte[] one = Signer.Sign(TestHost.Alice, "s", Facts).Bytes.ToArray();
        byte[] other = Signer.Sign(TestHost.Alice, "s", Facts with { Kind = ProofKind.HostTwoStep, Epoch = 8 }).Bytes.ToArray();

        // One time in 256 both end in the same byte, and the last of these is the first ticket itself.
        byte[][] mixed = [.. Enumerable.Range(10, one.Length - 10).Select(cut => (byte[])[.. one[..cut], .. other[cut..]]).Where(bytes => !bytes.SequenceEqual(one))];
        Assert.InRange(mixed.Length, one.Length - 20, one.Length);
        Assert.All(mixed, bytes => Assert.Null(Signer.Open(TestHost.Alice, "s", new RecoveryTicket(bytes))));
    }

    [Fact]
    public void Open_OtherRootKey_IsRefusedAndAnOldOneStillOpens()
    {
        RecoveryTicket ticket = Signer.Sign(TestHost.Alice, "s", Facts);
        var newer = new TicketSigner(new KeyRing(RootKey.Generate(), [Key]));

        Assert.Null(new TicketSigner(new KeyRing(RootKey.Generate(), [])).Open(TestHost.Alice, "s", ticket));
        Assert.Equal(Facts, newer.Open(TestHost.Alice, "s", ticket));
    }

    [Fact]
    public void Sign_LongestAccountAndSession_Fits()
    {
        var account = new AccountId(new string('\u00E9', 128));
        string session = new('\u00E9', 128);

        Assert.Equal(Facts, Signer.Open(account, session, Signer.Sign(account, session, Facts)));
    }

    [Fact]
    public void Sign_Times_AreKeptToTheMicrosecond()
    {
        TicketFacts fine = Facts with { Issued = TestHost.Start + Duration.FromNanoseconds(1_999), Expires = Instant.MaxValue };

        TicketFacts opened = Signer.Open(TestHost.Alice, null, Signer.Sign(TestHost.Alice, null, fine))!.Value;

        Assert.Equal(TestHost.Start + Duration.FromNanoseconds(1_000), opened.Issued);
        Assert.Equal(Microseconds.Truncate(Instant.MaxValue), opened.Expires);
    }
}
