namespace AccountRecovery;

/// <summary>A database and how its transactions are kept apart.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
    PostgreSqlRepeatableRead,
}
