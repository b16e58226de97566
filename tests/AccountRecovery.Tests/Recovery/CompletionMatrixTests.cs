namespace AccountRecovery;

/// <summary>Completing a recovery: every profile, second step, key, state, and every one and two proofs, against the rules as a person would say them.</summary>
public sealed class CompletionMatrixTests
{
    private static readonly Shows[] All = Enum.GetValues<Shows>();

    [Fact]
    public async Task W4_Every_cell_is_as_it_is_said_in_words()
    {
        await using var consumer = new TestHost();
        await using var nist = new TestHost(options => options.Profile = RecoveryProfile.Nist80063B4, listens: true);
        int cells = 0;
        int completed = 0;
        foreach ((RecoveryPolicy policy, bool isNist) in ((RecoveryPolicy, bool)[])[(consumer.Policy, false), (nist.Policy, true)])
        {
            foreach (bool twoStep in (bool[])[false, true])
            {
                foreach (KeyIs key in Enum.GetValues<KeyIs>())
                {
                    foreach (AccountState state in Enum.GetValues<AccountState>())
                    {
                        AccountRecord account = CompletionScene.Account(state, key);
                        foreach (Shows[] shown in OneAndTwo())
                        {
                            bool expected = IsEnough(state, key, takesTwo: twoStep || isNist, shown);
                            CompleteOutcome outcome = CompletionScene.Complete(account, twoStep, policy, shown);

                            Assert.True(expected == outcome is CompleteOutcome.Completed, $"{state}, {key}, two-step {twoStep}, NIST {isNist}: {string.Join(" and ", shown)} gave {outcome}");
                            Assert.True(expected || outcome is CompleteOutcome.NeedsMore);
                            cells++;
                            completed += expected ? 1 : 0;
                        }
                    }
                }
            }
        }

        Assert.Equal(2 * 2 * 5 * 5 * (13 + (13 * 12 / 2)), cells);
        Assert.InRange(completed, 1_000, cells - 1_000);
    }

    /// <summary>The sentences, by themselves.</summary>
    [Fact]
    public async Task W4_The_sentences_hold()
    {
        await using var host = new TestHost();
        bool Completes(KeyIs key, bool twoStep, params Shows[] shown) =>
            CompletionScene.Complete(CompletionScene.Account(AccountState.Established, key), twoStep, host.Policy, shown) is CompleteOutcome.Completed;

        // An exclusive key beats contacts; redeemed, it completes alone.
        Assert.True(Completes(KeyIs.Young, false, Shows.Mail));
        Assert.False(Completes(KeyIs.Exclusive, false, Shows.Mail, Shows.Texts));
        Assert.True(Completes(KeyIs.RedeemedExclusive, true, Shows.RedeemedKey));
        Assert.False(Completes(KeyIs.RedeemedYoung, true, Shows.RedeemedKey));

        // Text and voice of one number are one, and so are two addresses of one mailbox.
        Assert.False(Completes(KeyIs.Absent, true, Shows.Texts, Shows.Calls));
        Assert.False(Completes(KeyIs.Absent, true, Shows.Mail, Shows.SameMailbox));
        Assert.True(Completes(KeyIs.Absent, true, Shows.Mail, Shows.Calls));

        // A young contact completes nothing alone, nor with anything but a settled one beside it.
        Assert.False(Completes(KeyIs.Absent, false, Shows.YoungMail));
        Assert.False(Completes(KeyIs.Absent, false, Shows.YoungMail, Shows.BackupCode));
        Assert.True(Completes(KeyIs.Absent, true, Shows.YoungMail, Shows.Mail));

        // A backup code is a second step, and never a recovery by itself; and the host's second step is the same method.
        Assert.False(Completes(KeyIs.Absent, false, Shows.BackupCode));
        Assert.False(Completes(KeyIs.Absent, true, Shows.BackupCode, Shows.SecondStep));
        Assert.False(Completes(KeyIs.Absent, true, Shows.BackupCode, Shows.Laptop));
        Assert.False(Completes(KeyIs.Absent, false, Shows.Password, Shows.Session));
    }

