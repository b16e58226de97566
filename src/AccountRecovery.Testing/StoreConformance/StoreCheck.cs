namespace AccountRecovery;

/// <summary>One thing that a store must do.</summary>
/// <param name="Name">A sentence that holds for a right store.</param>
/// <param name="LookAt">Where the author of a store that fails it should look.</param>
/// <param name="RunAsync">Throws when it does not hold.</param>
internal sealed record StoreCheck(string Name, string LookAt, Func<StoreTrial, Task> RunAsync)
{
    /// <summary>The message of a failure.</summary>
    internal string Tell(string expected, string seen) =>
        $"""
        The store does not keep the contract of IRecoveryStore.
        Must hold: {Name}.
        Expected: {expected}
        Seen: {seen}
        Look at: {LookAt}
        """;
}
