namespace AccountRecovery;

/// <summary>One counter that a message must find room in.</summary>
/// <param name="Scope">The counter's name.</param>
/// <param name="Since">The beginning of its window, microseconds since the Unix epoch.</param>
/// <param name="Most">The most it may hold.</param>
internal readonly record struct SendClaim(string Scope, long Since, int Most);
