namespace AccountRecovery;

/// <summary>The host's own e-mail domains. A person who cannot sign in to the host may not be able to read mail there.</summary>
internal static class OwnDomains
{
    internal static bool Has(RecoveryPolicy policy, ContactChannel channel, string address) =>
        channel.GetAddressKind() == AddressKind.Email && policy.OwnDomains.Any(own => Is(address.AsSpan(address.LastIndexOf('@') + 1), own));

    private static bool Is(ReadOnlySpan<char> domain, string own) =>
        domain.EndsWith(own, StringComparison.Ordinal) && (domain.Length == own.Length || domain[^(own.Length + 1)] == '.');
}
