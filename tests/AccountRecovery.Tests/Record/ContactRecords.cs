using FsCheck;
using FsCheck.Fluent;

namespace AccountRecovery;

/// <summary>The parts of a record about contacts, as they might be.</summary>
internal static class ContactRecords
{
    internal static Gen<ContactPart> Contacts => Gen.OneOf(
        Gen.Constant(ContactPart.None),
        from items in Records.Several(OneContact)
        from numbered in Records.Ints
        from unknown in Records.Unknown
        select new ContactPart { Items = items, Numbered = numbered, Unknown = unknown });

    internal static Gen<SecurityCodePart> SecurityCodes => Gen.OneOf(
        Gen.Constant(SecurityCodePart.None),
        from challenges in Records.Several(Challenges)
        from sends in Records.Several(Sends)
        from budgets in Records.Budgets.Two()
        from unknown in Records.Unknown
        select new SecurityCodePart { Challenges = challenges, Sends = sends, Budgets = new AttemptBudgets(budgets.Item1, budgets.Item2), Unknown = unknown });

    internal static Gen<MessageQueue> Messages => Gen.OneOf(
        Gen.Constant(MessageQueue.Empty),
        from items in Records.Several(OneMessage)
        from last in Records.Longs
        from unknown in Records.Unknown
        select new MessageQueue { Items = items, LastNumber = last, Unknown = unknown });

    private static Gen<ContactChannel> Channels => Gen.Elements(ContactChannel.Email, ContactChannel.Sms, ContactChannel.Voice);

    private static Gen<Contact> OneContact =>
        from number in Records.Ints
        from channel in Channels
        from texts in Records.Texts.Two()
        from state in Gen.Choose(0, 8)
        from added in Records.Times
        from times in Records.MaybeTimes.Three()
        from first in Records.Flags.Two()
        from left in Records.MaybeTimes.Two()
        from unknown in Records.Unknown
        select new Contact(number, channel, texts.Item1 ?? "m@example.com", (ContactState)state, added)
        {
            Country = texts.Item2,
            Until = times.Item1,
            VerifiedAt = times.Item2,
            ShownAt = times.Item3,
            SettlesAtOnce = first.Item1,
            LeftAt = left.Item1,
            ReturnedAt = left.Item2,
            IsForNotices = first.Item2,
            Unknown = unknown,
        };

    private static Gen<Challenge> Challenges =>
        from id in Records.Longs
        from numbers in Records.Ints.Three()
        from purpose in Gen.Choose(1, 8)
        from channel in Channels
        from attested in Records.Flags
        from times in Records.Times.Two()
        from unknown in Records.Unknown
        select new Challenge(id, numbers.Item1, (ProofPurpose)purpose, channel, attested, times.Item1, times.Item2) { Sends = numbers.Item2, Tries = numbers.Item3, Unknown = unknown };

    private static Gen<CodeSend> Sends =>
        from at in Records.Times
        from contact in Records.Ints
        from attested in Records.Flags
        select new CodeSend(at, contact, attested);

    private static Gen<Recipient> Recipients =>
        from contact in Gen.OneOf(Gen.Choose(0, 20), Gen.Constant(int.MaxValue))
        from counted in Records.Flags
        select new Recipient(contact, counted);

    private static Gen<QueuedMessage> OneMessage =>
        from number in Records.Longs
        from kinds in Gen.Choose(0, 32).Two()
        from to in Records.Several(Recipients)
        from times in Records.Times.Two()
        from notBefore in Records.MaybeTimes
        from trace in Records.Traces
        from longs in Records.Longs.Two()
        from numbers in Records.Ints.ArrayOf(5)
        from given in Records.Flags.ArrayOf(3)
        from unknown in Records.Unknown
        select new QueuedMessage(number, (MessageKind)(1 + (kinds.Item1 % 2)), to, times.Item1, times.Item2, trace)
        {
            Challenge = given[0] ? longs.Item1 : null,
            Send = numbers[0],
            About = (RecoveryEventKind)kinds.Item2,
            Method = (RecoveryMethod)(kinds.Item1 % 5),
            Count = numbers[1],
            Remaining = given[1] ? numbers[2] : null,
            Contact = given[2] ? numbers[3] : null,
            Faults = numbers[4],
            NotBefore = notBefore,
            Holder = longs.Item2,
            Unknown = unknown,
        };
}
