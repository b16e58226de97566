using System.Globalization;
using System.Security.Cryptography;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Checks that accounts are compared by their bytes, without a collation, without conversion to numbers, and without normalization.</summary>
internal static class AccountIdChecks
{
    // An emoji and the next code point. Each has four bytes in UTF-8.
    private const string Wide = "\U0001f600";
    private const string WideNeighbour = "\U0001f601";

    // Each suffix differs from another suffix only in characters that a database may ignore, or looks like a part of an SQL statement.
    private static readonly string[] Suffixes =
    [
        "x", "x ", " x", "x\t", "x\n", "x\0", "x\0y", "x\u00a0", "x\u200b", "\ufeffx", "x\u00ad", "X",
        "i", "I", "\u0131", "\u0130", "i\u0307", "ss", "\u00df", "\u1e9e", "k", "\u212a", "e", "\u00e9", "e\u0301",
        "\u00c5", "A\u030a", "\u212b", "\ufb01", "fi", "\u0661", "1", "01", Wide, WideNeighbour, "\uff5e", "\u5b57",
        "%", "_", "'", "''", "\"", ";--", "%'_\";--", "\\", "\\'", "$1", "@account", "{0}", "*", "?", "[a]", "..", "/", "null", "NULL",
    ];

    internal static IEnumerable<StoreCheck> All { get; } =
    [
        new(
            "Ids that differ in one byte are different accounts, and come back as they are",
            "the type of the column: bytes (AccountId.ToBytes), up to 256 of them, not text under a collation; ids given as parameters, never put into the text of a statement",
            OddIds),
    ];

    private static async Task OddIds(StoreTrial trial)
    {
        AccountId[] odd = [.. OddTexts(trial.Prefix).Select(text => trial.Use(new AccountId(text)))];
        Dictionary<AccountId, StoredRecord> written = [];
        foreach (AccountId account in odd)
        {
            StoredRecord next = StoreTrial.NewRecord(trial.Start);
            bool stood = await trial.Store.TryWriteAsync(account, null, next, CancellationToken.None).ConfigureAwait(false);
            trial.Expect(stood, $"true: {Words.Of(account)} has no record yet, whatever its likes have", Words.Of(stood));
            written[account] = next;
        }

        foreach (AccountId account in odd)
        {
            await trial.ExpectAsync(account, written[account], "after all of its likes were written").ConfigureAwait(false);
        }

        await trial.ExpectListedAsync(odd.Order().Select(account => new DueAccount(trial.Start, account)), trial.Start, "with odd ids").ConfigureAwait(false);
        for (int i = 0; i < odd.Length; i++)
        {
            await trial.DeleteAsync(odd[i], written[odd[i]]).ConfigureAwait(false);
            if (i + 1 < odd.Length)
            {
                await trial.ExpectAsync(odd[i + 1], written[odd[i + 1]], $"after {Words.Of(odd[i])} was deleted").ConfigureAwait(false);
            }
        }
    }

    private static IEnumerable<string> OddTexts(string prefix)
    {
        string number = RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        string letters = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 20);
        string longest = prefix + new string('l', AccountId.MaxBytes - prefix.Length);
        string wide = string.Concat(Enumerable.Repeat(Wide, (AccountId.MaxBytes - prefix.Length - 4) / 4));
        return
        [
            .. Suffixes.Select(suffix => prefix + suffix),
            number, "0" + number, "00" + number, "+" + number, "-" + number, number + ".0", number + "e0", " " + number, number + " ",
            letters, "K" + letters, "k" + letters, letters + "K", letters + "k", letters + "'k",
            longest, longest[..^1], longest[..^1] + "L", prefix + wide, prefix + wide + Wide, prefix + wide + WideNeighbour,
        ];
    }
}
