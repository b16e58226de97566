namespace AccountRecovery.House;

/// <summary>Which folder may use which. What is not here is forbidden; what is here and used no more is taken out.</summary>
internal static class ArrowTable
{
    /// <summary>The files of src/AccountRecovery that are in no folder and put the library together: they may see everything.</summary>
    internal static readonly string[] CompositionRoot = ["AccountRecoveryServices.cs", "AccountRecoveryBuilder.cs", "AccountRecoveryOptionsValidator.cs"];

    /// <summary>The other files in no folder: the vocabulary that a newcomer meets first.</summary>
    internal const string Vocabulary = "(vocabulary)";

    internal const string Composition = "(composition)";

    /// <summary>From the innermost folder to the outermost. An arrow outward is marked as such and names the types it is for.</summary>
    internal static readonly Dictionary<string, string[]> Order = new(StringComparer.Ordinal)
    {
        ["AccountRecovery.Abstractions"] = [Vocabulary, "Events", "Messages", "Ports"],
        ["AccountRecovery.Argon2"] = ["Blake2", "Blocks", "Filling", "PhcStrings", Vocabulary],
        ["AccountRecovery"] = ["Codes", "Addresses", "Keys", "Messages", Vocabulary, "Telemetry", "Hashing", "Records", "Attempts", "Contacts", "Runtime", "Access", "SecurityCodes", "SavedCodes", "BackupCodes", "RecoveryCodes", "RecoveryKeys", "SecurityInfo", "Completion", "Operations", "Data", Composition],
        ["AccountRecovery.EntityFrameworkCore"] = ["Database", "Records", "Events", "Sends", Vocabulary, "Migrations"],
        ["AccountRecovery.AspNetCore"] = ["Identity", "Operations", "Senders"],
        ["AccountRecovery.Testing"] = [Vocabulary, "StoreConformance"],
        ["AccountRecovery.Testing.Xunit"] = [Vocabulary],
    };

