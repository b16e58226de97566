using System.Globalization;
using Mono.Cecil;

namespace AccountRecovery.House;

/// <summary>Everything that callers of an assembly can see, as lines that change only when it does.</summary>
internal static class ApiText
{
    internal static string Of(ModuleDefinition module)
    {
        IEnumerable<string> types = Library.Written(module)
            .Where(Library.IsVisible)
            .OrderBy(type => ApiNames.Full(type), StringComparer.Ordinal)
            .Select(type => string.Join('\n', Sorted(type).Select(line => "    " + line).Prepend(Header(type))));
        return string.Join("\n\n", types) + "\n";
    }

    /// <summary>The members that callers can see and that somebody wrote.</summary>
    internal static IEnumerable<IMemberDefinition> Visible(TypeDefinition type) =>
    [
        .. type.Fields.Where(field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName),
        .. type.Properties.Where(property => (IsSeen(property.GetMethod) || IsSeen(property.SetMethod)) && property.Name != "EqualityContract"),
        .. type.Events.Where(@event => IsSeen(@event.AddMethod)),
        .. type.Methods.Where(method => IsSeen(method) && IsWritten(method)),
    ];

    // An enum's members stand as they were written, by value; everything else by name.
    private static IEnumerable<string> Sorted(TypeDefinition type) => type.IsEnum ? Members(type) : Members(type).Order(StringComparer.Ordinal);

    private static bool IsSeen(MethodDefinition? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    // A record's equality and printing follow from its kind; what it takes apart into is written by its parameters.
    private static bool IsWritten(MethodDefinition method) =>
        !method.IsGetter && !method.IsSetter && !method.IsAddOn && !method.IsRemoveOn
        && (method.Name == "Deconstruct" || !Library.IsGenerated(method));

    private static string Header(TypeDefinition type)
    {
        string kind = Kind(type);
        bool isRecord = kind.Contains("record", StringComparison.Ordinal);
        string inherits = string.Join(", ", type.Interfaces.Select(implemented => implemented.InterfaceType)
            .Select(ApiNames.Of)
            .Where(name => !isRecord || !name.StartsWith("IEquatable<", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Prepend(type.BaseType is { FullName: not ("System.Object" or "System.ValueType" or "System.Enum") } parent ? ApiNames.Of(parent) : string.Empty)
            .Where(name => name.Length > 0));
        return $"{kind} {ApiNames.Full(type)}{ApiNames.Parameters(type)}{(inherits.Length == 0 ? string.Empty : " : " + inherits)}{ApiNames.Constraints(type)}";
    }

    private static string Kind(TypeDefinition type)
    {
        bool isRecord = type.Methods.Any(method => method.Name is "PrintMembers" && method.Parameters.Count == 1);
        string modifiers = type switch
        {
            { IsInterface: true } or { IsEnum: true } => string.Empty,
            { IsValueType: true } => type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "IsReadOnlyAttribute") ? "readonly " : string.Empty,
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => string.Empty,
        };
        string kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => isRecord ? "record struct" : "struct",
            _ => isRecord ? "record" : "class",
        };
        return modifiers + kind;
    }

    private static IEnumerable<string> Members(TypeDefinition type) => Visible(type).Select(member => member switch
    {
        FieldDefinition field => Field(field),
        PropertyDefinition property => Property(property),
        EventDefinition @event => $"event {ApiNames.Of(@event.EventType)} {@event.Name};",
        MethodDefinition method => Method(method),
        _ => throw new InvalidOperationException(member.FullName),
    });

    private static string Field(FieldDefinition field)
    {
        if (field.DeclaringType.IsEnum)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{field.Name} = {field.Constant}");
        }

        string value = field.HasConstant ? $" = {Literal(field.Constant)}" : string.Empty;
        string modifiers = field switch
        {
            { HasConstant: true } => "const ",
            { IsStatic: true, IsInitOnly: true } => "static readonly ",
            { IsStatic: true } => "static ",
            { IsInitOnly: true } => "readonly ",
            _ => string.Empty,
        };
        return $"{Access(field.IsPublic)}{modifiers}{ApiNames.Of(field.FieldType)} {field.Name}{value};";
    }

    private static string Property(PropertyDefinition property)
    {
        MethodDefinition any = property.GetMethod ?? property.SetMethod;
        bool isInit = property.SetMethod?.ReturnType is RequiredModifierType;
        string required = property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute") ? "required " : string.Empty;
        string get = IsSeen(property.GetMethod) ? " get;" : string.Empty;
        string set = !IsSeen(property.SetMethod) ? string.Empty : isInit ? " init;" : " set;";
        string index = property.HasParameters ? $"this[{Parameters(property.Parameters)}]" : property.Name;
        return $"{Access(any.IsPublic)}{Modifiers(any)}{required}{ApiNames.Of(property.PropertyType)} {index} {{{get}{set} }}";
    }

    private static string Method(MethodDefinition method)
    {
        string name = method.IsConstructor ? ApiNames.Plain(method.DeclaringType) : method.Name;
        string result = method.IsConstructor ? string.Empty : ApiNames.Of(method.ReturnType) + " ";
        bool extends = method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ExtensionAttribute");
        return $"{Access(method.IsPublic)}{Modifiers(method)}{result}{name}{ApiNames.Parameters(method)}({(extends ? "this " : string.Empty)}{Parameters(method.Parameters)}){ApiNames.Constraints(method)};";
    }

    private static string Access(bool isPublic) => isPublic ? string.Empty : "protected ";

    private static string Modifiers(MethodDefinition method) => method switch
    {
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => string.Empty,
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsNewSlot: false } => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => string.Empty,
    };

    private static string Parameters(IEnumerable<ParameterDefinition> parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        string passing = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByReference: true, IsIn: true } => "in ",
            { ParameterType.IsByReference: true } => "ref ",
            _ when parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute") => "params ",
            _ => string.Empty,
        };
        string value = !parameter.IsOptional ? string.Empty
            : $" = {(parameter.HasConstant && parameter.Constant is { } constant ? Literal(constant) : parameter.ParameterType.IsValueType ? "default" : "null")}";
        return $"{passing}{ApiNames.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }));

    private static string Literal(object value) => value switch
    {
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
