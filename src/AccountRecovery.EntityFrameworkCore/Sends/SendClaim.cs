namespace AccountRecovery;

/// <summary>One counter that must have room for a message.</summary>
/// <param name="Scope">The counter's name.</param>
/// <param name="Since">The beginning of the counter's window, in microseconds since the Unix epoch.</param>
/// <param name="Most">The largest value of the counter (inclusive).</param>
internal readonly record struct SendClaim(string Scope, long Since, int Most);
