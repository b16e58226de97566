namespace RecoveryCli;

/// <summary>Codes were made, and then their sheet could not be written. A recovery code is revoked then, since only who knows it could replace it.</summary>
/// <param name="file">The file; null for standard output.</param>
/// <param name="why">What the system said.</param>
internal sealed class SheetLostException(string? file, Exception why)
    : Exception($"The codes were made, but the sheet could not be written to {file ?? "standard output"}: {why.Message.TrimEnd('.')}. Nobody can show them again. Make new ones to another place, with another idempotency key if you gave one; they replace these.", why);
