using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;

namespace AccountRecovery;

/// <summary>By what the worker and the health check wait: the host's <see cref="TimeProvider"/>, so that a test of the host's need not.</summary>
internal static class HostTime
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The host has registered none, so it goes by the system's.")]
    internal static TimeProvider Of(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>What the library itself goes by.</summary>
    internal static IClock ClockOf(IServiceProvider services) => services.GetService<IClock>() ?? Of(services).ToClock();
}
