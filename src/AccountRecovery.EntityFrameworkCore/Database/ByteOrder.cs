using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace AccountRecovery;

/// <summary>Compares binary columns in a query. Every database supports this comparison, but LINQ has no operator for it.</summary>
internal static class ByteOrder
{
    private static readonly MethodInfo Method = typeof(ByteOrder).GetMethod(nameof(IsAfter), BindingFlags.Static | BindingFlags.NonPublic)!;

    [SuppressMessage("Style", "IDE0060", Justification = "The method is never called. EF Core translates it to SQL.")]
    internal static bool IsAfter(byte[] left, byte[] right) => throw new NotSupportedException("Only in a query.");

    internal static void Register(ModelBuilder model) => model
        .HasDbFunction(Method)
        .HasTranslation(sides => new SqlBinaryExpression(
            ExpressionType.GreaterThan,
            sides[0],
            sides[1] is SqlParameterExpression { TypeMapping: null } value ? value.ApplyTypeMapping(sides[0].TypeMapping) : sides[1],
            typeof(bool),
            typeMapping: null));
}
