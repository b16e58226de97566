using System.Globalization;
using NodaTime;

namespace AccountRecovery;

/// <summary>The numbers of all stored fields. A line here is never changed, only added: stored records are read by these numbers.</summary>
public sealed class FieldNumberTests
{
    private static readonly Instant Other = TestHost.Start + Duration.FromDays(400);
    private static readonly AccountRecord Record = GoldenMachine.Record;
    private static readonly BackupCodePart Part = Record.BackupCodes;
    private static readonly CodeSet Set = Part.Live!;
    private static readonly StoredCode Code = Set.Codes[1];
    private static readonly AttemptBudget Budget = Part.Budgets.Anonymous;
    private static readonly AttemptCharge Charge = Budget.InFlight[0];
    private static readonly EventQueue Queue = Record.Events;
    private static readonly QueuedEvent Event = Queue.Items[1];
    private static readonly CallerTrace Trace = Event.From;
    private static readonly SavedCodeSlot Slot = Record.RecoveryCode;
    private static readonly SavedCode Saved = Slot.Code!;
    private static readonly RecoveryKeyPart Key = Record.RecoveryKey;
    private static readonly AccessPart Access = Record.Access;
    private static readonly Reentry Reentry = Access.Reentry!;
    private static readonly Wait Wait = Access.Wait!;
    private static readonly Prompt Prompt = Access.Prompt!;
    private static readonly Receipt Receipt = Record.Receipts[0];
    private static readonly ContactPart Contacts = Record.Contacts;
    private static readonly Contact Contact = Contacts.Items[2];
    private static readonly SecurityCodePart Sent = Record.SecurityCodes;
    private static readonly Challenge Challenge = Sent.Challenges[0];
    private static readonly CodeSend Send = Sent.Sends[0];
    private static readonly MessageQueue Messages = Record.Messages;
    private static readonly QueuedMessage Message = Messages.Items[1];

