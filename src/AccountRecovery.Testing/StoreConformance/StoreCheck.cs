namespace AccountRecovery;

/// <summary>One rule that a store must keep.</summary>
/// <param name="Name">The rule, as a sentence that is true for a correct store.</param>
/// <param name="LookAt">The part of the code that the author of a failing store should look at.</param>
/// <param name="RunAsync">Runs the check. It throws if the store does not keep the rule.</param>
internal sealed record StoreCheck(string Name, string LookAt, Func<StoreTrial, Task> RunAsync)
{
    /// <summary>Returns the message for a failure.</summary>
    internal string Tell(string expected, string seen) =>
        $"""
        The store does not keep the contract of IRecoveryStore.
        Must hold: {Name}.
        Expected: {expected}
        Seen: {seen}
        Look at: {LookAt}
        """;
}
