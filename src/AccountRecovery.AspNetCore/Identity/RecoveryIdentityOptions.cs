namespace AccountRecovery;

/// <summary>How users of Identity become accounts of account recovery.</summary>
/// <typeparam name="TUser">The user type.</typeparam>
public sealed class RecoveryIdentityOptions<TUser>
    where TUser : class
{
    /// <summary>
    /// What stands before the user's id in the account id: a tenant, or what tells one user type from another. Default nothing. It must never change for a user, or the user's
    /// codes are lost. With several user types in one application each needs a prefix of its own.
    /// </summary>
    /// <example><code>options.AccountPrefix = user => user.TenantId + "/";</code></example>
    public Func<TUser, string>? AccountPrefix { get; set; }
}
