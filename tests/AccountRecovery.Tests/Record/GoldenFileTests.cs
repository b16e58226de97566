using System.Text;
using NodaTime;

namespace AccountRecovery;

public sealed class GoldenFileTests
{
    private static readonly RecordSealer Sealer = new(new KeyRing(GoldenRecord.Key, []));

    private static byte[] NewerFields => GoldenFiles.Read("v3-fields.hex", () => Records.Fields(GoldenRecord.Newer));

    private static byte[] NewerSealed => Golden("v3-readable-from-2-sealed.hex", 3, 2, GoldenRecord.Newer);

    private static byte[] TooNewSealed => Golden("v3-readable-from-3-sealed.hex", 3, 3, GoldenRecord.Newer);

    private static byte[] NewerContactsSealed => Golden("v3-contacts-readable-from-2-sealed.hex", 3, 2, GoldenContacts.Newer);

    private static byte[] NewerMachineSealed => Golden("v3-machine-readable-from-2-sealed.hex", 3, 2, GoldenMachine.Newer);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_Every_version_opens_and_its_fields_are_written_as_they_were(int version) =>
        Assert.Equal(Convert.ToHexString(Fields(version)), Convert.ToHexString(Records.Fields(Opened(version), (ushort)version)));

    /// <summary>The two versions of one record, read, are one record: what is written of either in the other's form is the other's file.</summary>
    [Fact]
    public void A8_What_is_read_of_one_version_is_written_in_the_form_of_the_other()
    {
        Func<int, byte[]>[] files = [Sealed, ErasedSealed, SavedSealed, ContactsSealed, MachineSealed];

        foreach (Func<int, byte[]> file in files)
        {
            AccountRecord one = Sealer.Open(GoldenRecord.Account, file(1));
            AccountRecord two = Sealer.Open(GoldenRecord.Account, file(2));

            Assert.Equal(Convert.ToHexString(Records.Fields(one, 1)), Convert.ToHexString(Records.Fields(two, 1)));
            Assert.Equal(Convert.ToHexString(Records.Fields(one, 2)), Convert.ToHexString(Records.Fields(two, 2)));
        }
    }

