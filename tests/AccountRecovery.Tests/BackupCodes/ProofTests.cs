using NodaTime;

namespace AccountRecovery;

public sealed class ProofTests
{
    private const ProofPurpose Change = ProofPurpose.ChangeSecuritySettings;
    private static readonly Duration Microsecond = Duration.FromTicks(10);

    public static TheoryData<HostProof[], bool, Refusal> Table => new()
    {
        { [], false, Refusal.PasswordProofNeeded },
        { [HostProof.HostPassword], false, Refusal.None },
        { [HostProof.HostSession], false, Refusal.PasswordProofNeeded },
        { [HostProof.TrustedDevice], false, Refusal.PasswordProofNeeded },
        { [HostProof.HostTwoStep], false, Refusal.PasswordProofNeeded },
        { [], true, Refusal.PasswordProofNeeded },
        { [HostProof.HostPassword], true, Refusal.TwoStepProofNeeded },
        { [HostProof.HostPassword, HostProof.HostSession], true, Refusal.TwoStepProofNeeded },
        { [HostProof.HostTwoStep], true, Refusal.PasswordProofNeeded },
        { [HostProof.HostPassword, HostProof.HostTwoStep], true, Refusal.None },
        { [HostProof.HostTwoStep, HostProof.HostPassword], true, Refusal.None },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Changing_codes_requires_the_password_and_the_second_step_where_there_is_one(HostProof[] proofs, bool twoStep, Refusal refusal)
    {
        var store = new CountingStore(InMemory.Store());
        await using var host = new TestHost(store: store);
        await host.IssueAsync();
        (int writes, int hashes) = (store.Writes, host.Hasher.Hashes);
        Caller caller = TestHost.Owner with { TwoStep = twoStep };
        List<RecoveryTicket> tickets = [];
        foreach (HostProof proof in proofs)
        {
            tickets.Add(await host.VouchAsync(Change, proof));
        }

        IssueOutcome issued = await host.Codes.GenerateAsync(TestHost.Alice, caller.Having([.. tickets]));
        RevokeOutcome revoked = await host.Codes.RevokeAsync(TestHost.Alice, caller.Having([.. tickets]));

        if (refusal == Refusal.None)
        {
            Assert.IsType<IssueOutcome.Issued>(issued);
            Assert.Equal(new RevokeOutcome.Revoked(10), revoked);
        }
        else
        {
            Assert.Equal(new IssueOutcome.Refused(refusal), issued);
            Assert.Equal(new RevokeOutcome.Refused(refusal), revoked);
            Assert.Equal((writes, hashes), (store.Writes, host.Hasher.Hashes));
        }
    }

    [Fact]
    public async Task A_redeemed_backup_code_is_the_second_step()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        RedeemOutcome redeemed = await host.Codes.RedeemAsync(TestHost.Alice, codes[0], TestHost.Owner, Change);
        RecoveryTicket second = Assert.IsType<RedeemOutcome.Redeemed>(redeemed).Proof;
        RecoveryTicket password = await host.VouchAsync(Change);

        Assert.IsType<IssueOutcome.Issued>(await host.Codes.GenerateAsync(TestHost.Alice, (TestHost.Owner with { TwoStep = true }).Having(password, second)));
        Assert.Equal(
            new IssueOutcome.Refused(Refusal.PasswordProofNeeded), await host.Codes.GenerateAsync(TestHost.Alice, (TestHost.Owner with { TwoStep = true }).Having(second)));
    }