    private static readonly (int Number, string What, Action<FieldWriter> Before, Action<FieldWriter> After)[] Pins =
    [
        (1, "record: secret", Record.Write, (Record with { Secret = RecordSecret.Generate() }).Write),
        (2, "record: epoch", Record.Write, (Record with { Epoch = 1 }).Write),
        (3, "record: latest", Record.Write, (Record with { Latest = Other }).Write),
        (4, "record: backup codes", Record.Write, (Record with { BackupCodes = BackupCodePart.None }).Write),
        (5, "record: events", Record.Write, (Record with { Events = EventQueue.Empty }).Write),
        (6, "record: receipts", Record.Write, (Record with { Receipts = [Receipt] }).Write),
        (7, "record: recovery code", Record.Write, (Record with { RecoveryCode = SavedCodeSlot.Empty }).Write),
        (8, "record: recovery key", Record.Write, (Record with { RecoveryKey = RecoveryKeyPart.None }).Write),
        (9, "record: access", Record.Write, (Record with { Access = AccessPart.None }).Write),
        (10, "record: contacts", Record.Write, (Record with { Contacts = ContactPart.None }).Write),
        (11, "record: security codes", Record.Write, (Record with { SecurityCodes = SecurityCodePart.None }).Write),
        (12, "record: messages", Record.Write, (Record with { Messages = MessageQueue.Empty }).Write),
        (20, "record: erased at", Record.Write, (Record with { ErasedAt = Other }).Write),

        (1, "part: live set", Part.Write, (Part with { Live = null }).Write),
        (2, "part: pending set", Part.Write, (Part with { Pending = null }).Write),
        (3, "part: pending until", Part.Write, (Part with { PendingUntil = Other }).Write),
        (4, "part: anonymous budget", Part.Write, (Part with { Budgets = Part.Budgets with { Anonymous = AttemptBudget.Fresh } }).Write),
        (5, "part: attested budget", Part.Write, (Part with { Budgets = Part.Budgets with { Attested = AttemptBudget.Fresh } }).Write),
        (6, "part: sets numbered", Part.Write, (Part with { SetsNumbered = 99 }).Write),

        (1, "set: number", Set.Write, (Set with { Number = 99 }).Write),
        (2, "set: format", Set.Write, (Set with { Format = CodeFormat.SecurityCode }).Write),
        (3, "set: scheme", Set.Write, (Set with { Scheme = "other" }).Write),
        (4, "set: cost", Set.Write, (Set with { Cost = "other" }).Write),
        (5, "set: salt", Set.Write, (Set with { Salt = [] }).Write),
        (6, "set: codes", Set.Write, (Set with { Codes = [] }).Write),
        (7, "set: issued at", Set.Write, (Set with { IssuedAt = Other }).Write),
        (8, "set: imported", Set.Write, (Set with { Imported = true }).Write),

        (1, "code: tag", Code.Write, (Code with { Tag = [] }).Write),
        (2, "code: spent at", Code.Write, (Code with { SpentAt = null }).Write),

        (1, "budget: failures", Budget.Write, (Budget with { Failures = 99 }).Write),
        (2, "budget: paused until", Budget.Write, (Budget with { PausedUntil = null }).Write),
        (3, "budget: closed", Budget.Write, (Budget with { Closed = false }).Write),
        (4, "budget: last charge", Budget.Write, (Budget with { LastCharge = 99 }).Write),
        (5, "budget: in flight", Budget.Write, (Budget with { InFlight = [] }).Write),

        (1, "charge: number", Charge.Write, (Charge with { Number = 99 }).Write),
        (2, "charge: at", Charge.Write, (Charge with { At = Other }).Write),
        (3, "charge: from", Charge.Write, (Charge with { From = CallerTrace.None }).Write),

        (1, "trace: correlation id", Trace.Write, (Trace with { CorrelationId = null }).Write),
        (2, "trace: source", Trace.Write, (Trace with { Source = null }).Write),
        (3, "trace: device", Trace.Write, (Trace with { Device = null }).Write),
        (4, "trace: culture", Trace.Write, (Trace with { Culture = null }).Write),

        (1, "queue: items", Queue.Write, (Queue with { Items = [] }).Write),
        (2, "queue: last sequence", Queue.Write, (Queue with { LastSequence = 99 }).Write),
        (3, "queue: frozen through", Queue.Write, (Queue with { FrozenThrough = 99 }).Write),
        (4, "queue: holder", Queue.Write, (Queue with { Holder = 99 }).Write),
        (5, "queue: held until", Queue.Write, (Queue with { HeldUntil = null }).Write),
        (6, "queue: faults", Queue.Write, (Queue with { Faults = 99 }).Write),

        (1, "event: sequence", Event.Write, (Event with { Sequence = 99 }).Write),
        (2, "event: kind", Event.Write, (Event with { Kind = RecoveryEventKind.ClockRepaired }).Write),
        (3, "event: method", Event.Write, (Event with { Method = RecoveryMethod.None }).Write),
        (4, "event: at", Event.Write, (Event with { At = Other }).Write),
        (5, "event: from", Event.Write, (Event with { From = CallerTrace.None }).Write),
        (6, "event: count", Event.Write, (Event with { Count = 99 }).Write),
        (7, "event: remaining", Event.Write, (Event with { Remaining = null }).Write),
        (8, "event: set number", Event.Write, (Event with { SetNumber = null }).Write),
        (9, "event: attested", Event.Write, (Event with { Attested = false }).Write),
        (10, "event: contact", Event.Write, (Event with { Contact = null }).Write),
        (11, "event: channel", Event.Write, (Event with { Channel = null }).Write),
        (20, "event: given id", Event.Write, (Event with { GivenId = new EventId(UInt128.One) }).Write),

        (1, "slot: code", Slot.Write, (Slot with { Code = null }).Write),
        (2, "slot: numbered", Slot.Write, (Slot with { Numbered = 99 }).Write),
        (3, "slot: anonymous budget", Slot.Write, (Slot with { Budgets = Slot.Budgets with { Anonymous = AttemptBudget.Fresh } }).Write),
        (4, "slot: attested budget", Slot.Write, (Slot with { Budgets = Slot.Budgets with { Attested = AttemptBudget.Fresh } }).Write),

        (1, "saved code: number", Saved.Write, (Saved with { Number = 99 }).Write),
        (2, "saved code: salt", Saved.Write, (Saved with { Salt = [] }).Write),
        (3, "saved code: tag", Saved.Write, (Saved with { Tag = [] }).Write),
        (4, "saved code: issued at", Saved.Write, (Saved with { IssuedAt = Other }).Write),
        (5, "saved code: spent at", Saved.Write, (Saved with { SpentAt = Other }).Write),

        (1, "key: slot", Key.Write, (Key with { Slot = SavedCodeSlot.Empty }).Write),
        (2, "key: pending", Key.Write, (Key with { Pending = null }).Write),
        (3, "key: pending until", Key.Write, (Key with { PendingUntil = Other }).Write),
        (4, "key: disabled from", Key.Write, (Key with { DisabledFrom = Other }).Write),

        (1, "access: re-entry", Access.Write, (Access with { Reentry = null }).Write),
        (2, "access: sessions valid from", Access.Write, (Access with { SessionsValidFrom = Other }).Write),
        (3, "access: payments held until", Access.Write, (Access with { PaymentsHeldUntil = Other }).Write),

        (4, "access: wait", Access.Write, (Access with { Wait = null }).Write),
        (5, "access: wait starts", Access.Write, (Access with { WaitStarts = [] }).Write),
        (6, "access: cancelled at", Access.Write, (Access with { CancelledAt = Other }).Write),
        (7, "access: prompt", Access.Write, (Access with { Prompt = null }).Write),
        (8, "access: signed in at", Access.Write, (Access with { SignedInAt = Other }).Write),
        (9, "access: frozen at", Access.Write, (Access with { FrozenAt = Other }).Write),

        (1, "wait: since", Wait.Write, (Wait with { Since = Other }).Write),
        (2, "wait: until", Wait.Write, (Wait with { Until = Other }).Write),
        (3, "wait: reminders told, in version 1", InVersion1(Wait.Write), InVersion1((Wait with { LastTold = Wait.Since + Duration.FromDays(29) }).Write)),
        (4, "wait: last told at", Wait.Write, (Wait with { LastTold = Other }).Write),

        (1, "prompt: first", Prompt.Write, (Prompt with { First = Other }).Write),
        (2, "prompt: skipped until", Prompt.Write, (Prompt with { SkippedUntil = Other }).Write),
        (3, "prompt: is overdue told", Prompt.Write, (Prompt with { IsOverdueTold = false }).Write),

        (1, "re-entry: since", Reentry.Write, (Reentry with { Since = Other }).Write),
        (2, "re-entry: grant until", Reentry.Write, (Reentry with { GrantUntil = Other }).Write),
        (3, "re-entry: credentials set at", Reentry.Write, (Reentry with { CredentialsSetAt = Other }).Write),
        (4, "re-entry: had contacts", Reentry.Write, (Reentry with { HadContacts = false }).Write),
        (5, "re-entry: is after a wait", Reentry.Write, (Reentry with { IsAfterWait = false }).Write),

        (1, "receipt: id", Receipt.Write, (Receipt with { Id = [] }).Write),
        (2, "receipt: input", Receipt.Write, (Receipt with { Input = [] }).Write),
        (3, "receipt: at", Receipt.Write, (Receipt with { At = Other }).Write),
        (4, "receipt: kind", Receipt.Write, (Receipt with { Kind = ReceiptKind.None }).Write),
        (5, "receipt: value", Receipt.Write, (Receipt with { Value = 99 }).Write),
        (6, "receipt: epoch", Receipt.Write, (Receipt with { Epoch = 99 }).Write),

        (1, "contacts: items", Contacts.Write, (Contacts with { Items = [] }).Write),
        (2, "contacts: numbered", Contacts.Write, (Contacts with { Numbered = 99 }).Write),

        (1, "contact: number", Contact.Write, (Contact with { Number = 99 }).Write),
        (2, "contact: channel", Contact.Write, (Contact with { Channel = ContactChannel.Email }).Write),
        (3, "contact: address", Contact.Write, (Contact with { Address = "other" }).Write),
        (4, "contact: state", Contact.Write, (Contact with { State = ContactState.Pending }).Write),
        (5, "contact: added at", Contact.Write, (Contact with { AddedAt = Other }).Write),
        (6, "contact: country", Contact.Write, (Contact with { Country = null }).Write),
        (7, "contact: until", Contact.Write, (Contact with { Until = null }).Write),
        (8, "contact: verified at", Contact.Write, (Contact with { VerifiedAt = null }).Write),
        (9, "contact: shown at", Contact.Write, (Contact with { ShownAt = null }).Write),
        (10, "contact: settles at once", Contact.Write, (Contact with { SettlesAtOnce = false }).Write),
        (11, "contact: left at", Contact.Write, (Contact with { LeftAt = null }).Write),
        (12, "contact: is for notices", Contact.Write, (Contact with { IsForNotices = true }).Write),
        (13, "contact: returned at", Contact.Write, (Contact with { ReturnedAt = Other }).Write),

        (1, "security codes: challenges", Sent.Write, (Sent with { Challenges = [] }).Write),
        (2, "security codes: sends", Sent.Write, (Sent with { Sends = [] }).Write),
        (3, "security codes: anonymous budget", Sent.Write, (Sent with { Budgets = Sent.Budgets with { Anonymous = AttemptBudget.Fresh } }).Write),
        (4, "security codes: attested budget", Sent.Write, (Sent with { Budgets = Sent.Budgets with { Attested = AttemptBudget.Fresh } }).Write),

        (1, "challenge: id", Challenge.Write, (Challenge with { Id = 99 }).Write),
        (2, "challenge: contact", Challenge.Write, (Challenge with { Contact = 99 }).Write),
        (3, "challenge: purpose", Challenge.Write, (Challenge with { Purpose = ProofPurpose.AnswerPrompt }).Write),
        (4, "challenge: channel", Challenge.Write, (Challenge with { Channel = ContactChannel.Voice }).Write),
        (5, "challenge: attested", Challenge.Write, (Challenge with { IsAttested = false }).Write),
        (6, "challenge: sent at", Challenge.Write, (Challenge with { SentAt = Other }).Write),
        (7, "challenge: expires at", Challenge.Write, (Challenge with { ExpiresAt = Other }).Write),
        (8, "challenge: sends", Challenge.Write, (Challenge with { Sends = 99 }).Write),
        (9, "challenge: tries", Challenge.Write, (Challenge with { Tries = 0 }).Write),

        (1, "send: at", Send.Write, (Send with { At = Other }).Write),
        (2, "send: contact", Send.Write, (Send with { Contact = 99 }).Write),
        (3, "send: attested", Send.Write, (Send with { IsAttested = false }).Write),

        (1, "messages: items", Messages.Write, (Messages with { Items = [] }).Write),
        (2, "messages: last number", Messages.Write, (Messages with { LastNumber = 99 }).Write),

        (1, "message: number", Message.Write, (Message with { Number = 99 }).Write),
        (2, "message: kind", Message.Write, (Message with { Kind = MessageKind.SecurityCode }).Write),
        (3, "message: to", Message.Write, (Message with { To = [] }).Write),
        (4, "message: at", Message.Write, (Message with { At = Other }).Write),
        (5, "message: expires at", Message.Write, (Message with { ExpiresAt = Other }).Write),
        (6, "message: from", Message.Write, (Message with { From = CallerTrace.None }).Write),
        (7, "message: challenge", Message.Write, (Message with { Challenge = null }).Write),
        (8, "message: send", Message.Write, (Message with { Send = 99 }).Write),
        (9, "message: about", Message.Write, (Message with { About = RecoveryEventKind.CodesIssued }).Write),
        (10, "message: method", Message.Write, (Message with { Method = RecoveryMethod.None }).Write),
        (11, "message: count", Message.Write, (Message with { Count = 99 }).Write),
        (12, "message: remaining", Message.Write, (Message with { Remaining = null }).Write),
        (13, "message: contact", Message.Write, (Message with { Contact = null }).Write),
        (14, "message: faults", Message.Write, (Message with { Faults = 99 }).Write),
        (15, "message: not before", Message.Write, (Message with { NotBefore = null }).Write),
        (16, "message: holder", Message.Write, (Message with { Holder = 0 }).Write),
    ];