    internal static readonly Dictionary<string, Arrow[]> Allowed = new(StringComparer.Ordinal)
    {
        ["AccountRecovery.Abstractions"] =
        [
            new("Events", Vocabulary),
            new("Messages", "Events"),
            new("Messages", Vocabulary),
            new("Ports", "Events"),
            new("Ports", "Messages"),
            new("Ports", Vocabulary),
        ],
        ["AccountRecovery.Argon2"] =
        [
            // The block function tells which word it has found, so that the next block can be fetched while it goes on.
            new("Blocks", "Filling", "Lookahead") { IsOutward = true },
            new("Filling", "Blake2"),
            new("Filling", "Blocks"),
            new("Filling", Vocabulary, "Argon2Parameters") { IsOutward = true },
            new("PhcStrings", Vocabulary, "Argon2Limits", "Argon2Parameters", "Check") { IsOutward = true },
            new(Vocabulary, "Filling", "BlockKernel", "TagDerivation"),
            new(Vocabulary, "PhcStrings", "PhcReader", "PhcString"),
        ],
        ["AccountRecovery"] =
        [
            new("Addresses", "Codes", "CodeFolding"),
            new("Keys", Vocabulary, "Caller", "Refusal") { IsOutward = true },
            new(Vocabulary, "Codes", "CodeFault", "CodeFormat", "CodeSheet"),
            new(Vocabulary, "Keys", "ProofKind", "RootKeyUse", "Ticket"),
            new(Vocabulary, "Addresses", "AddressFault", "EmailDomain"),

            // What an outcome tells of a contact, and the handle of a code that was sent.
            new(Vocabulary, "Contacts", "ContactView") { IsOutward = true },
            new(Vocabulary, "SecurityInfo", "SecurityInfoView") { IsOutward = true },
            new(Vocabulary, "SecurityCodes", "ChallengeId") { IsOutward = true },

            // What is told of a call are the names of closed families.
            new("Telemetry", "Codes", "CodeFault"),
            new("Telemetry", Vocabulary, "BeginKeyOutcome", "BusyReason", "ChangeOutcome", "CompleteOutcome", "ConfirmOutcome", "DisableKeyOutcome", "ImportOutcome", "IssueOutcome", "RedeemOutcome", "Refusal", "RevokeOutcome", "SendOutcome", "VerifyOutcome"),
            new("Hashing", "Telemetry", "RecoveryMeter"),
            new("Hashing", "Keys", "Derivation", "PurposeInput", "RecordSecret"),

            // The record is the one place that names every feature: its part, and how the part ends by itself.
            new("Records", "Access", "AccessPart", "AccessRules", "Prompt", "PromptRules", "Reentry", "Standing", "Wait") { IsOutward = true },
            new("Records", "SecurityInfo", "WaitRules") { IsOutward = true },
            new("Records", "BackupCodes", "BackupCodeAdvance", "BackupCodePart") { IsOutward = true },
            new("Records", "SavedCodes", "SavedCode", "SavedCodeSlot") { IsOutward = true },
            new("Records", "RecoveryKeys", "RecoveryKeyAdvance", "RecoveryKeyPart") { IsOutward = true },
            new("Records", "Contacts", "Contact", "ContactAdvance", "ContactPart", "ContactState") { IsOutward = true },
            new("Records", "SecurityCodes", "Challenge", "SecurityCodePart") { IsOutward = true },
            new("Records", "Keys"),

            // What happens is told to the contacts in the same write, where it is of a kind that they are told of.
            new("Records", "Messages", "ToldKinds"),
            new("Records", Vocabulary, "Caller", "RecoveryPolicy"),
            new("Attempts", "Records", "CallerTrace", "FieldReader", "FieldWriter", "UnknownFields"),
            new("Attempts", Vocabulary, "RecoveryPolicy"),
            new("Contacts", "Addresses"),
            new("Contacts", "Records", "AccountRecord", "CallerTrace", "FieldReader", "FieldWriter", "QueuedEvent", "UnknownFields"),
            new("Contacts", Vocabulary, "RecoveryPolicy"),

            // A contact is young for as long as a change by a weak proof is delayed; a voided one is told for as long as payments are held, and before there are new credentials.
            new("Contacts", "Access", "AccessPart", "AccessRules", "ProofTable", "Reentry") { IsOutward = true },

            // A message's address is found, and its code derived, when it is sent.
            new("Runtime", "Codes", "PlainCode"),
            new("Runtime", "Contacts", "Contact", "ContactPart", "ContactState"),

            // While a wait runs, messages say until when.
            new("Runtime", "Access", "AccessPart", "Wait") { IsOutward = true },
            new("Runtime", "SecurityCodes", "Challenge", "SecurityCodeDerivation", "SecurityCodePart") { IsOutward = true },

            // The runner itself knows records and no feature.
            new("Runtime", "Hashing", "HashingLanes", "LaneLoad"),
            new("Runtime", "Keys"),
            new("Runtime", "Records"),
            new("Runtime", "Telemetry"),
            new("Runtime", Vocabulary),
            new("Access", "Keys"),
            new("Access", "Records"),
            new("Access", "Runtime", "Arguments", "RecordRunner"),
            new("Access", Vocabulary, "BusyReason", "Caller", "RecoveryPolicy", "Refusal"),

            // Which proofs a change asks for depends on what the account has.
            new("Access", "Contacts", "Contact", "ContactAddress", "ContactAdvance", "ContactPart", "ContactState"),
            new("Access", "SavedCodes", "SavedCode", "SavedCodeSlot") { IsOutward = true },
            new("Access", "RecoveryKeys", "RecoveryKeyPart") { IsOutward = true },
            
            // A code that comes back answers the question whether a contact reaches the person.
            new("SecurityCodes", "Access", "AccessPart", "Prompt", "Standing"),
            new("SecurityCodes", "Addresses", "AddressLookup"),
            new("SecurityCodes", "Attempts", "AttemptBudget", "AttemptRules"),
            new("SecurityCodes", "Codes"),
            new("SecurityCodes", "Contacts"),
            new("SecurityCodes", "Keys"),
            new("SecurityCodes", "Records"),
            new("SecurityCodes", "Runtime", "Arguments", "RecordRunner"),
            new("SecurityCodes", "Telemetry", "Ending", "RecoveryAction", "RecoveryMeter"),
            new("SecurityCodes", Vocabulary),
            new("SavedCodes", "Access", "Change", "ChangeRules", "ChangeVerdict", "Need", "ProofWay", "ProofsGiven"),
            new("SavedCodes", "Attempts"),
            new("SavedCodes", "Codes"),
            new("SavedCodes", "Hashing", "CodeTags"),
            new("SavedCodes", "Keys"),
            new("SavedCodes", "Records"),
            new("SavedCodes", "RecoveryKeys", "RecoveryKeyPart") { IsOutward = true },
            new("SavedCodes", Vocabulary),
            new("BackupCodes", "Access", "Change", "ChangeRules", "ChangeVerdict", "Need", "ProofsGiven"),
            new("BackupCodes", "SavedCodes", "IssueAnswer"),
            new("BackupCodes", "Attempts"),
            new("BackupCodes", "Codes"),
            new("BackupCodes", "Hashing"),
            new("BackupCodes", "Keys"),
            new("BackupCodes", "Records"),
            new("BackupCodes", "Runtime", "Arguments", "RecordRunner"),
            new("BackupCodes", "Telemetry", "Ending", "RecoveryAction", "RecoveryMeter"),
            new("BackupCodes", Vocabulary),

            new("RecoveryCodes", "Access"),
            new("RecoveryCodes", "BackupCodes", "BackupCodePart", "CodeSet"),
            new("RecoveryCodes", "Codes"),
            new("RecoveryCodes", "Contacts", "Contact", "ContactPart", "ContactState"),
            new("RecoveryCodes", "Keys"),
            new("RecoveryCodes", "Records"),

            // It overrides the key, and clears its part.
            new("RecoveryCodes", "RecoveryKeys", "RecoveryKeyPart") { IsOutward = true },
            new("RecoveryCodes", "Runtime", "Arguments", "RecordRunner"),
            new("RecoveryCodes", "SavedCodes"),

            // A proof beyond guessing ends the pause of security codes.
            new("RecoveryKeys", "SecurityCodes", "SecurityCodePart"),
            new("RecoveryCodes", "Telemetry", "Ending", "RecoveryAction", "RecoveryMeter"),
            new("RecoveryCodes", Vocabulary),
            new("RecoveryKeys", "Access", "Change", "ChangeVerdict", "ProofTable", "ProofWay", "ProofsGiven"),
            new("RecoveryKeys", "Codes"),
            new("RecoveryKeys", "Keys"),
            new("RecoveryKeys", "Records"),
            new("RecoveryKeys", "Runtime", "Arguments", "RecordRunner"),
            new("RecoveryKeys", "SavedCodes"),
            new("RecoveryKeys", "Telemetry", "Ending", "RecoveryAction", "RecoveryMeter"),
            new("RecoveryKeys", Vocabulary),
            new("SecurityInfo", "Access"),
            new("SecurityInfo", "Addresses", "AddressFault"),

            // Undoing a removal voids the saved codes that were made since.
            new("SecurityInfo", "BackupCodes", "BackupCodePart", "CodeSet"),
            new("SecurityInfo", "Contacts"),
            new("SecurityInfo", "Keys"),
            new("SecurityInfo", "Records"),
            new("SecurityInfo", "RecoveryKeys", "RecoveryKeyPart"),
            new("SecurityInfo", "Runtime", "Arguments", "RecordRunner"),
            new("SecurityInfo", "SavedCodes", "SavedCode", "SavedCodeSlot"),
            new("SecurityInfo", "SecurityCodes"),
            new("SecurityInfo", "Telemetry", "Ending", "RecoveryAction", "RecoveryMeter"),
            new("SecurityInfo", Vocabulary),
            new("Completion", "Access", "AccessPart", "Change", "ChangeRules", "ChangeVerdict", "Need", "Prompt", "ProofWay", "ProofsGiven", "Standing"),

            // What is missing is told of what the account has.
            new("Completion", "BackupCodes", "BackupCodePart", "CodeSet"),
            new("Completion", "Contacts", "Contact", "ContactAddress", "ContactPart", "ContactState"),
            new("Completion", "Keys"),
            new("Completion", "Records"),
            new("Completion", "RecoveryKeys", "RecoveryKeyPart"),
            new("Completion", "Runtime", "Arguments", "RecordRunner"),
            new("Completion", "SavedCodes", "SavedCode", "SavedCodeSlot"),
            new("Completion", "Telemetry", "Ending", "RecoveryAction", "RecoveryMeter"),
            new("Completion", Vocabulary),
            new("Operations", "Access", "AccessRules", "Grants", "Reentry", "ReopenAnswer"),
            new("Operations", "Keys"),
            new("Operations", "Records"),
            new("Operations", "Runtime", "Arguments", "RecordRunner"),
            new("Operations", Vocabulary),

            // What is told about an account is told of every part.
            new("Data", "Access", "AccessPart", "Prompt", "Reentry", "Wait"),
            new("Data", "RecoveryCodes", "RecoveryCodeStatus"),
            new("Data", "RecoveryKeys", "RecoveryKeyPart", "RecoveryKeyStatus"),
            new("Data", "SavedCodes", "SavedCodeSlot"),
            new("Data", "SecurityCodes", "Challenge", "CodeSend", "SecurityCodePart"),
            new("Data", "Attempts", "AttemptBudget", "AttemptCharge"),
            new("Data", "BackupCodes", "BackupCodePart", "CodeSet", "StoredCode"),
            new("Data", "Codes", "CodeFormat"),
            new("Data", "Contacts", "Contact", "ContactPart", "ContactState"),
            new("Data", "Keys", "RecordSecret"),
            new("Data", "Records"),
            new("Data", "Runtime", "Arguments", "RecordRunner"),
            new("Data", Vocabulary, "BusyReason", "Caller", "EraseOutcome", "RecoveryPolicy", "Refusal"),
        ],
        ["AccountRecovery.EntityFrameworkCore"] =
        [
            // It looks whether the first of all tables is there.
            new("Database", "Records", "RecordRow") { IsOutward = true },
            new("Records", "Database"),
            new("Events", "Database"),
            new("Sends", "Database"),
            new(Vocabulary, "Database"),
            new(Vocabulary, "Records"),
            new(Vocabulary, "Events"),
            new(Vocabulary, "Sends"),
            new("Migrations", Vocabulary, "RecoveryDbContext"),
        ],
        ["AccountRecovery.AspNetCore"] = [new("Senders", "Operations", "Bounds", "HostTime")],
        ["AccountRecovery.Testing"] = [],
        ["AccountRecovery.Testing.Xunit"] = [],
    };

