using System.Runtime.CompilerServices;

namespace AccountRecovery;

/// <summary>The table against a second one, written down here as a person would say it, cell by cell.</summary>
public sealed class ProofTableTests
{
    private const string PageName = "proofs.md";

    // Ways are set apart by "or". "two-step" is asked for where it is on; "[x]" only while a key is exclusive; "{x}" only while none is.
    private static readonly Dictionary<(Change, Standing), string> Expected = new()
    {
        [(Change.BackupCodes, Standing.None)] = "password, two-step",
        [(Change.BackupCodes, Standing.Established)] = "password, two-step",
        [(Change.BackupCodes, Standing.Waiting)] = "refused",
        [(Change.BackupCodes, Standing.Reentry)] = "refused",
        [(Change.MakeRecoveryCode, Standing.None)] = "password, two-step, [device]",
        [(Change.MakeRecoveryCode, Standing.Established)] = "password, contact, [device]",
        [(Change.MakeRecoveryCode, Standing.Waiting)] = "refused",
        [(Change.MakeRecoveryCode, Standing.Reentry)] = "grant",
        [(Change.ReplaceRecoveryCode, Standing.None)] = "password, two-step, code, [device]",
        [(Change.ReplaceRecoveryCode, Standing.Established)] = "password, contact, [device]",
        [(Change.ReplaceRecoveryCode, Standing.Waiting)] = "refused",
        [(Change.ReplaceRecoveryCode, Standing.Reentry)] = "refused",
        [(Change.EnableRecoveryKey, Standing.None)] = "password, two-step, code, acknowledgement",
        [(Change.EnableRecoveryKey, Standing.Established)] = "password, contact, acknowledgement",
        [(Change.EnableRecoveryKey, Standing.Waiting)] = "refused",
        [(Change.EnableRecoveryKey, Standing.Reentry)] = "refused",
        [(Change.DisableRecoveryKey, Standing.None)] = "key or password, device, {code}, later",
        [(Change.DisableRecoveryKey, Standing.Established)] = "key or password, device, {older contact}, later",
        [(Change.DisableRecoveryKey, Standing.Waiting)] = "refused",
        [(Change.DisableRecoveryKey, Standing.Reentry)] = "refused",
        [(Change.RedeemRecoveryKey, Standing.None)] = "freely",
        [(Change.RedeemRecoveryKey, Standing.Established)] = "freely",
        [(Change.RedeemRecoveryKey, Standing.Waiting)] = "freely",
        [(Change.RedeemRecoveryKey, Standing.Reentry)] = "freely",
        [(Change.RedeemRecoveryCode, Standing.None)] = "freely",
        [(Change.RedeemRecoveryCode, Standing.Established)] = "freely",
        [(Change.RedeemRecoveryCode, Standing.Waiting)] = "freely",
        [(Change.RedeemRecoveryCode, Standing.Reentry)] = "freely",
        [(Change.AddContact, Standing.None)] = "password",
        [(Change.AddContact, Standing.Established)] = "contact",
        [(Change.AddContact, Standing.Waiting)] = "refused",
        [(Change.AddContact, Standing.Reentry)] = "grant",
    };

    private static readonly Dictionary<string, Need> Words = new(StringComparer.Ordinal)
    {
        ["password"] = Need.Password,
        ["two-step"] = Need.TwoStepWhereOn,
        ["contact"] = Need.SettledContact,
        ["older contact"] = Need.OlderContact,
        ["device"] = Need.TrustedDevice,
        ["code"] = Need.RecoveryCode,
        ["key"] = Need.RecoveryKey,
        ["grant"] = Need.Grant,
        ["acknowledgement"] = Need.Acknowledgement,
    };

    private static readonly Need All = Words.Values.Aggregate((one, other) => one | other);