    /// <summary>What is asked for leads somewhere: with what is named, each from the account's own, the recovery is completed after two at most.</summary>
    [Fact]
    public async Task NeedsMore_names_what_leads_on_and_leaves_out_what_does_not()
    {
        await using var host = new TestHost();
        Shows[][] owned = [[Shows.Mail], [Shows.YoungMail], [Shows.Texts, Shows.Calls], [Shows.Mail, Shows.SameMailbox], [Shows.Mail, Shows.YoungMail], [Shows.Mail, Shows.Texts]];
        int asked = 0;
        foreach (AccountState state in Enum.GetValues<AccountState>())
        {
            foreach (KeyIs key in Enum.GetValues<KeyIs>())
            {
                foreach ((Shows[] own, bool twoStep, bool paper) in from own in owned from twoStep in (bool[])[false, true] from paper in (bool[])[false, true] select (own, twoStep, paper))
                {
                    AccountRecord account = CompletionScene.Account(state, key, own, paper);
                    foreach (Shows[] shown in ((Shows[][])[[], .. OneAndTwo().Where(shown => shown.Length == 1)]).Where(shown => shown.All(one => IsOwned(one, own, key))))
                    {
                        if (CompletionScene.Complete(account, twoStep, host.Policy, shown) is not CompleteOutcome.NeedsMore more)
                        {
                            continue;
                        }

                        foreach (ProofKind kind in Enum.GetValues<ProofKind>())
                        {
                            bool leadsOn = LeadsOn(account, twoStep, host.Policy, shown, kind, own);
                            Assert.True(
                                leadsOn || !more.Kinds.Contains(kind),
                                $"{state}, {key}, two-step {twoStep}, with {string.Join(" and ", own)}: after {string.Join(" and ", shown)}, {kind} is named and leads nowhere");
                            asked++;
                        }
                    }
                }
            }
        }

        Assert.InRange(asked, 5_000, int.MaxValue);
    }

    [Fact]
    public async Task NeedsMore_Examples()
    {
        await using var host = new TestHost();
        ProofKind[] Asked(AccountState state, KeyIs key, bool twoStep, Shows[] own, params Shows[] shown) =>
            [.. Assert.IsType<CompleteOutcome.NeedsMore>(CompletionScene.Complete(CompletionScene.Account(state, key, own, paper: true), twoStep, host.Policy, shown)).Kinds];

        Assert.Equal([ProofKind.RecoveryCode, ProofKind.RecoveryKey, ProofKind.ContactCode], Asked(AccountState.Established, KeyIs.Young, false, [Shows.Mail]));
        Assert.Equal([ProofKind.RecoveryCode, ProofKind.RecoveryKey], Asked(AccountState.Established, KeyIs.Exclusive, false, [Shows.Mail], Shows.Mail));
        Assert.Equal([ProofKind.RecoveryCode], Asked(AccountState.Established, KeyIs.Absent, false, [Shows.YoungMail], Shows.YoungMail));
        Assert.Equal([ProofKind.RecoveryCode, ProofKind.HostTwoStep, ProofKind.TrustedDevice], Asked(AccountState.Established, KeyIs.Absent, true, [Shows.Mail], Shows.Mail));
        Assert.Equal([ProofKind.RecoveryCode, ProofKind.ContactCode, ProofKind.HostTwoStep, ProofKind.TrustedDevice], Asked(AccountState.Established, KeyIs.Absent, true, [Shows.Mail, Shows.Texts], Shows.Mail));
        Assert.Equal([ProofKind.RecoveryCode, ProofKind.RecoveryKey], Asked(AccountState.Waiting, KeyIs.Young, false, [Shows.Mail]));
    }