    /// <summary>What is wrong with a set of uses, as sentences.</summary>
    internal static IEnumerable<string> Complaints(IEnumerable<Use> uses, IReadOnlyCollection<Arrow> allowed, IReadOnlyList<string> order)
    {
        Use[] counted = [.. uses.Where(use => use.From != Composition && use.From != use.To)];
        foreach (Use use in counted.Where(use => !allowed.Any(arrow => arrow.Allows(use))).Distinct())
        {
            yield return $"{use.Type} ({use.From}) uses {use.UsedType} ({use.To}), which the table does not allow.";
        }

        foreach (Arrow arrow in allowed)
        {
            Use[] along = [.. counted.Where(arrow.Allows)];
            if (along.Length == 0)
            {
                yield return $"The table allows {arrow.From} -> {arrow.To}, but nothing uses it.";
            }

            foreach (string type in arrow.Types.Except(along.Select(use => use.UsedType), StringComparer.Ordinal))
            {
                yield return $"The table allows {arrow.From} -> {arrow.To} for {type}, but nothing uses it.";
            }

            if (arrow.IsOutward != (IndexOf(arrow.From) < IndexOf(arrow.To)))
            {
                yield return $"{arrow.From} -> {arrow.To} points {(arrow.IsOutward ? "inward" : "outward")}, and is not marked so.";
            }

            if (arrow.IsOutward && arrow.Types.Count == 0)
            {
                yield return $"{arrow.From} -> {arrow.To} points outward and does not say for which types.";
            }
        }

        int IndexOf(string folder) => order.ToList().IndexOf(folder) is >= 0 and int index
            ? index
            : throw new InvalidOperationException($"The order does not name the folder {folder}.");
    }

    internal sealed record Arrow
    {
        internal Arrow(string from, string to, params string[] types)
        {
            From = from;
            To = to;
            Types = types;
        }

        internal string From { get; }

        internal string To { get; }

        /// <summary>The types that may be used; all when empty.</summary>
        internal IReadOnlyList<string> Types { get; }

        internal bool IsOutward { get; init; }

        internal bool Allows(Use use) => use.From == From && use.To == To && (Types.Count == 0 || Types.Contains(use.UsedType, StringComparer.Ordinal));
    }

    internal sealed record Use(string From, string Type, string To, string UsedType);
}
