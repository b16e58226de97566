namespace AccountRecovery;

/// <summary>The progress of importing Identity's clear-text recovery codes.</summary>
/// <param name="UserType">The name of the user type.</param>
/// <param name="Users">The number of users when the run began.</param>
/// <param name="Examined">The number of users that were examined so far.</param>
/// <param name="TakenOver">The number of users whose codes this run has imported.</param>
/// <param name="Left">The number of users whose codes this run did not import: their format is not declared,
/// which the log reports, or other processes changed the user at every try.</param>
public sealed record RecoveryCodeMigrationStep(string UserType, int Users, int Examined, int TakenOver, int Left);
