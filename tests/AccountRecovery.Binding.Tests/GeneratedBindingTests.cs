using Microsoft.Extensions.Configuration;
using Mono.Cecil;

namespace AccountRecovery;

/// <summary>Options bind from configuration by the binder that is generated at compile time.</summary>
public sealed class GeneratedBindingTests
{
    private const string GeneratedSpace = "Microsoft.Extensions.Configuration.Binder.SourceGeneration";

    [Fact]
    public void Every_option_binds_by_generated_code()
    {
        var options = new AccountRecoveryOptions();

        BoundOptions.Configuration().Bind(options);

        BoundOptions.AssertBound(options);
    }

    [Fact]
    public void Every_option_is_in_the_table() => BoundOptions.AssertComplete();

    [Fact]
    public void The_call_above_goes_to_generated_code_and_not_to_reflection()
    {
        using var module = ModuleDefinition.ReadModule(typeof(GeneratedBindingTests).Assembly.Location);
        MethodDefinition test = module.GetType(typeof(GeneratedBindingTests).FullName).Methods.Single(method => method.Name == nameof(Every_option_binds_by_generated_code));

        MethodReference[] binds = [.. test.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>().Where(method => method.Name.Contains("Bind", StringComparison.Ordinal))];

        Assert.Contains(binds, method => method.DeclaringType.FullName.StartsWith(GeneratedSpace, StringComparison.Ordinal));
        Assert.DoesNotContain(binds, method => method.DeclaringType.FullName == typeof(ConfigurationBinder).FullName);
    }
}
