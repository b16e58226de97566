using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;

namespace AccountRecovery;

/// <summary>The time for the pauses of the worker and the health check: the host's <see cref="TimeProvider"/>, so that the host's tests need not wait.</summary>
internal static class HostTime
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The host has registered no TimeProvider, so the system's time is used.")]
    internal static TimeProvider Of(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>The clock of the library.</summary>
    internal static IClock ClockOf(IServiceProvider services) => services.GetService<IClock>() ?? Of(services).ToClock();
}
