namespace AccountRecovery;

internal enum Mode
{
    ByHand,
    ByHandPrepared,
    Store,
    Library,
}

/// <summary>What one process is to do. Travels on its input, since it holds codes.</summary>
internal sealed record Work(Mode Mode, string Connection, string RootKey, Work.Item[] Items)
{
    internal sealed record Item(string Account, string[] Codes);
}
