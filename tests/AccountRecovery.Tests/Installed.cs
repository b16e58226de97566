namespace AccountRecovery;

/// <summary>What a test needs of the machine. Linked into the projects of others.</summary>
internal static class Installed
{
    /// <summary>Skips the test where something is missing; on a build server (CI=true, Linux) it goes on, and fails.</summary>
    /// <param name="missing">What is missing, and how to install it; null where nothing is.</param>
    internal static void OrSkip(string? missing)
    {
        bool mayNotSkip = OperatingSystem.IsLinux() && string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Assert.SkipWhen(missing is not null && !mayNotSkip, missing ?? string.Empty);
    }
}