    [Fact]
    public void W4_Every_cell_opens_to_exactly_what_it_asks_for()
    {
        int cells = 0;
        foreach (((Change change, Standing standing), string words) in Expected)
        {
            for (Need shown = Need.Nothing; shown <= All; shown++)
            {
                foreach ((bool twoStep, bool exclusive) in ((bool, bool)[])[(false, false), (false, true), (true, false), (true, true)])
                {
                    string[] open = [.. words.Split(" or ").Where(way => IsOpen(way, shown, twoStep, exclusive))];
                    (ProofWay? found, Need missing) = ProofTable.Find(change, standing, shown, twoStep, exclusive);

                    Assert.True(open.Length > 0 == found is not null, $"{change} in {standing} with {shown}");
                    Assert.Equal(open is [{ } first, ..] && first.EndsWith("later", StringComparison.Ordinal), found?.IsDelayed == true);
                    Assert.Equal(found is null && words != "refused", missing != Need.Nothing);
                    Assert.Equal(Need.Nothing, missing & shown);
                    cells++;
                }
            }
        }

        Assert.Equal(Enum.GetValues<Change>().Length * Enum.GetValues<Standing>().Length * 512 * 4, cells);
        Assert.Equal(Enum.GetValues<Change>(), ProofTable.Rows.Select(row => row.Change));
    }

    /// <summary>Strong is never undone by weak: without what only its owner has, nothing replaces a live recovery code or disables a key in time.</summary>
    [Fact]
    public void W4_No_password_and_no_session_alone_undoes_what_is_on_paper()
    {
        const Need Hijacker = Need.Password | Need.TwoStepWhereOn;
        foreach (Standing standing in Enum.GetValues<Standing>())
        {
            foreach (Change change in (Change[])[Change.ReplaceRecoveryCode, Change.EnableRecoveryKey, Change.DisableRecoveryKey])
            {
                Assert.Null(ProofTable.Find(change, standing, Hijacker | Need.Acknowledgement, twoStep: true, exclusive: false).Open);
                Assert.Null(ProofTable.Find(change, standing, Hijacker | Need.Acknowledgement, twoStep: true, exclusive: true).Open);
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
            "| change | no contacts | with contacts | in the wait | after a recovery |",
            "|---|---|---|---|---|",
            .. ProofTable.Rows.Select(row => $"| {Said(row.Change)} | {string.Join(" | ", Enum.GetValues<Standing>().Select(standing => Said(row.In(standing))))} |"),
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

    private static bool IsOpen(string way, Need shown, bool twoStep, bool exclusive) => way switch
    {
        "refused" => false,
        "freely" => true,
        _ => way.Split(", ").All(word => word switch
        {
            "later" => true,
            "two-step" when !twoStep => true,
            ['[', .. var only, ']'] => !exclusive || shown.HasFlag(Words[only]),
            ['{', .. var unless, '}'] => exclusive || shown.HasFlag(Words[unless]),
            _ => shown.HasFlag(Words[word]),
        }),
    };

    private static string Said(Change change) => change switch
    {
        Change.BackupCodes => "make, replace or revoke backup codes",
        Change.MakeRecoveryCode => "make a recovery code, when none is live",
        Change.ReplaceRecoveryCode => "replace or revoke a live recovery code",
        Change.EnableRecoveryKey => "enable a recovery key, when none is live",
        Change.DisableRecoveryKey => "disable the recovery key",
        Change.RedeemRecoveryKey => "redeem the recovery key",
        Change.RedeemRecoveryCode => "redeem the recovery code",
        _ => "add a contact",
    };

    private static string Said(ProofWay[] ways) => ways is [] ? "refused" : string.Join("; or ", ways.Select(Said));

    private static string Said(ProofWay way)
    {
        string[] parts =
        [
            .. Said(way.Always),
            .. Said(way.WhileExclusive).Select(part => $"{part} while a key is exclusive"),
            .. Said(way.UnlessExclusive).Select(part => $"{part} unless the key is exclusive"),
        ];
        return (parts is [] ? "it alone" : string.Join(" + ", parts)) + (way.IsDelayed ? FormattableString.Invariant($", in force {ProofTable.DelayedBy.TotalHours} h later") : string.Empty);
    }

    private static IEnumerable<string> Said(Need needs) => Enum.GetValues<Need>().Where(need => need != Need.Nothing && needs.HasFlag(need)).Select(need => need switch
    {
        Need.Password => "password",
        Need.TwoStepWhereOn => "two-step where on",
        Need.SettledContact => "code of a settled contact",
        Need.OlderContact => "code of a contact older than the key",
        Need.TrustedDevice => "trusted device",
        Need.RecoveryCode => "the recovery code",
        Need.RecoveryKey => "the key",
        Need.Grant => "the grant",
        _ => "acknowledgement of what loss means",
    });

    private static string Here([CallerFilePath] string path = "") => path;
}