    [Theory]
    [InlineData(-1, Refusal.None)]
    [InlineData(0, Refusal.TicketExpired)]
    [InlineData(1, Refusal.TicketExpired)]
    public async Task A_ticket_ends_at_ten_minutes_exactly(int microseconds, Refusal refusal)
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        RecoveryTicket password = await host.VouchAsync(Change);
        RecoveryTicket session = await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession);
        host.Clock.Advance(Duration.FromMinutes(10) + (Microsecond * microseconds));
        int hashes = host.Hasher.Hashes;

        if (refusal == Refusal.None)
        {
            Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], session));
            Assert.IsType<IssueOutcome.Issued>(await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
        }
        else
        {
            Assert.Equal(new RedeemOutcome.Refused(refusal), await host.RedeemAsync(codes[0], session));
            Assert.Equal(new IssueOutcome.Refused(refusal), await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(password)));
            Assert.Equal(new RevokeOutcome.Refused(refusal), await host.Codes.RevokeAsync(TestHost.Alice, TestHost.Owner.Having(password)));
            Assert.Equal(hashes, host.Hasher.Hashes);
        }
    }

    [Fact]
    public async Task S14_A_ticket_fits_one_account_one_session_one_purpose_and_one_root_key()
    {
        await using var host = new TestHost();
        AccountId[] accounts = [TestHost.Alice, new("bob"), new("alice2")];
        string?[] sessions = [null, "session-1", "session-2"];
        ProofPurpose[] purposes = Enum.GetValues<ProofPurpose>();
        foreach (AccountId account in accounts)
        {
            await host.Codes.ImportAsync(account, ["1234 5678"], CodeFormat.BackupCode, TestHost.Owner);
            await host.Codes.RedeemAsync(account, "1234 5678", TestHost.Stranger);
        }

        (AccountId account, string? session, ProofPurpose purpose)[] slots = (from account in accounts from session in sessions from purpose in purposes select (account, session, purpose)).ToArray();
        int crossed = 0;
        foreach ((AccountId account, string? session, ProofPurpose purpose) made in slots)
        {
            RecoveryTicket ticket = await host.Tickets.VouchAsync(made.account, HostProof.HostPassword, made.purpose, new Caller { Session = made.session });
            foreach ((AccountId account, string? session, ProofPurpose purpose) used in slots)
            {
                // A spent code: a ticket that fits gets as far as the comparison, one that does not is told so before.
                RedeemOutcome outcome = await host.Codes.RedeemAsync(used.account, "1234 5678", new Caller { Session = used.session }.Having(ticket), used.purpose);
                bool fits = outcome != new RedeemOutcome.Refused(Refusal.TicketInvalid);
                crossed += fits && made != used ? 1 : 0;
                Assert.True(fits || made != used);
            }
        }

        Assert.Equal(0, crossed);
        await using var other = new TestHost(store: host.Store);
        RecoveryTicket foreign = await other.Tickets.VouchAsync(new AccountId("new"), HostProof.HostPassword, Change, TestHost.Owner);
        Assert.Equal(new IssueOutcome.Refused(Refusal.TicketInvalid), await host.Codes.GenerateAsync(new AccountId("new"), TestHost.Owner.Having(foreign)));
    }

    [Fact]
    public async Task S14_A_code_of_one_account_opens_no_other_and_a_pending_one_redeems_nothing()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true);
        AccountId bob = new("bob");
        string[] ours = await host.IssueAsync();
        string[] theirs = await host.IssueAsync(bob);
        await host.Codes.ConfirmAsync(TestHost.Alice, ours[0], TestHost.Owner);
        await host.Codes.ConfirmAsync(bob, theirs[0], TestHost.Owner);
        string[] pending = await host.IssueAsync();

        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(ours[1], account: bob));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(theirs[1]));
        Assert.Equal(new RedeemOutcome.Refused(Refusal.WrongCode), await host.RedeemAsync(pending[1]));
        Assert.Equal(new ConfirmOutcome.Refused(Refusal.WrongCode), await host.Codes.ConfirmAsync(TestHost.Alice, ours[1], TestHost.Owner));
    }

    [Theory]
    [InlineData(HostProof.HostTwoStep)]
    public async Task A_second_step_alone_attests_nobody(HostProof proof)
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();

        Assert.Equal(new RedeemOutcome.Refused(Refusal.TicketInvalid), await host.RedeemAsync(codes[0], await host.VouchAsync(ProofPurpose.SignIn, proof)));
    }

    [Fact]
    public async Task A_ticket_from_before_the_record_is_good_only_for_making_it()
    {
        await using var host = new TestHost();
        RecoveryTicket early = await host.VouchAsync(Change);

        Assert.IsType<IssueOutcome.Issued>(await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(early)));
        Assert.Equal(new IssueOutcome.Refused(Refusal.TicketVoid), await host.Codes.GenerateAsync(TestHost.Alice, TestHost.Owner.Having(early)));
    }

    [Fact]
    public async Task Garbage_is_no_ticket()
    {
        await using var host = new TestHost();
        string[] codes = await host.IssueAsync();
        string good = (await host.VouchAsync(ProofPurpose.SignIn, HostProof.HostSession)).Reveal();
        for (int i = 0; i < good.Length; i++)
        {
            string altered = good[..i] + (good[i] == 'A' ? 'B' : 'A') + good[(i + 1)..];
            if (RecoveryTicket.TryParse(altered, out RecoveryTicket? ticket) && ticket.Reveal() == altered)
            {
                Assert.Equal(new RedeemOutcome.Refused(Refusal.TicketInvalid), await host.RedeemAsync(codes[0], ticket));
            }
        }

        Assert.True(RecoveryTicket.TryParse(good, out RecoveryTicket? unaltered));
        Assert.IsType<RedeemOutcome.Redeemed>(await host.RedeemAsync(codes[0], unaltered));
    }
}
