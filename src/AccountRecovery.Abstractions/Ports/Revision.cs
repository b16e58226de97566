namespace AccountRecovery.Ports;

/// <summary>
/// Identifies one written state of one record. The library creates each revision at random and never reuses
/// it. Only equality has a meaning; revisions have no order.
/// </summary>
/// <param name="Value">Any 64 bits.</param>
public readonly record struct Revision(long Value);
