using System.Diagnostics;
using System.Text;

namespace AccountRecovery;

/// <summary>The calls for which receipts are stored. The numbers are stored.</summary>
internal enum ReceiptVerb
{
    GenerateBackupCodes = 1,
    ConfirmBackupCodes = 2,
    RedeemBackupCode = 3,
    ImportBackupCodes = 4,
    GenerateRecoveryCode = 5,
    RedeemRecoveryCode = 6,
    BeginRecoveryKey = 7,
    ConfirmRecoveryKey = 8,
    RedeemRecoveryKey = 9,
    AddContact = 10,
    SendSecurityCode = 11,
    ResendSecurityCode = 12,
    VerifySecurityCode = 13,
    RemoveContact = 14,
    UndoRemoval = 15,
    RemoveAllContacts = 16,
    CancelWait = 17,
    SetNoticeAddress = 18,
    FreezeRecovery = 19,
    CompleteRecovery = 20,
}

/// <summary>Identifies a call by verb, session and the host's idempotency key. A repetition of the call must also have the same input.</summary>
internal sealed record ReceiptRequest(ReceiptVerb Verb, string? Session, string Key, byte[] Input)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Session { get; init; } = Session;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Key { get; init; } = Key;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal byte[] Input { get; init; } = Input;

    internal static ReceiptRequest? For(ReceiptVerb verb, Caller caller, byte[] input) =>
        caller.GivenKey is { } key ? new ReceiptRequest(verb, caller.GivenSession, key, input) : null;

    /// <summary>
    /// The input of an attempt, by which a repetition is recognized: the purpose and the typed text, cut off at a maximum length as all input is.
    /// </summary>
    internal static byte[] InputOf(ProofPurpose purpose, string? typed) =>
        [(byte)purpose, .. Encoding.UTF8.GetBytes(typed is null ? string.Empty : typed[..Math.Min(typed.Length, CodeNormalizer.MaxTyped + 1)])];

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

    // The generated ToString of a record prints its members, which must stay out of logs as they do in Caller.
    public override string ToString() => nameof(ReceiptRequest);
}
