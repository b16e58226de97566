using System.Collections.Frozen;

namespace AccountRecovery;

/// <summary>The names of a closed enum as tag values, created once. For example, <c>WrongCode</c> becomes <c>wrong_code</c>.</summary>
internal static class SnakeCase<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => Write(Enum.GetName(value)!));

    /// <summary>The name of a value; <c>other</c> for a value that the enum does not define.</summary>
    internal static string Of(T value) => Names.GetValueOrDefault(value, "other");

    private static string Write(string name) => string.Concat(name.Select((symbol, i) => (char.IsAsciiLetterUpper(symbol), i) switch
    {
        (false, _) => $"{symbol}",
        (true, 0) => $"{(char)(symbol | ' ')}",
        (true, _) => $"_{(char)(symbol | ' ')}",
    }));
}