    // In words: a redeemed recovery code always; else, unless the account is being set up again by one, a redeemed key that was exclusive; where two are asked for
    // another with whatever else. The code of a settled contact, while no key is exclusive and the contacts protect the account; where two are asked for another beside it.
    private static bool IsEnough(AccountState state, KeyIs key, bool takesTwo, Shows[] shown)
    {
        if (shown.Contains(Shows.RedeemedCode))
        {
            return true;
        }

        if (state == AccountState.Reentry)
        {
            return false;
        }

        bool byKey = shown.Contains(Shows.RedeemedKey) && (key is KeyIs.RedeemedYoung or KeyIs.RedeemedExclusive);
        Shows[] settled = [Shows.Mail, Shows.OtherMail, Shows.SameMailbox, Shows.Texts, Shows.Calls];
        bool byContact = state == AccountState.Established && key != KeyIs.Exclusive && shown.Any(settled.Contains);
        return (byKey && key == KeyIs.RedeemedExclusive) || ((byKey || byContact) && (!takesTwo || Methods(state, shown) > 1));
    }

    // What counts as one method each; a password, or a session, is none.
    private static int Methods(AccountState state, Shows[] shown) => shown
        .Select(shows => shows switch
        {
            Shows.Mail or Shows.SameMailbox => "the mailbox",
            Shows.Texts or Shows.Calls => "the phone",
            Shows.OtherMail or Shows.YoungMail => shows.ToString(),
            Shows.BackupCode or Shows.SecondStep => "the second step",
            Shows.RedeemedKey or Shows.Laptop => shows.ToString(),
            _ => null,
        })
        .Where(method => method is not null && (state == AccountState.Established || method is "the second step" or nameof(Shows.RedeemedKey) or nameof(Shows.Laptop)))
        .Distinct(StringComparer.Ordinal)
        .Count();

    private static IEnumerable<Shows[]> OneAndTwo() =>
        All.Select(one => (Shows[])[one]).Concat(from first in All from second in All where first < second select (Shows[])[first, second]);

    private static bool IsOwned(Shows shows, Shows[] own, KeyIs key) => shows switch
    {
        Shows.RedeemedCode => false,
        Shows.RedeemedKey => key is KeyIs.RedeemedYoung or KeyIs.RedeemedExclusive,
        _ => own.Contains(shows) || !CompletionScene.OfContacts.Contains(shows),
    };

    // Whether with one of this kind, or with that and one other which is not enough without it, the recovery is completed.
    private static bool LeadsOn(AccountRecord account, bool twoStep, RecoveryPolicy policy, Shows[] shown, ProofKind kind, Shows[] own)
    {
        Shows[] others = [.. All.Where(shows => shows is not (Shows.RedeemedCode or Shows.RedeemedKey) && IsOwned(shows, own, KeyIs.Absent))];
        return Of(kind, account, own).Any(one => Is(account, twoStep, policy, [.. shown, one])
            || others.Any(two => Is(account, twoStep, policy, [.. shown, one, two]) && !Is(account, twoStep, policy, [.. shown, two])));
    }

    private static bool Is(AccountRecord account, bool twoStep, RecoveryPolicy policy, Shows[] shown)
    {
        // A live key that is shown has been redeemed by then.
        SavedCode? key = account.RecoveryKey.Slot.Live;
        AccountRecord then = shown.Contains(Shows.RedeemedKey) && key is not null
            ? account with { RecoveryKey = account.RecoveryKey with { Slot = account.RecoveryKey.Slot with { Code = key with { SpentAt = CompletionScene.Ticket(Shows.RedeemedKey).Issued } } } }
            : account;
        return CompletionScene.Complete(then, twoStep, policy, shown) is CompleteOutcome.Completed;
    }

    private static Shows[] Of(ProofKind kind, AccountRecord account, Shows[] own) => kind switch
    {
        ProofKind.RecoveryCode when account.RecoveryCode.Live is not null => [Shows.RedeemedCode],
        ProofKind.RecoveryKey when account.RecoveryKey.Slot.Live is not null => [Shows.RedeemedKey],
        ProofKind.ContactCode => own,
        ProofKind.HostTwoStep => [Shows.SecondStep],
        ProofKind.TrustedDevice => [Shows.Laptop],
        _ => [],
    };
}
