namespace AccountRecovery;

/// <summary>How much of the hashing lanes and of their queue is in use.</summary>
/// <param name="Running">The number of lanes that run a hash.</param>
/// <param name="Lanes">The number of lanes.</param>
/// <param name="Waiting">The number of places that are taken by work that waits or will start soon.</param>
/// <param name="Places">The number of places for waiting work.</param>
internal readonly record struct HashLoad(int Running, int Lanes, int Waiting, int Places);
