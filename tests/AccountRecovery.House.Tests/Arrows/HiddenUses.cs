using System.ComponentModel;

namespace AccountRecovery.House;

// Each of these uses the type below in another way; a test sees to it that none goes unseen.
internal abstract class Used
{
    internal static int Number => 1;
}

internal abstract class InField
{
    internal Used? Field { get; set; }
}

internal abstract class InBase : Used;

internal abstract class InParameter
{
    internal abstract void Method(ref Used parameter);
}

internal abstract class InListOfArrays
{
    internal abstract IReadOnlyList<Used[]> Method();
}

internal static class InBody
{
    internal static int Method() => Used.Number;
}

internal static class InTypeArgument
{
    internal static object Method() => Array.Empty<Used>();
}

internal abstract class InConstraint<T>
    where T : Used;

internal static class InLambda
{
    internal static Func<int> Method(int add) => () => Used.Number + add;
}

[TypeConverter(typeof(Used))]
internal abstract class InAttribute;
