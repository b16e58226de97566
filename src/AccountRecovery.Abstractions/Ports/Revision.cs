namespace AccountRecovery.Ports;

/// <summary>Names one written state of one record. Random, made by the library, never reused: only equality counts.</summary>
/// <param name="Value">Any 64 bits.</param>
public readonly record struct Revision(long Value);
