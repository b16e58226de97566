using System.Runtime.CompilerServices;

namespace AccountRecovery;

/// <summary>The table against a second one, written down here as a person would say it, cell by cell.</summary>
public sealed class ProofTableTests
{
    private const string PageName = "security-info.md";

    // No contacts, with contacts, in the wait, after a recovery, after a wait. Ways are set apart by "or". "two-step" is asked for where it is on, "another" where two
    // proofs are; "[x]" only while a key is exclusive; "{x}" only while none is; "<x>" only after a cancel; "unless exclusive" closes the way.
    private static readonly Dictionary<Change, string[]> Expected = new()
    {
        [Change.BackupCodes] = ["password, two-step", "password, two-step", "refused", "refused", "refused"],
        [Change.MakeRecoveryCode] = ["password, two-step, [device]", "password, contact, [device]", "refused", "grant", "refused"],
        [Change.ReplaceRecoveryCode] = ["password, two-step, code, [device]", "password, contact, [device]", "refused", "refused", "refused"],
        [Change.EnableRecoveryKey] = ["password, two-step, code, acknowledgement", "password, contact, acknowledgement", "refused", "refused", "refused"],
        [Change.DisableRecoveryKey] =
            ["key or password, device, {code}, later", "key or password, device, {older contact}, later", "refused", "refused", "refused"],
        [Change.RedeemRecoveryKey] = ["freely", "freely", "freely", "freely", "freely"],
        [Change.RedeemRecoveryCode] = ["freely", "freely", "freely", "freely", "freely"],
        [Change.AddContact] = ["password", "contact", "refused", "grant", "password"],
        [Change.RemoveContact] = ["refused", "no younger contact", "refused", "refused", "refused"],
        [Change.UndoRemoval] = ["refused", "removed contact", "removed contact", "refused", "refused"],
        [Change.RemoveAllContacts] = ["refused", "session, <contact>", "refused", "refused", "refused"],
        [Change.CancelWait] = ["refused", "refused", "leaving contact", "refused", "refused"],
        [Change.SetNoticeAddress] = ["refused", "refused", "password", "refused", "refused"],
        [Change.SkipPrompt] = ["refused", "password, two-step", "refused", "refused", "refused"],
        [Change.FreezeRecovery] = ["voided contact", "voided contact", "voided contact", "voided contact", "voided contact"],
        [Change.CompleteRecovery] =
        [
            "redeemed code or exclusive key or redeemed key, another",
            "redeemed code or exclusive key or redeemed key, another or contact, another, unless exclusive",
            "redeemed code or exclusive key or redeemed key, another",
            "redeemed code",
            "redeemed code or exclusive key or redeemed key, another",
        ],
    };

    private static readonly Dictionary<string, RequiredProof> Words = new(StringComparer.Ordinal)
    {
        ["password"] = RequiredProof.Password,
        ["two-step"] = RequiredProof.TwoStepWhereOn,
        ["contact"] = RequiredProof.SettledContact,
        ["older contact"] = RequiredProof.OlderContact,
        ["device"] = RequiredProof.TrustedDevice,
        ["code"] = RequiredProof.RecoveryCode,
        ["key"] = RequiredProof.RecoveryKey,
        ["grant"] = RequiredProof.Grant,
        ["acknowledgement"] = RequiredProof.Acknowledgement,
        ["session"] = RequiredProof.Session,
        ["no younger contact"] = RequiredProof.NoYoungerContact,
        ["removed contact"] = RequiredProof.RemovedContact,
        ["leaving contact"] = RequiredProof.LeavingContact,
        ["voided contact"] = RequiredProof.VoidedContact,
        ["redeemed code"] = RequiredProof.RedeemedCode,
        ["redeemed key"] = RequiredProof.RedeemedKey,
        ["exclusive key"] = RequiredProof.ExclusiveKey,
        ["another"] = RequiredProof.AnotherProof,
    };

    private static readonly RequiredProof All = Words.Values.Aggregate((one, other) => one | other);

