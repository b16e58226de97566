namespace AccountRecovery;

/// <summary>How far the take-over of Identity's clear-text recovery codes has come.</summary>
/// <param name="UserType">The user type.</param>
/// <param name="Users">Users there were when it began.</param>
/// <param name="Examined">Users looked at so far.</param>
/// <param name="TakenOver">Users whose codes were taken over by this run.</param>
/// <param name="Left">Users whose codes were left: of an undeclared format, or changed by others again and again. The log says which of the two.</param>
public sealed record RecoveryCodeMigrationStep(string UserType, int Users, int Examined, int TakenOver, int Left);
