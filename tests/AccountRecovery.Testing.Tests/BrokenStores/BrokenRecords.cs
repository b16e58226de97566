using AccountRecovery.Ports;
using NodaTime;

namespace AccountRecovery;

/// <summary>Stores that do not give back what they were given.</summary>
internal static class BrokenRecords
{
    internal sealed class EmptyInsteadOfNothing : PlainStore
    {
        public override async ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) =>
            await base.ReadAsync(account, cancellationToken) ?? new StoredRecord(default, null, default);
    }

    internal sealed class TruncatesLargeBytes : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            base.TryWriteAsync(account, expected, next with { Sealed = next.Sealed[..Math.Min(8_000, next.Sealed.Length)] }, cancellationToken);
    }

    internal sealed class KeepsRevisionsAsDoubles : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken)
        {
            Revision? stored = Peek(account)?.Revision;
            return base.TryWriteAsync(account, (double?)expected?.Value == (double?)stored?.Value ? stored : expected, next, cancellationToken);
        }
    }

    internal sealed class KeepsMilliseconds : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            base.TryWriteAsync(account, expected, next with { Due = next.Due is { } due ? Instant.FromUnixTimeMilliseconds(due.ToUnixTimeMilliseconds()) : null }, cancellationToken);
    }

    internal sealed class KeepsNoneAsEpoch : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            base.TryWriteAsync(account, expected, next with { Due = next.Due ?? NodaConstants.UnixEpoch }, cancellationToken);
    }

    internal sealed class KeepsCallersBuffer : PlainStore
    {
        public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Replace(account, expected, next));
    }

    internal sealed class HandsOutItsOwnBuffer : PlainStore
    {
        public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => ValueTask.FromResult(Peek(account));
    }

    internal sealed class ReadsIntoOneBuffer : PlainStore
    {
        private readonly byte[] _buffer = new byte[20_000];

        public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken)
        {
            StoredRecord? kept = Peek(account);
            kept?.Sealed.CopyTo(_buffer);
            return ValueTask.FromResult(kept is null ? null : kept with { Sealed = _buffer.AsMemory(0, kept.Sealed.Length) });
        }
    }
}
