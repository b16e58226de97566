namespace AccountRecovery.House;

#pragma warning disable CA1021, CA1045, CA1000, CA1063, CA1305, CS0067, CA1715 // One of each kind of member, to see how it is printed.

public sealed class ApiSample<T>(int size = 3) : IDisposable
    where T : class, new()
{
    public const int Most = 7;

    public static readonly string Text = "text";

    public event EventHandler? Happened;

    public required string Name { get; init; }

    public int? Size { get; } = size;

    public string Secret { get; private set; } = string.Empty;

    internal string Hidden { get; set; } = string.Empty;

    public string this[int index] => Secret[index].ToString();

    public static U[] Make<U>(out U last, ref int count, params string[] names)
        where U : struct
    {
        last = default;
        return new U[count + names.Length];
    }

    public void Dispose() => Secret = string.Empty;

    public override string ToString() => Text;
}
