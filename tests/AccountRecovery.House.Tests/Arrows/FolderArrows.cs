using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AccountRecovery.House;

/// <summary>Which type uses which other type of the same assembly, by everything that is left in the assembly: signatures, bodies, attributes.</summary>
/// <remarks>Constants leave nothing there: whoever uses a named constant of another folder takes over a number, not a dependency.</remarks>
internal static class FolderArrows
{
    internal static IEnumerable<(TypeDefinition From, TypeDefinition To)> Uses(ModuleDefinition module) =>
        from type in module.Types
        where !Library.IsGenerated(type)
        from used in Library.WithNested(type).SelectMany(References).SelectMany(Parts).Distinct()
        where used.Module == module && used is TypeDefinition || used.Scope == module
        let to = Library.Outermost(used as TypeDefinition ?? used.Resolve())
        where to != type && !Library.IsGenerated(to)
        select (type, to);

    private static IEnumerable<TypeReference?> References(TypeDefinition type)
    {
        IEnumerable<TypeReference?> signature =
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.GenericParameters.SelectMany(Constraints),
            .. type.CustomAttributes.SelectMany(Attribute),
            .. type.Fields.SelectMany(field => field.CustomAttributes).SelectMany(Attribute),
            .. type.Properties.SelectMany(property => property.CustomAttributes).SelectMany(Attribute),
        ];
        return signature.Concat(type.Methods.SelectMany(InMethod));
    }

    private static IEnumerable<TypeReference?> InMethod(MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature =
        [
            .. Signature(method),
            .. method.GenericParameters.SelectMany(Constraints),
            .. method.CustomAttributes.SelectMany(Attribute),
        ];
        if (!method.HasBody)
        {
            return signature;
        }

        return signature
            .Concat(method.Body.Variables.Select(variable => variable.VariableType))
            .Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType))
            .Concat(method.Body.Instructions.SelectMany(Operand));
    }

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. Signature(method.ElementMethod), .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Prepend(method.ReturnType);

    private static IEnumerable<TypeReference> Constraints(GenericParameter parameter) => parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attribute(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference).Prepend(attribute.AttributeType);

    // A list of X, an array of X or a reference to X is a use of X.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specified => Parts(specified.ElementType),
        _ => [type],
    };
}
