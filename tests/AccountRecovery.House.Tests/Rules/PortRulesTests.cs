using Mono.Cecil;

namespace AccountRecovery.House;

/// <summary>Ports are what others implement; services are what others call. Both are interfaces, told apart by their namespace.</summary>
public sealed class PortRulesTests
{
    private const int MostMembers = 4;

    /// <summary>Synchronous work for a processor: hashes, of which the library's lanes own the threads, and words.</summary>
    private static readonly string[] Synchronous = ["ICodeHasher", "IMessageTexts"];

    private static IEnumerable<TypeDefinition> Ports => Interfaces("AccountRecovery.Ports");

    private static IEnumerable<TypeDefinition> Services => Interfaces("AccountRecovery");

    [Fact]
    public void A_port_has_at_most_four_members()
    {
        Assert.NotEmpty(Ports);
        Assert.Empty(Ports.Where(port => port.Properties.Count + Methods(port).Count() > MostMembers).Select(port => port.Name));
    }

    [Fact]
    public void A_port_answers_with_a_ValueTask_and_takes_a_token_last_without_default() => Assert.Empty(
        Ports.Where(port => !Synchronous.Contains(port.Name)).SelectMany(Methods).Where(method => !IsAsync(method) || TokenOf(method) is not { IsOptional: false }).Select(method => method.FullName));

    [Fact]
    public void A_service_answers_with_a_ValueTask_or_a_stream_and_takes_a_token_last_with_default()
    {
        Assert.NotEmpty(Services);
        Assert.Empty(Services.SelectMany(Methods).Where(method => (!IsAsync(method) && !IsStream(method)) || TokenOf(method) is not { IsOptional: true }).Select(method => method.FullName));
    }

    [Fact]
    public void What_is_asynchronous_says_so_in_its_name() => Assert.Empty(
        Ports.Concat(Services).SelectMany(Methods).Where(method => (IsAsync(method) || IsStream(method)) != method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => method.FullName));

    private static IEnumerable<TypeDefinition> Interfaces(string space) =>
        Library.PublicTypes.Where(type => type.IsInterface && !type.IsNested && type.Namespace == space);

    private static IEnumerable<MethodDefinition> Methods(TypeDefinition type) => type.Methods.Where(method => !method.IsGetter && !method.IsSetter);

    private static bool IsAsync(MethodDefinition method) =>
        method.ReturnType.GetElementType().FullName is "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask`1";

    private static bool IsStream(MethodDefinition method) => method.ReturnType.GetElementType().FullName == "System.Collections.Generic.IAsyncEnumerable`1";

    private static ParameterDefinition? TokenOf(MethodDefinition method) =>
        method.Parameters.LastOrDefault() is { Name: "cancellationToken", ParameterType.FullName: "System.Threading.CancellationToken" } token ? token : null;
}
