using System.Globalization;
using System.Runtime.CompilerServices;

namespace AccountRecovery;

/// <summary>Runs every test of this assembly in the culture that ACCOUNTRECOVERY_CULTURE names; without it, in the machine's.</summary>
internal static class CultureUnderTest
{
    /// <summary>Stands for a process without any cultures.</summary>
    internal const string Invariant = "invariant";

    internal static string? Name { get; } = Environment.GetEnvironmentVariable("ACCOUNTRECOVERY_CULTURE");

    [ModuleInitializer]
    internal static void Set()
    {
        if (Name is null or "" or Invariant)
        {
            return;
        }

        // The name's own calendar and digits, not what a user of this machine has changed.
        var culture = new CultureInfo(Name, useUserOverride: false);
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
    }
}
