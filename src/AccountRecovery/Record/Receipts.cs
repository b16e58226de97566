using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;

namespace AccountRecovery;

/// <summary>The most recent receipts of an account.</summary>
internal static class Receipts
{
    internal const int Kept = 8;

    internal static readonly Duration Lifetime = Duration.FromHours(24);

    /// <summary>
    /// Returns the receipt of this call; a receipt of <see cref="ReceiptKind.Refused"/> with <see cref="Refusal.IdempotencyKeyReused"/> if the idempotency key
    /// was used with other input; null if the call is new.
    /// </summary>
    internal static Receipt? Find(AccountRecord record, ReceiptRequest? ask, Instant now)
    {
        if (ask is null || record.Receipts.IsEmpty)
        {
            return null;
        }

        byte[] id = ask.IdUnder(record.Secret);
        Receipt? found = record.Receipts.LastOrDefault(receipt =>
            now < receipt.At + Lifetime && CryptographicOperations.FixedTimeEquals(receipt.Id.AsSpan(), id));
        if (found is null || CryptographicOperations.FixedTimeEquals(found.Input.AsSpan(), ask.InputUnder(record.Secret)))
        {
            return found;
        }

        return found with { Kind = ReceiptKind.Refused, Value = (long)Refusal.IdempotencyKeyReused };
    }

    /// <summary>Whether the receipt says that the idempotency key was used with other input. Such an answer is not a repetition.</summary>
    internal static bool IsReuse(Receipt receipt) => receipt is { Kind: ReceiptKind.Refused, Value: (long)Refusal.IdempotencyKeyReused };

    internal static AccountRecord Keep(AccountRecord record, ReceiptRequest? ask, ReceiptKind kind, Instant value, Instant now) =>
        Keep(record, ask, kind, Microseconds.From(value), now);

    internal static AccountRecord Keep(AccountRecord record, ReceiptRequest? ask, ReceiptKind kind, long value, Instant now)
    {
        if (ask is null)
        {
            return record;
        }

        var receipt = new Receipt([.. ask.IdUnder(record.Secret)], [.. ask.InputUnder(record.Secret)], now, kind, value, record.Epoch);
        ImmutableArray<Receipt> kept = record.Receipts.Add(receipt);
        return record with { Receipts = kept.Length > Kept ? kept.RemoveAt(0) : kept };
    }
}
