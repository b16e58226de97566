using Mono.Cecil;

namespace AccountRecovery.House;

/// <summary>Names of types as a reader writes them.</summary>
internal static class ApiNames
{
    /// <summary>Without namespace: the list is read by people, and no two public types share a name.</summary>
    internal static string Of(TypeReference type) => type switch
    {
        RequiredModifierType modified => Of(modified.ElementType),
        ByReferenceType reference => Of(reference.ElementType),
        ArrayType array => $"{Of(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        GenericInstanceType { ElementType.FullName: "System.Nullable`1" } nullable => Of(nullable.GenericArguments[0]) + "?",
        GenericInstanceType { ElementType.Name: ['V', 'a', 'l', 'u', 'e', 'T', 'u', 'p', 'l', 'e', ..] } tuple =>
            $"({string.Join(", ", tuple.GenericArguments.Select(Of))})",
        GenericInstanceType generic => $"{Plain(generic.ElementType)}<{string.Join(", ", generic.GenericArguments.Select(Of))}>",
        _ => Keyword(type.FullName) ?? Plain(type),
    };

    /// <summary>With namespace and the types around it.</summary>
    internal static string Full(TypeDefinition type) => type.IsNested
        ? $"{Full(type.DeclaringType)}.{Library.PlainName(type)}"
        : $"{type.Namespace}.{Library.PlainName(type)}";

    internal static string Plain(TypeReference type) => type.IsNested && !type.IsGenericParameter
        ? $"{Plain(type.DeclaringType)}.{Library.PlainName(type)}"
        : Library.PlainName(type);

    internal static string Parameters(IGenericParameterProvider generic) => generic.HasGenericParameters
        ? $"<{string.Join(", ", generic.GenericParameters.Select(parameter => parameter.Name))}>"
        : string.Empty;

    internal static string Constraints(IGenericParameterProvider generic) => string.Concat(generic.GenericParameters.Select(parameter =>
    {
        string[] constraints =
        [
            .. parameter.HasReferenceTypeConstraint ? ["class"] : Array.Empty<string>(),
            .. parameter.HasNotNullableValueTypeConstraint ? ["struct"] : Array.Empty<string>(),
            .. parameter.Constraints.Select(constraint => Of(constraint.ConstraintType)).Where(name => name != "ValueType"),
            .. parameter.HasDefaultConstructorConstraint && !parameter.HasNotNullableValueTypeConstraint ? ["new()"] : Array.Empty<string>(),
        ];
        return constraints.Length == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }));

    private static string? Keyword(string name) => name switch
    {
        "System.Void" => "void",
        "System.Object" => "object",
        "System.String" => "string",
        "System.Boolean" => "bool",
        "System.Byte" => "byte",
        "System.SByte" => "sbyte",
        "System.Char" => "char",
        "System.Int16" => "short",
        "System.UInt16" => "ushort",
        "System.Int32" => "int",
        "System.UInt32" => "uint",
        "System.Int64" => "long",
        "System.UInt64" => "ulong",
        "System.Double" => "double",
        _ => null,
    };
}
