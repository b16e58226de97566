using System.Text;
using NodaTime;

namespace AccountRecovery;

/// <summary>The golden record with a wait, a question and a freeze beside all that <see cref="GoldenContacts.Record"/> has. No account has them all at once; each field is there to be read.</summary>
internal static class GoldenMachine
{
    internal static AccountRecord Record
    {
        get
        {
            AccountRecord record = GoldenContacts.Record;
            return record with
            {
                Contacts = record.Contacts with
                {
                    Items =
                    [
                        GoldenContacts.Verified with { State = ContactState.Leaving, LeftAt = GoldenRecord.At(-600), ReturnedAt = GoldenRecord.At(-800) },
                        GoldenContacts.Pending with { IsForNotices = true },
                        GoldenContacts.Voided with { State = ContactState.Removed, LeftAt = GoldenRecord.At(-700), Until = GoldenRecord.At(2_591_300) },
                    ],
                },
                Access = record.Access with
                {
                    Reentry = record.Access.Reentry! with { IsAfterWait = true },
                    Wait = new Wait(GoldenRecord.At(-600), GoldenRecord.At(2_591_400)) { LastTold = ToldOnDay21 },
                    WaitStarts = [GoldenRecord.At(-5_000_000), GoldenRecord.At(-600)],
                    CancelledAt = GoldenRecord.At(-4_000_000),
                    Prompt = new Prompt(GoldenRecord.At(-86_500)) { SkippedUntil = GoldenRecord.At(100), IsOverdueTold = true },
                    SignedInAt = GoldenRecord.At(-86_501),
                    FrozenAt = GoldenRecord.At(-5),
                },
            };
        }
    }

    /// <summary>The same as a newer version might write it: with a field of its own at each level that has come since.</summary>
    internal static AccountRecord Newer => Record with
    {
        Access = Record.Access with { Wait = Record.Access.Wait! with { Unknown = Unknown("wait") }, Prompt = Record.Access.Prompt! with { Unknown = Unknown("prompt") } },
    };

    /// <summary>In version 1: three reminders.</summary>
    internal static Instant ToldOnDay21 => GoldenRecord.At(-600) + Duration.FromDays(21);

    private static UnknownFields Unknown(string level) => UnknownFields.None.With(100, Encoding.ASCII.GetBytes($"unknown-{level};"));
}
