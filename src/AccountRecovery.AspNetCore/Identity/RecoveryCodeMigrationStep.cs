namespace AccountRecovery;

/// <summary>How far the take-over of Identity's clear-text recovery codes has come.</summary>
/// <param name="UserType">The user type.</param>
/// <param name="Users">Users there were when it began.</param>
/// <param name="Examined">Users looked at so far.</param>
/// <param name="TakenOver">Users whose codes were taken over by this run.</param>
/// <param name="Left">Users whose codes were left for now: of an undeclared format, which the log says, or users whom others changed again and again.</param>
public sealed record RecoveryCodeMigrationStep(string UserType, int Users, int Examined, int TakenOver, int Left);