    private static readonly ProofContext[] Cases =
    [
        .. from bits in Enumerable.Range(0, 16)
           select new ProofContext((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0),
    ];

    [Fact]
    public void W4_Every_cell_opens_to_exactly_what_it_asks_for()
    {
        int cells = 0;
        foreach ((Change change, string[] columns) in Expected)
        {
            foreach ((AccountState state, string words) in Enum.GetValues<AccountState>().Zip(columns))
            {
                foreach (RequiredProof shown in Sets(change))
                {
                    foreach (ProofContext given in Cases)
                    {
                        string[] open = [.. words.Split(" or ").Where(way => IsOpen(way, shown, given))];
                        (ProofOption? found, RequiredProof missing) = ProofTable.Find(change, state, shown, given);

                        Assert.True(open.Length > 0 == found is not null, $"{change} in {state} with {shown}");
                        Assert.Equal(open is [{ } first, ..] && first.EndsWith("later", StringComparison.Ordinal), found?.IsDelayed == true);
                        Assert.Equal(found is null && words != "refused", missing != RequiredProof.Nothing);
                        Assert.Equal(RequiredProof.Nothing, missing & shown);
                        cells++;
                    }
                }
            }
        }

        Assert.InRange(cells, 50_000, int.MaxValue);
        Assert.Equal(Enum.GetValues<Change>(), Expected.Keys);
        Assert.Equal(Enum.GetValues<Change>(), ProofTable.Rows.Select(row => row.Change));
    }

    /// <summary>Strong is never undone by weak: without what only its owner has, nothing replaces a live recovery code or disables a key in time.</summary>
    [Fact]
    public void W4_No_password_and_no_session_alone_undoes_what_is_on_paper()
    {
        const RequiredProof Hijacker = RequiredProof.Password | RequiredProof.Session | RequiredProof.TwoStepWhereOn;
        foreach (AccountState state in Enum.GetValues<AccountState>())
        {
            foreach (Change change in (Change[])[Change.ReplaceRecoveryCode, Change.EnableRecoveryKey, Change.DisableRecoveryKey])
            {
                Assert.All(Cases, given => Assert.Null(ProofTable.Find(change, state, Hijacker | RequiredProof.Acknowledgement, given with { TwoStep = true }).Open));
            }
        }
    }

    /// <summary>Set ACCOUNTRECOVERY_APPROVE=1 to write the table into the page.</summary>
    [Fact]
    public void The_page_has_the_table_as_it_is()
    {
        string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", PageName);
        string[] lines = File.ReadAllLines(path);
        string[] table =
        [
            "| change | no contacts | with contacts | in the wait | after a recovery | after a wait |",
            "|---|---|---|---|---|---|",
            .. ProofTable.Rows.Select(row => $"| {Said(row.Change)} | {string.Join(" | ", Enum.GetValues<AccountState>().Select(state => Said(row.In(state))))} |"),
        ];
        int at = Array.FindIndex(lines, line => line.StartsWith("| change |", StringComparison.Ordinal));
        string[] found = [.. lines.Skip(at).TakeWhile(line => line.StartsWith('|'))];
        if (Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_APPROVE") == "1")
        {
            File.WriteAllText(path, string.Join('\n', [.. lines[..at], .. table, .. lines[(at + found.Length)..]]) + "\n");
            return;
        }

        Assert.Equal(table, found);
    }

    // Every set of what the row can ask for, without and with everything that it never asks for.
    private static IEnumerable<RequiredProof> Sets(Change change)
    {
        RequiredProof[] asked = [.. Words.Where(word => Expected[change].Any(cell => cell.Contains(word.Key, StringComparison.Ordinal))).Select(word => word.Value).Distinct()];
        RequiredProof others = asked.Aggregate(All, (left, need) => left & ~need);
        return from bits in Enumerable.Range(0, 1 << asked.Length)
               let shown = asked.Where((_, i) => (bits & (1 << i)) != 0).Aggregate(RequiredProof.Nothing, (one, other) => one | other)
               from all in (RequiredProof[])[shown, shown | others]
               select all;
    }

    private static bool IsOpen(string way, RequiredProof shown, ProofContext given) => way switch
    {
        "refused" => false,
        "freely" => true,
        _ => way.Split(", ").All(word => word switch
        {
            "later" => true,
            "unless exclusive" => !given.KeyIsExclusive,
            "two-step" when !given.TwoStep => true,
            "another" when !given.TwoProofs => true,
            ['[', .. var only, ']'] => !given.KeyIsExclusive || shown.HasFlag(Words[only]),
            ['{', .. var unless, '}'] => given.KeyIsExclusive || shown.HasFlag(Words[unless]),
            ['<', .. var after, '>'] => !given.AfterCancel || shown.HasFlag(Words[after]),
            _ => shown.HasFlag(Words[word]),
        }),
    };

    internal static string Said(Change change) => change switch
    {
        Change.BackupCodes => "make, replace or revoke backup codes",
        Change.MakeRecoveryCode => "make a recovery code, when none is live",
        Change.ReplaceRecoveryCode => "replace or revoke a live recovery code",
        Change.EnableRecoveryKey => "enable a recovery key, when none is live",
        Change.DisableRecoveryKey => "disable the recovery key",
        Change.RedeemRecoveryKey => "redeem the recovery key",
        Change.RedeemRecoveryCode => "redeem the recovery code",
        Change.AddContact => "add a contact",
        Change.RemoveContact => "remove one contact of several",
        Change.UndoRemoval => "undo the removal of a contact, within 720 h",
        Change.RemoveAllContacts => "remove the last contact, or all",
        Change.CancelWait => "cancel the wait",
        Change.SetNoticeAddress => "set a notice address",
        Change.SkipPrompt => "put the question off",
        Change.FreezeRecovery => "freeze a recovery by the recovery code, within 72 h",
        Change.CompleteRecovery => "complete a recovery",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "No words for it."),
    };

    private static string Said(ProofOption[] ways) => ways is [] ? "refused" : string.Join("; or ", ways.Select(Said));

    private static string Said(ProofOption option)
    {
        string[] parts =
        [
            .. Said(option.Always),
            .. Said(option.WhileExclusive).Select(part => $"{part} while a key is exclusive"),
            .. Said(option.UnlessExclusive).Select(part => $"{part} unless the key is exclusive"),
            .. Said(option.AfterCancel).Select(part => FormattableString.Invariant($"{part} for {RecoveryPolicy.ContactSettlesAfter.TotalHours} h after a cancel")),
        ];
        return (parts is [] ? "it alone" : string.Join(" + ", parts))
            + (option.IsClosedWhileExclusive ? ", while no key is exclusive" : string.Empty) + (option.IsDelayed ? FormattableString.Invariant($", in force {RecoveryPolicy.ContactSettlesAfter.TotalHours} h later") : string.Empty);
    }

    private static IEnumerable<string> Said(RequiredProof needs) => Enum.GetValues<RequiredProof>().Where(need => need != RequiredProof.Nothing && needs.HasFlag(need)).Select(need => need switch
    {
        RequiredProof.Password => "password",
        RequiredProof.TwoStepWhereOn => "two-step where on",
        RequiredProof.SettledContact => "code of a settled contact",
        RequiredProof.OlderContact => "code of a contact older than the key",
        RequiredProof.TrustedDevice => "trusted device",
        RequiredProof.RecoveryCode => "the recovery code",
        RequiredProof.RecoveryKey => "the key",
        RequiredProof.Grant => "the grant",
        RequiredProof.Session => "session",
        RequiredProof.NoYoungerContact => "code of a contact verified no later than that one",
        RequiredProof.RemovedContact => "code of the removed contact",
        RequiredProof.LeavingContact => "code of a leaving contact",
        RequiredProof.VoidedContact => "code of a contact that was settled before",
        RequiredProof.RedeemedCode => "redeemed recovery code",
        RequiredProof.RedeemedKey => "redeemed recovery key",
        RequiredProof.ExclusiveKey => "redeemed exclusive recovery key",
        RequiredProof.AnotherProof => "another proof where two are asked for",
        _ => "acknowledgement of what loss means",
    });

    private static string Here([CallerFilePath] string path = "") => path;
}
