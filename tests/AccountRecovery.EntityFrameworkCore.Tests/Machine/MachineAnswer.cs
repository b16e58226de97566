namespace AccountRecovery;

/// <summary>What was answered to a call: whether it was told as one that was made before, whether it is done, and everything else as text.</summary>
internal sealed record MachineAnswer(bool Replayed, bool IsDone, string Said);
