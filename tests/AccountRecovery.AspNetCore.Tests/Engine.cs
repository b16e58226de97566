namespace AccountRecovery;

public enum Engine
{
    Sqlite,
    PostgreSql,
}
