using System.Text;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Takes two accounts for one, as a collation or a column of another type does.</summary>
internal sealed class BrokenIds(Func<string, string> fold) : PlainStore
{
    internal static BrokenIds ByCase()
    {
        // The collation compares; it keeps the text that came first.
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return new BrokenIds(text =>
        {
            lock (first)
            {
                return first.TryGetValue(text, out string? known) ? known : first[text] = text;
            }
        });
    }

    internal static BrokenIds ByNormalization() => new(text => text.Normalize(NormalizationForm.FormC));

    internal static BrokenIds BySpacesAtTheEnd() => new(text => text.TrimEnd(' '));

    internal static BrokenIds ByNumber() => new(text => text.All(char.IsAsciiDigit) ? text.TrimStart('0') : text);

    internal static BrokenIds ByZeroByte() => new(text => text.Split('\0')[0]);

    internal static BrokenIds ByLength() => new(text => Encoding.UTF8.GetByteCount(text) > 255 ? text[..^1] : text);

    public override ValueTask<StoredRecord?> ReadAsync(AccountId account, CancellationToken cancellationToken) => base.ReadAsync(Folded(account), cancellationToken);

    public override ValueTask<bool> TryWriteAsync(AccountId account, Revision? expected, StoredRecord next, CancellationToken cancellationToken) => base.TryWriteAsync(Folded(account), expected, next, cancellationToken);

    public override ValueTask<bool> TryDeleteAsync(AccountId account, Revision expected, CancellationToken cancellationToken) => base.TryDeleteAsync(Folded(account), expected, cancellationToken);

    private AccountId Folded(AccountId account) => new(fold(account.Value));
}
