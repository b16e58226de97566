using Mono.Cecil;

namespace AccountRecovery.House;

/// <summary>What no shipped assembly may call: clocks, guessable randomness, cultures, expressions, numbers parsed from text.</summary>
internal static class ForbiddenUses
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Random", "System.Guid",
        "System.Text.RegularExpressions.Regex", "System.Text.RegularExpressions.GeneratedRegexAttribute",
        "System.Globalization.TextInfo", "System.Globalization.CompareInfo",
    };

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
        "System.Globalization.CultureInfo::get_CurrentCulture", "System.Globalization.CultureInfo::get_CurrentUICulture",
        "System.Globalization.NumberFormatInfo::get_CurrentInfo", "System.Globalization.DateTimeFormatInfo::get_CurrentInfo",
        "System.StringComparer::get_CurrentCulture", "System.StringComparer::get_CurrentCultureIgnoreCase",
        "System.StringComparer::get_InvariantCulture", "System.StringComparer::get_InvariantCultureIgnoreCase",
        "System.String::ToUpper", "System.String::ToLower", "System.String::ToUpperInvariant", "System.String::ToLowerInvariant",
        "System.String::CompareTo", "System.Char::ToUpper", "System.Char::ToLower", "System.Char::GetNumericValue",
        "System.Char::IsDigit", "System.Char::IsNumber", "System.Char::IsLetter", "System.Char::IsLetterOrDigit",
        "System.MemoryExtensions::ToUpper", "System.MemoryExtensions::ToLower", "System.Convert::ToInt32", "System.Convert::ToInt64",
    };

    // These take a comparison or do without culture when searching for one character; else they ask the culture.
    private static readonly HashSet<string> Comparing = new(StringComparer.Ordinal)
    {
        "System.String::Compare", "System.String::StartsWith", "System.String::EndsWith", "System.String::IndexOf", "System.String::LastIndexOf",
    };

    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64",
        "System.Int128", "System.UInt128", "System.Half", "System.Single", "System.Double", "System.Decimal", "System.Numerics.BigInteger",
        "System.DateTime", "System.DateTimeOffset", "System.TimeSpan",
    };

    /// <summary>Who may ask the machine's clock: who puts the library together, when the host gave no other, what waits by the host's time, and the check that holds a store's clock against it.</summary>
    private static readonly HashSet<string> AskTheMachine = new(StringComparer.Ordinal) { "Microsoft.Extensions.DependencyInjection.AccountRecoveryServiceCollectionExtensions", "AccountRecovery.HostTime", "AccountRecovery.OptionalPortChecks" };

    /// <summary>Every forbidden use in a type and in those nested in it.</summary>
    internal static IEnumerable<string> In(TypeDefinition type) =>
        from nested in Library.WithNested(type)
        from method in nested.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.Operand is MemberReference used && IsForbidden(type, used)
        select $"{method.FullName} uses {((MemberReference)instruction.Operand).FullName}";

    private static bool IsSystemClock(TypeReference type, string member) => type.FullName == "NodaTime.SystemClock" || member == "System.TimeProvider::get_System";

    private static bool IsForbidden(TypeDefinition within, MemberReference used)
    {
        TypeReference type = used as TypeReference ?? used.DeclaringType;
        string member = $"{type.FullName}::{used.Name}";
        if (Types.Contains(type.FullName) || Members.Contains(member) || (IsSystemClock(type, member) && !AskTheMachine.Contains(within.FullName)))
        {
            return true;
        }

        if (used is not MethodReference method)
        {
            return false;
        }

        bool takes(string name) => method.Parameters.Any(parameter => parameter.ParameterType.FullName == name);
        return (Comparing.Contains(member) && !takes("System.StringComparison") && !takes("System.Char"))
            || (Numbers.Contains(type.FullName) && used.Name is "Parse" or "TryParse" && !takes("System.IFormatProvider"))
            || (Numbers.Contains(type.FullName) && used.Name == "ToString" && !takes("System.IFormatProvider"))
            || (type.FullName == "System.String" && used.Name == "Format" && !takes("System.IFormatProvider"));
    }
}
