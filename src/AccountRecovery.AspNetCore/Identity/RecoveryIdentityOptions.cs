namespace AccountRecovery;

/// <summary>The settings that map users of Identity to accounts of account recovery.</summary>
/// <typeparam name="TUser">The user type.</typeparam>
public sealed class RecoveryIdentityOptions<TUser>
    where TUser : class
{
    /// <summary>
    /// Returns the text before the user's id in the account id: a tenant, or a name for the user type. Default null, for no prefix. The prefix of a user must
    /// never change, or the user's codes are lost. If the application has several user types, each type needs a different prefix.
    /// </summary>
    /// <example><code>options.AccountPrefix = user => user.TenantId + "/";</code></example>
    public Func<TUser, string>? AccountPrefix { get; set; }
}
