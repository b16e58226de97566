using Microsoft.Extensions.Configuration;

namespace AccountRecovery;

/// <summary>Options bind from configuration by the binder that reads types at run time.</summary>
public sealed class ReflectionBindingTests
{
    [Fact]
    public void Every_option_binds_by_reflection()
    {
        // Through a delegate, so that no generator can take the call over.
        Action<IConfiguration, object?> bind = ConfigurationBinder.Bind;
        var options = new AccountRecoveryOptions();

        bind(BoundOptions.Configuration(), options);

        BoundOptions.AssertBound(options);
    }

    [Fact]
    public void Every_option_is_in_the_table() => BoundOptions.AssertComplete();
}
