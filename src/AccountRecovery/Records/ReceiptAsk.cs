using System.Diagnostics;

namespace AccountRecovery;

/// <summary>The calls that keep a receipt. The numbers are stored.</summary>
internal enum ReceiptVerb
{
    GenerateBackupCodes = 1,
    ConfirmBackupCodes = 2,
    RedeemBackupCode = 3,
    ImportBackupCodes = 4,
}

/// <summary>What makes two calls the same call: verb, session and the host's key; and what must then be the same: the input.</summary>
internal sealed record ReceiptAsk(ReceiptVerb Verb, string? Session, string Key, byte[] Input)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Session { get; init; } = Session;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Key { get; init; } = Key;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal byte[] Input { get; init; } = Input;

    internal static ReceiptAsk? For(ReceiptVerb verb, Caller caller, byte[] input) =>
        caller.GivenKey is { } key ? new ReceiptAsk(verb, caller.GivenSession, key, input) : null;

    internal byte[] IdUnder(RecordSecret secret)
    {
        var purpose = new PurposeInput(stackalloc byte[1024], "AccountRecovery receipt");
        purpose.Add((long)Verb);
        purpose.Add(Session is null ? 0L : 1L);
        purpose.Add(Session ?? string.Empty);
        purpose.Add(Key);
        byte[] id = new byte[Receipt.TagSize];
        Derivation.Tag(secret.Bytes, purpose, id);
        return id;
    }

    internal byte[] InputUnder(RecordSecret secret)
    {
        var purpose = new PurposeInput(new byte[64 + Input.Length], "AccountRecovery receipt input");
        purpose.Add(Input);
        byte[] tag = new byte[Receipt.TagSize];
        Derivation.Tag(secret.Bytes, purpose, tag);
        return tag;
    }

    // A record prints its members, and these stay out of logs as they do in Caller.
    public override string ToString() => nameof(ReceiptAsk);
}
