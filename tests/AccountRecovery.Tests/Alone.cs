namespace AccountRecovery;

/// <summary>Tests that measure time or memory, or look at what the process shares, run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "Alone";
}
