namespace AccountRecovery.House;

/// <summary>The folders of each assembly from the innermost to the outermost. A folder uses those before it in the list and no others.</summary>
/// <remarks>
/// The root of an assembly is the folder <see cref="Root"/>. In AccountRecovery it is both the vocabulary that everything speaks and the place that puts the library
/// together, so it has no place in the order; its arrows are counted like any others.
/// </remarks>
internal static class ArrowTable
{
    internal const string Root = "(root)";

    internal static readonly Dictionary<string, string[]> Order = new(StringComparer.Ordinal)
    {
        ["AccountRecovery.Abstractions"] = [Root, "Events", "Messages", "Ports"],
        ["AccountRecovery.Argon2"] = ["Blake2", "Filling", "Blocks", "PhcStrings", Root],
        ["AccountRecovery"] =
        [
            // The ground: it knows no account.
            "Codes", "Sheets", "Keys", "Storage", "Contacts", "Telemetry", "Hashing",

            // The record, the engine that runs rules on it, and what several features read.
            "Record", "Engine", "Attempts", "Notices", "Proofs",
            .. Features,
            "Delivery", "Operations",
        ],
        ["AccountRecovery.EntityFrameworkCore"] = ["Database", "Records", "Events", "Sends", Root, "Migrations"],
        ["AccountRecovery.AspNetCore"] = ["Identity", "Operations", "Senders"],
        ["AccountRecovery.Testing"] = [Root, "StoreConformance"],
        ["AccountRecovery.Testing.Xunit"] = [Root],
    };

    /// <summary>The features of AccountRecovery; arrows between two of them are counted apart.</summary>
    internal static string[] Features => ["Access", "Prompt", "Recovery", "SavedCodes", "BackupCodes", "SecurityCodes", "Wait", "SecurityInfo"];

    /// <summary>Arrows that point outward, by the types that they lead to. This list only ever gets shorter.</summary>
    internal static readonly Dictionary<string, Outward[]> Exceptions = new(StringComparer.Ordinal)
    {
        ["AccountRecovery"] =
        [
        ],
        ["AccountRecovery.Argon2"] =
        [
            // The working memory is filled by a block function, and the block function says which word it found, so that the next block can be fetched meanwhile.
            new("Filling", "Blocks", "IBlockFunction", "ScalarBlockFunction", "Vector256BlockFunction", "Vector512BlockFunction"),
            new("Filling", Root, "Argon2Parameters"),
            new("PhcStrings", Root, "Argon2Limits", "Argon2Parameters", "Check"),
        ],
        ["AccountRecovery.EntityFrameworkCore"] =
        [
            // The database's readiness is whether the first of all tables is there.
            new("Database", "Records", "RecordRow"),
        ],
    };

    /// <summary>What is wrong with a set of uses, as sentences.</summary>
    internal static IEnumerable<string> Complaints(IEnumerable<Use> uses, IReadOnlyList<string> order, IReadOnlyCollection<Outward> exceptions)
    {
        Use[] outward = [.. uses.Where(use => use.From != use.To && PlaceOf(use.From, order) < PlaceOf(use.To, order)).Distinct()];
        foreach (Use use in outward.Where(use => !exceptions.Any(exception => exception.Allows(use))))
        {
            yield return $"{use.Type} ({use.From}) uses {use.UsedType} ({use.To}): {use.From} lies further in and must not know {use.To}.";
        }

        foreach (Outward exception in exceptions)
        {
            foreach (string type in exception.Types.Except(outward.Where(exception.Allows).Select(use => use.UsedType), StringComparer.Ordinal))
            {
                yield return $"The table allows {exception.From} -> {exception.To} for {type}, but nothing uses it.";
            }
        }
    }

    // The root of AccountRecovery has no place, so no arrow from or to it points outward.
    private static int? PlaceOf(string folder, IReadOnlyList<string> order)
    {
        int place = order.ToList().IndexOf(folder);
        return place >= 0 ? place : folder == Root ? null : throw new InvalidOperationException($"The order does not name the folder {folder}.");
    }

    /// <summary>An arrow that points outward, and the types it may lead to.</summary>
    internal sealed record Outward
    {
        internal Outward(string from, string to, params string[] types)
        {
            (From, To, Types) = (from, to, types);
        }

        internal string From { get; }

        internal string To { get; }

        internal IReadOnlyList<string> Types { get; }

        internal bool Allows(Use use) => use.From == From && use.To == To && Types.Contains(use.UsedType, StringComparer.Ordinal);
    }

    internal sealed record Use(string From, string Type, string To, string UsedType);
}
