namespace AccountRecovery;

/// <summary>Tests that measure time or memory run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "Alone";
}