    /// <summary>Every field, by its part and its number.</summary>
    internal static IEnumerable<(string Part, int Number)> All => Pins.Select(pin => (pin.What.Split(':')[0], pin.Number));

    [Fact]
    public void A8_Every_stored_value_has_the_number_it_always_had() => Assert.All(Pins, pin =>
    {
        (int Number, string Value)[] before = [.. Split(Records.Fields(pin.Before))];
        (int Number, string Value)[] after = [.. Split(Records.Fields(pin.After))];

        int[] changed = [.. before.Except(after).Concat(after.Except(before)).Select(field => field.Number).Distinct()];

        Assert.Equal([pin.Number], changed);
    });

    [Fact]
    public void A8_No_part_writes_a_field_that_is_not_in_the_table() => Assert.All(
        Pins.GroupBy(pin => pin.What.Split(':')[0], StringComparer.Ordinal),
        part => Assert.Equal(
            part.Select(pin => pin.Number).Order(),
            part.SelectMany(pin => (Action<FieldWriter>[])[pin.Before, pin.After]).SelectMany(write => Split(Records.Fields(write))).Select(field => field.Number).Distinct().Order()));

    /// <summary>Stored enumerations are read by number, too.</summary>
    [Fact]
    public void A8_Stored_enumerations_keep_their_numbers()
    {
        Assert.Equal([0, 1, 2], Enum.GetValues<ReceiptKind>().Select(kind => (int)kind));
        Assert.Equal((1, 2), ((int)ReceiptKind.Accepted, (int)ReceiptKind.Refused));
        AssertNumbers<RecoveryMethod>(0, "None", "BackupCodes", "RecoveryCode", "RecoveryKey", "SecurityCodes");
        AssertNumbers<ContactChannel>(1, "Email", "Sms", "Voice");
        AssertNumbers<MessageKind>(1, "SecurityCode", "Notice");
        AssertNumbers<ContactState>(0, "None", "Pending", "Verified", "Voided", "Leaving", "Removed", "Notice", "Left");
        AssertNumbers<ProofPurpose>(
            1, "SignIn", "ChangeSecuritySettings", "Recover", "ConfirmContact", "AnswerPrompt", "CancelWait", "UndoRemoval", "FreezeRecovery");
        string[] kinds =
        [
            "None", "CodesIssued", "CodeRedeemed", "AttemptRefused", "CodesLow", "CodesPending", "PendingCodesExpired", "CodesImported", "CodesRevoked", "ClockRepaired",
            "SessionsVoided", "CredentialsSet", "KeyDisablingScheduled", "AccountReopened", "SecurityCodeSent", "ContactAdded", "ContactConfirmed", "PendingContactExpired",
            "MessageNotDelivered", "19", "AccountErased", "ContactRemoved", "RemovalUndone", "WaitStarted", "WaitReminder", "WaitCancelled", "WaitEnded", "PromptAsked", "PromptSkipped",
            "PromptOverdue", "RecoveryCompleted", "RecoveryFrozen", "RecoveryReleased",
        ];
        Assert.Equal(kinds, Enumerable.Range(0, kinds.Length).Select(kind => ((RecoveryEventKind)kind).ToString()));
        Assert.Equal(kinds.Length - 1, Enum.GetValues<RecoveryEventKind>().Length);
        AssertNumbers<Refusal>(
            0,
            "None", "UnknownAccount", "NoCodes", "WrongCode", "AlreadySpent", "Superseded", "NothingPending", "Lapsed", "PasswordProofNeeded", "TwoStepProofNeeded",
            "TicketInvalid", "TicketExpired", "TicketVoid", "IdempotencyKeyReused", "HashNotAccepted", "CodesExist", "VoidedByRestore", "SecondProofNeeded", "RecoveryCodeNeeded",
            "TypedCodeMalformed", "TooManyFailures", "CredentialsNotSet", "GrantNeeded", "NotInThisState", "ContactProofNeeded", "AcknowledgementNeeded", "KeyExists",
            "TrustedDeviceNeeded", "ContactNotUsable", "ContactExists", "TooManyContacts", "OwnDomainAlone", "ChallengeOver", "ChannelUnavailable", "TooManyCodes",
            "Frozen", "SessionProofNeeded", "MoreProofNeeded", "TooManyWaits", "NothingAsked", "SkippedAlready", "PromptOverdue", "WaitRuns");
        AssertNumbers<ReceiptVerb>(
            1,
            "GenerateBackupCodes", "ConfirmBackupCodes", "RedeemBackupCode", "ImportBackupCodes", "GenerateRecoveryCode", "RedeemRecoveryCode", "BeginRecoveryKey",
            "ConfirmRecoveryKey", "RedeemRecoveryKey", "AddContact", "SendSecurityCode", "ResendSecurityCode", "VerifySecurityCode", "RemoveContact", "UndoRemoval",
            "RemoveAllContacts", "CancelWait", "SetNoticeAddress", "FreezeRecovery", "CompleteRecovery");
    }

    // All of them in a row, so that a new one asks for its place here.
    private static void AssertNumbers<T>(int first, params string[] names)
        where T : struct, Enum =>
        Assert.Equal(
            names.Select((name, i) => (name, first + i)),
            Enum.GetValues<T>().Select(value => (value.ToString(), Convert.ToInt32(value, CultureInfo.InvariantCulture))));

    private static Action<FieldWriter> InVersion1(Action<FieldWriter> write) => fields =>
    {
        foreach ((int number, string value) in Split(Records.Fields(write, version: 1)))
        {
            fields.Bytes(number, Convert.FromHexString(value));
        }
    };

    private static List<(int Number, string Value)> Split(byte[] fields)
    {
        var found = new List<(int, string)>();
        var reader = new FieldReader(fields);
        while (reader.Next())
        {
            found.Add((reader.Number, Convert.ToHexString(reader.Value)));
        }

        return found;
    }
}
