namespace RecoveryCli;

/// <summary>Something that the command line cannot tell by itself is wrong with what was given.</summary>
internal sealed class UsageException(string message) : Exception(message);
