using System.Collections.Immutable;

namespace AccountRecovery;

/// <summary>A build that does not know some fields: for it they have numbers that nobody knows. What it does not know it does not write, but for what it has kept.</summary>
internal sealed class OlderBuild(ImmutableHashSet<(string Part, int Number)> hidden)
{
    // Far above all numbers that are given, and none that the generated records have.
    private const int Away = 1_000_000_000;

    private static readonly Dictionary<(string Part, int Number), string> Inside = new()
    {
        [("record", 4)] = "part",
        [("record", 5)] = "queue",
        [("record", 6)] = "receipt",
        [("record", 7)] = "slot",
        [("record", 8)] = "key",
        [("record", 9)] = "access",
        [("record", 10)] = "contacts",
        [("record", 11)] = "security codes",
        [("record", 12)] = "messages",
        [("part", 1)] = "set",
        [("part", 2)] = "set",
        [("part", 4)] = "budget",
        [("part", 5)] = "budget",
        [("set", 6)] = "code",
        [("budget", 5)] = "charge",
        [("charge", 3)] = "trace",
        [("queue", 1)] = "event",
        [("event", 5)] = "trace",
        [("slot", 1)] = "saved code",
        [("slot", 3)] = "budget",
        [("slot", 4)] = "budget",
        [("key", 1)] = "slot",
        [("key", 2)] = "saved code",
        [("access", 1)] = "re-entry",
        [("access", 4)] = "wait",
        [("access", 7)] = "prompt",
        [("contacts", 1)] = "contact",
        [("security codes", 1)] = "challenge",
        [("security codes", 2)] = "send",
        [("security codes", 3)] = "budget",
        [("security codes", 4)] = "budget",
        [("messages", 1)] = "message",
        [("message", 6)] = "trace",
    };

    /// <summary>The record as that build reads it.</summary>
    internal AccountRecord Open(AccountRecord record) => AccountRecord.Read(new FieldReader(Map(Records.Fields(record), "record", opens: true)));

    /// <summary>What the build that knows all fields reads of what that build writes.</summary>
    internal AccountRecord Close(AccountRecord record) => AccountRecord.Read(new FieldReader(Map(Records.Fields(record), "record", opens: false)));

    /// <summary>Whether the record has any of the fields that this build does not know.</summary>
    internal bool Misses(AccountRecord record) => Has(Records.Fields(record), "record");

    private byte[] Map(byte[] fields, string part, bool opens) => Records.Fields(written =>
    {
        var reader = new FieldReader(fields);
        while (reader.Next())
        {
            byte[] value = reader.Value.ToArray();
            if (hidden.Contains((part, reader.Number)))
            {
                if (opens)
                {
                    written.Bytes(reader.Number + Away, value);
                }
            }
            else if (!opens && hidden.Contains((part, reader.Number - Away)))
            {
                written.Bytes(reader.Number - Away, value);
            }
            else
            {
                written.Bytes(reader.Number, Inside.TryGetValue((part, reader.Number), out string? inner) ? Map(value, inner, opens) : value);
            }
        }
    });

    private bool Has(byte[] fields, string part)
    {
        var reader = new FieldReader(fields);
        bool has = false;
        while (reader.Next())
        {
            has |= hidden.Contains((part, reader.Number))
                || (Inside.TryGetValue((part, reader.Number), out string? inner) && Has(reader.Value.ToArray(), inner));
        }

        return has;
    }
}
