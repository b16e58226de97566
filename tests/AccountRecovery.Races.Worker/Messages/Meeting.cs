namespace AccountRecovery.Races;

/// <summary>That processes wait for each other before the first write that each of them makes of an account.</summary>
/// <param name="Folder">An empty folder that all of them can reach.</param>
/// <param name="Processes">How many wait.</param>
internal sealed record Meeting(string Folder, int Processes);
