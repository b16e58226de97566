using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountRecovery;

/// <summary>User managers that an application has written for itself.</summary>
internal static class OwnUsers
{
    internal sealed class Derived(
        IUserStore<IdentityUser> store,
        IOptions<IdentityOptions> options,
        IPasswordHasher<IdentityUser> hasher,
        IEnumerable<IUserValidator<IdentityUser>> users,
        IEnumerable<IPasswordValidator<IdentityUser>> passwords,
        ILookupNormalizer normalizer,
        IdentityErrorDescriber errors,
        IServiceProvider services,
        ILogger<UserManager<IdentityUser>> logger)
        : RecoveryUserManager<IdentityUser>(store, options, hasher, users, passwords, normalizer, errors, services, logger);

    internal sealed class Stock(
        IUserStore<IdentityUser> store,
        IOptions<IdentityOptions> options,
        IPasswordHasher<IdentityUser> hasher,
        IEnumerable<IUserValidator<IdentityUser>> users,
        IEnumerable<IPasswordValidator<IdentityUser>> passwords,
        ILookupNormalizer normalizer,
        IdentityErrorDescriber errors,
        IServiceProvider services,
        ILogger<UserManager<IdentityUser>> logger)
        : UserManager<IdentityUser>(store, options, hasher, users, passwords, normalizer, errors, services, logger);
}
