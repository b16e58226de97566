namespace AccountRecovery;

internal enum Mode
{
    ByHand,
    ByHandPrepared,
    Store,
    Library,
}

/// <summary>Where one process works. Travels on its input, since it holds the root key.</summary>
internal sealed record Work(string Connection, string RootKey);