    /// <summary>What the library writes by itself is what the files say: the header names the version, and so does the lowest reader.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_A_version_is_written_with_its_own_number_and_readable_from_itself(int version)
    {
        byte[] written = new RecordSealer(new KeyRing(GoldenRecord.Key, []), (ushort)version).Seal(GoldenRecord.Account, GoldenMachine.Record);

        Assert.Equal(MachineSealed(version)[..23], written[..23]);
        Assert.Equal(MachineSealed(version).Length, written.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_Every_version_opens_to_its_record(int version)
    {
        AccountRecord record = Opened(version);

        Assert.Equal(GoldenRecord.BytesFrom(32, 0x40), [.. record.Secret.Bytes]);
        Assert.Equal(1_772_366_400_000_000, record.Epoch);
        Assert.Equal(Instant.FromUnixTimeTicks(17_723_664_001_234_560), record.Latest);
        Assert.Equal(2, record.Receipts.Length);
        Assert.Equal(GoldenRecord.BytesFrom(16, 0x50), record.Receipts[0].Id);
        Assert.Equal(GoldenRecord.BytesFrom(16, 0x60), record.Receipts[0].Input);
        Assert.Equal(GoldenRecord.At(-10), record.Receipts[0].At);
        Assert.Equal((ReceiptKind.Accepted, 9L, 1_772_366_400_000_000L), (record.Receipts[0].Kind, record.Receipts[0].Value, record.Receipts[0].Epoch));
        Assert.Equal((ReceiptKind.Refused, (long)Refusal.WrongCode, -1L), (record.Receipts[1].Kind, record.Receipts[1].Value, record.Receipts[1].Epoch));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_Every_version_opens_to_its_sets(int version)
    {
        BackupCodePart part = Opened(version).BackupCodes;
        CodeSet live = part.Live!;
        CodeSet pending = part.Pending!;

        Assert.Equal((4, (Instant?)GoldenRecord.At(86_400)), (part.SetsNumbered, part.PendingUntil));
        Assert.Equal((3, "digits:4 4", "argon2id", "v=19,m=19456,t=2,p=1", false), (live.Number, live.Format.ToString(), live.Scheme, live.Cost, live.Imported));
        Assert.Equal((4, "crockford32:5-5-5-5-5:check", "hmac-sha256", "", true), (pending.Number, pending.Format.ToString(), pending.Scheme, pending.Cost, pending.Imported));
        Assert.Equal(GoldenRecord.BytesFrom(16, 3), live.Salt);
        Assert.Equal(GoldenRecord.At(-3_600), live.IssuedAt);
        Assert.Equal([null, GoldenRecord.At(-60)], live.Codes.Select(code => code.SpentAt));
        Assert.Equal(GoldenRecord.BytesFrom(32, 0x90), live.Codes[0].Tag);
        Assert.Equal(GoldenRecord.BytesFrom(32, 0xB0), live.Codes[1].Tag);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_Every_version_opens_to_its_budgets(int version)
    {
        AttemptBudget anonymous = Opened(version).BackupCodes.Budgets.Anonymous;
        AttemptBudget attested = Opened(version).BackupCodes.Budgets.Attested;
        AttemptCharge charge = Assert.Single(anonymous.InFlight);

        Assert.Equal((7, (Instant?)GoldenRecord.At(120), true, 77L), (anonymous.Failures, anonymous.PausedUntil, anonymous.Closed, anonymous.LastCharge));
        Assert.Equal((2, (Instant?)null, false, 72L), (attested.Failures, attested.PausedUntil, attested.Closed, attested.LastCharge));
        Assert.Equal((77L, GoldenRecord.At(-1)), (charge.Number, charge.At));
        Assert.Equal(("corr-charge", "203.0.113.7", "Firefox \u00FCber Linux"), (charge.From.CorrelationId, charge.From.Source, charge.From.Device));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_Every_version_opens_to_its_queue_and_the_events_keep_their_ids(int version)
    {
        AccountRecord record = Opened(version);
        EventQueue queue = record.Events;
        RecoveryEvent happened = queue.Items[1].ToEvent(GoldenRecord.Account, record.Secret);

        Assert.Equal((42L, 41L, -4_242_424_242L, 2), (queue.LastSequence, queue.FrozenThrough, queue.Holder, queue.Faults));
        Assert.Equal(GoldenRecord.At(60), queue.HeldUntil);
        Assert.Equal([41L, 42L], queue.Items.Select(item => item.Sequence));
        Assert.Equal([false, true], queue.Items.Select(item => item.Attested));
        Assert.Equal((RecoveryEventKind.AttemptRefused, RecoveryMethod.BackupCodes, GoldenRecord.At(-2)), (happened.Kind, happened.Method, happened.At));
        Assert.Equal((5, 8, 3), (happened.Count, happened.Remaining, happened.SetNumber));
        Assert.Equal("ef54e82c21b16174a53369fa9324bcdb", happened.Id.ToString());
        Assert.Equal(("corr-event", "203.0.113.7", "Firefox \u00FCber Linux"), (happened.CorrelationId, happened.Source, happened.Device));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_A_record_of_every_version_with_saved_codes_opens_and_says_what_it_said(int version)
    {
        AccountRecord record = Sealer.Open(GoldenRecord.Account, SavedSealed(version));

        Assert.Equal((2, (Instant?)GoldenRecord.At(-30)), (record.RecoveryCode.Code!.Number, record.RecoveryCode.Code.SpentAt));
        Assert.Equal((5, 6, (Instant?)GoldenRecord.At(2_592_000)), (record.RecoveryKey.Slot.Live!.Number, record.RecoveryKey.Pending!.Number, record.RecoveryKey.DisabledFrom));
        Assert.Equal(new Reentry(GoldenRecord.At(-40), GoldenRecord.At(86_360)) { CredentialsSetAt = GoldenRecord.At(-20) }, record.Access.Reentry);
        Assert.Equal(Convert.ToHexString(Records.Fields(GoldenRecord.Saved, (ushort)version)), Convert.ToHexString(Records.Fields(record, (ushort)version)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_A_record_of_every_version_with_contacts_opens_and_says_what_it_said(int version)
    {
        AccountRecord record = Sealer.Open(GoldenRecord.Account, ContactsSealed(version));

        Contact voided = record.Contacts.Items[2];
        Assert.Equal([7, 2, 5, 4], record.Contacts.Items.Select(contact => contact.Number).Prepend(record.Contacts.Numbered));
        Assert.Equal([ContactState.Verified, ContactState.Pending, ContactState.Voided], record.Contacts.Items.Select(contact => contact.State));
        Assert.Equal((ContactChannel.Voice, "+12025550143", "US", GoldenRecord.At(-7_000), true), (voided.Channel, voided.Address, voided.Country, voided.AddedAt, voided.SettlesAtOnce));
        Assert.Equal([GoldenRecord.At(259_160), GoldenRecord.At(-6_900), GoldenRecord.At(-6_800)], (Instant?[])[voided.Until, voided.VerifiedAt, voided.ShownAt]);
        Assert.Equal(
            new Challenge(0x1122_3344_5566_7788, 2, ProofPurpose.Recover, ContactChannel.Email, IsAttested: true, GoldenRecord.At(-100), GoldenRecord.At(500)) { Sends = 2, Tries = 4 },
            record.SecurityCodes.Challenges[0]);
        Assert.Equal([new CodeSend(GoldenRecord.At(-500), 2, IsAttested: true), new CodeSend(GoldenRecord.At(-100), 5, IsAttested: false)], record.SecurityCodes.Sends);
        Assert.Equal((8, 91L, 1, 92L), (record.SecurityCodes.Budgets.Anonymous.Failures, record.SecurityCodes.Budgets.Anonymous.LastCharge, record.SecurityCodes.Budgets.Attested.Failures, record.SecurityCodes.Budgets.Attested.LastCharge));
        Assert.Equal((5, ContactChannel.Sms, "pt-BR"), (record.Events.Items[1].Contact, record.Events.Items[1].Channel, record.Events.Items[1].From.Culture));
        Assert.True(record.Access.Reentry!.HadContacts);
        Assert.Equal(Convert.ToHexString(Records.Fields(GoldenContacts.Record, (ushort)version)), Convert.ToHexString(Records.Fields(record, (ushort)version)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_A_record_of_every_version_with_a_wait_opens_and_says_what_it_said(int version)
    {
        AccountRecord record = Sealer.Open(GoldenRecord.Account, MachineSealed(version));
        AccessPart access = record.Access;

        Assert.Equal(new Wait(GoldenRecord.At(-600), GoldenRecord.At(2_591_400)) { LastTold = GoldenMachine.ToldOnDay21 }, access.Wait);
        Assert.Equal([GoldenRecord.At(-5_000_000), GoldenRecord.At(-600)], access.WaitStarts);
        Assert.Equal(new Prompt(GoldenRecord.At(-86_500)) { SkippedUntil = GoldenRecord.At(100), IsOverdueTold = true }, access.Prompt);
        Assert.Equal([GoldenRecord.At(-4_000_000), GoldenRecord.At(-86_501), GoldenRecord.At(-5)], (Instant?[])[access.CancelledAt, access.SignedInAt, access.FrozenAt]);
        Assert.True(access.Reentry!.IsAfterWait);
        Assert.Equal([ContactState.Leaving, ContactState.Pending, ContactState.Removed], record.Contacts.Items.Select(contact => contact.State));
        Assert.Equal([GoldenRecord.At(-600), null, GoldenRecord.At(-700)], record.Contacts.Items.Select(contact => contact.LeftAt));
        Assert.Equal([GoldenRecord.At(-800), null, null], record.Contacts.Items.Select(contact => contact.ReturnedAt));
        Assert.Equal([false, true, false], record.Contacts.Items.Select(contact => contact.IsForNotices));
        Assert.Equal(Convert.ToHexString(Records.Fields(GoldenMachine.Record, (ushort)version)), Convert.ToHexString(Records.Fields(record, (ushort)version)));
    }

    [Fact]
    public void A8_A_newer_record_with_a_wait_keeps_what_this_version_does_not_know()
    {
        AccountRecord record = Sealer.Open(GoldenRecord.Account, NewerMachineSealed);

        Assert.NotEqual(UnknownFields.None, record.Access.Wait!.Unknown);
        Assert.NotEqual(UnknownFields.None, record.Access.Prompt!.Unknown);
        Assert.Equal(Convert.ToHexString(Records.Fields(GoldenMachine.Newer)), Convert.ToHexString(Records.Fields(record)));
    }

    /// <summary>A code that was sent, and a message that may have been: both are good for what they were good for.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_Messages_of_every_version_open_and_keep_their_ids_and_codes(int version)
    {
        AccountRecord record = Sealer.Open(GoldenRecord.Account, ContactsSealed(version));

        QueuedMessage notice = record.Messages.Find(32)!;
        Assert.Equal((MessageKind.Notice, RecoveryEventKind.ContactAdded, RecoveryMethod.SecurityCodes), (notice.Kind, notice.About, notice.Method));
        Assert.Equal([new Recipient(2), new Recipient(4, IsCounted: true)], notice.To);
        Assert.Equal((3, 6, 5, 2, -77L, GoldenRecord.At(20)), (notice.Count, notice.Remaining, notice.Contact, notice.Faults, notice.Holder, notice.NotBefore));
        Assert.Equal("c468eea7aa964e31b088ec36e5261847", notice.IdUnder(record.Secret, 4).ToString());
        Assert.Equal("262 4193", SecurityCodeDerivation.Code(record.Secret, record.SecurityCodes.Challenges[0]).Reveal());
    }

    [Fact]
    public void A8_Fields_of_a_newer_version_about_contacts_survive_a_rewrite_and_a_change()
    {
        AccountRecord opened = Sealer.Open(GoldenRecord.Account, NewerContactsSealed);
        AccountRecord rewritten = Sealer.Open(GoldenRecord.Account, Sealer.Seal(GoldenRecord.Account, opened));
        Challenge challenge = opened.SecurityCodes.Challenges[0];
        MessageQueue leased = opened.Messages.Lease(1, GoldenRecord.At(30));
        AccountRecord changed = opened with
        {
            Contacts = opened.Contacts.Put(opened.Contacts.Pending!.Confirm(GoldenRecord.At(1))),
            SecurityCodes = opened.SecurityCodes.Put(challenge with { Tries = 5 }).Reopen(),
            Messages = leased.Settle(leased.Items[1], [new Recipient(2)], GoldenRecord.At(30)),
        };

        byte[] newer = Records.Fields(GoldenContacts.Newer);
        Assert.Equal(Convert.ToHexString(newer), Convert.ToHexString(Records.Fields(rewritten)));
        Assert.Equal(Counts(newer, GoldenContacts.Levels), Counts(Records.Fields(changed), GoldenContacts.Levels));
        Assert.All(Counts(newer, GoldenContacts.Levels), count => Assert.True(count > 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A8_An_erased_record_of_every_version_opens_as_erased_and_its_events_keep_their_ids(int version)
    {
        AccountRecord record = Sealer.Open(GoldenRecord.Account, ErasedSealed(version));

        Assert.Equal(GoldenRecord.At(5), record.ErasedAt);
        Assert.Equal(
            [(42L, RecoveryEventKind.AccountErased, "0123456789abcdef000000000000002a"), (43L, RecoveryEventKind.AccountErased, "1962e22b1cd62d4e49127e5c11b2bc1f")],
            record.Events.Items.Select(item => (item.Sequence, item.Kind, item.IdUnder(record.Secret).ToString())));
        Assert.Equal(Convert.ToHexString(Records.Fields(GoldenRecord.Erased, (ushort)version)), Convert.ToHexString(Records.Fields(record, (ushort)version)));
    }

    [Fact]
    public void A8_A_newer_version_that_says_so_is_read_and_its_fields_survive_a_rewrite()
    {
        AccountRecord opened = Sealer.Open(GoldenRecord.Account, NewerSealed);

        AccountRecord rewritten = Sealer.Open(GoldenRecord.Account, Sealer.Seal(GoldenRecord.Account, opened));

        Assert.Equal(Convert.ToHexString(NewerFields), Convert.ToHexString(Records.Fields(rewritten)));
    }

    /// <summary>The rewrite need not keep a record as it was: what changes, changes, and what is unknown stays beside it.</summary>
    [Fact]
    public void A8_Fields_of_a_newer_version_stay_where_a_rule_changes_the_record()
    {
        AccountRecord opened = Sealer.Open(GoldenRecord.Account, NewerSealed);
        BackupCodePart part = opened.BackupCodes;
        CodeSet spent = part.Live! with { Codes = part.Live.Codes.SetItem(0, part.Live.Codes[0] with { SpentAt = GoldenRecord.At(1) }) };

        AccountRecord changed = opened with
        {
            Epoch = 1,
            BackupCodes = part with { Live = spent, Budgets = part.Budgets with { Anonymous = part.Budgets.Anonymous.Reopened() } },
            Events = opened.Events.Lease(1, GoldenRecord.At(1)),
        };

        Assert.Equal(Counts(NewerFields, GoldenRecord.Levels), Counts(Records.Fields(changed), GoldenRecord.Levels));
        Assert.All(Counts(NewerFields, GoldenRecord.Levels), count => Assert.True(count > 0));
    }

    [Fact]
    public void A8_A_version_that_cannot_be_read_is_refused_and_says_which()
    {
        RecordUnreadableException fault = Assert.Throws<RecordUnreadableException>(() => Sealer.Open(GoldenRecord.Account, TooNewSealed));

        Assert.Equal(RecordFault.NewerVersion, fault.Fault);
        Assert.Contains("version 3", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("010100")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF")]
    public void A_record_that_opens_to_nonsense_is_malformed(string fields)
    {
        byte[] bytes = GoldenFiles.Seal(GoldenRecord.Key, GoldenRecord.Account, 1, 1, Convert.FromHexString(fields));

        Assert.Equal(RecordFault.Malformed, Assert.Throws<RecordUnreadableException>(() => Sealer.Open(GoldenRecord.Account, bytes)).Fault);
    }

    [Fact]
    public void A_set_in_a_format_that_is_none_is_malformed()
    {
        byte[] fields = Records.Fields(record =>
        {
            record.Bytes(1, new byte[RecordSecret.Size]);
            record.Part(4, part => part.Part(1, set => set.Text(2, "digits:0")));
        });
        byte[] bytes = GoldenFiles.Seal(GoldenRecord.Key, GoldenRecord.Account, 1, 1, fields);

        Assert.Equal(RecordFault.Malformed, Assert.Throws<RecordUnreadableException>(() => Sealer.Open(GoldenRecord.Account, bytes)).Fault);
    }

    private static byte[] Fields(int version) => GoldenFiles.Read($"v{version}-fields.hex", () => Records.Fields(GoldenRecord.Full, (ushort)version));

    private static byte[] Sealed(int version) => Golden($"v{version}-sealed.hex", version, version, GoldenRecord.Full);

    private static byte[] ErasedSealed(int version) => Golden($"v{version}-erased-sealed.hex", version, version, GoldenRecord.Erased);

    private static byte[] SavedSealed(int version) => Golden($"v{version}-saved-codes-sealed.hex", version, version, GoldenRecord.Saved);

    private static byte[] ContactsSealed(int version) => Golden($"v{version}-contacts-sealed.hex", version, version, GoldenContacts.Record);

    private static byte[] MachineSealed(int version) => Golden($"v{version}-machine-sealed.hex", version, version, GoldenMachine.Record);

    private static AccountRecord Opened(int version) => Sealer.Open(GoldenRecord.Account, Sealed(version));

    private static byte[] Golden(string name, int writtenBy, int readableFrom, AccountRecord record) => GoldenFiles.Read(
        name, () => GoldenFiles.Seal(GoldenRecord.Key, GoldenRecord.Account, (ushort)writtenBy, (ushort)readableFrom, Records.Fields(record, (ushort)Math.Min(writtenBy, 2))));

    private static int[] Counts(byte[] fields, IEnumerable<string> levels)
    {
        string text = Encoding.Latin1.GetString(fields);
        return [.. levels.Select(level => text.Split($"unknown-{level}", StringSplitOptions.None).Length - 1)];
    }
}
