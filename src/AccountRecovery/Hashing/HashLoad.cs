namespace AccountRecovery;

/// <summary>How much of the hashing lanes is taken.</summary>
/// <param name="Running">Lanes at work.</param>
/// <param name="Lanes">Lanes that there are.</param>
/// <param name="Waiting">Places taken by work that waits, or that is about to come.</param>
/// <param name="Places">Places that there are for it.</param>
internal readonly record struct HashLoad(int Running, int Lanes, int Waiting, int Places);
