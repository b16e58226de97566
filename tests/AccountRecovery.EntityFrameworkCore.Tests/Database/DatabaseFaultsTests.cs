using Microsoft.Data.Sqlite;
using Npgsql;

namespace AccountRecovery;

public sealed class DatabaseFaultsTests
{
    // PostgreSQL, appendix A; sqlite.org/rescode.html.
    [Theory]
    [InlineData("40001", nameof(FaultKind.Refused))]
    [InlineData("40P01", nameof(FaultKind.Refused))]
    [InlineData("55P03", nameof(FaultKind.Refused))]
    [InlineData("08006", nameof(FaultKind.InDoubt))]
    [InlineData("57P01", nameof(FaultKind.InDoubt))]
    [InlineData("57P02", nameof(FaultKind.InDoubt))]
    [InlineData("57P03", nameof(FaultKind.InDoubt))]
    [InlineData("57014", nameof(FaultKind.Lasting))]
    [InlineData("23505", nameof(FaultKind.Lasting))]
    [InlineData("42P01", nameof(FaultKind.Lasting))]
    [InlineData("42501", nameof(FaultKind.Lasting))]
    public void KindOf_PostgreSqlState_AsItsMeaningIs(string state, string expected)
    {
        var fault = new PostgresException("text", "ERROR", "ERROR", state);

        Assert.Equal(expected, DatabaseFaults.KindOf(fault).ToString());
        Assert.Equal(expected, DatabaseFaults.KindOf(new InvalidOperationException("A provider's own.", fault)).ToString());
    }

    [Theory]
    [InlineData(5, nameof(FaultKind.Refused))]
    [InlineData(6, nameof(FaultKind.Refused))]
    [InlineData(10, nameof(FaultKind.Lasting))]
    [InlineData(13, nameof(FaultKind.Lasting))]
    [InlineData(19, nameof(FaultKind.Lasting))]
    public void KindOf_SqliteCode_AsItsMeaningIs(int code, string expected) =>
        Assert.Equal(expected, DatabaseFaults.KindOf(new SqliteException("text", code)).ToString());

    [Fact]
    public void KindOf_LostConnection_InDoubt()
    {
        Assert.Equal(FaultKind.InDoubt, DatabaseFaults.KindOf(new NpgsqlException("text", new IOException())));
        Assert.Equal(FaultKind.InDoubt, DatabaseFaults.KindOf(new NpgsqlException("text", new TimeoutException())));
    }

    [Fact]
    public void KindOf_NoDatabase_Lasting() => Assert.Equal(FaultKind.Lasting, DatabaseFaults.KindOf(new IOException("Another's.")));
}
