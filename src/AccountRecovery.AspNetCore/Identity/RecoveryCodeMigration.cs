using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace AccountRecovery;

/// <summary>
/// Imports the old codes of all users. The import of each user is safe against crashes and concurrent changes, so that an interrupted run can simply be repeated.
/// </summary>
internal sealed class RecoveryCodeMigration<TUser>(IServiceScopeFactory scopes)
    where TUser : class
{
    private const int BatchSize = 100;
    private const int MostTries = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    internal async IAsyncEnumerable<RecoveryCodeMigrationStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] ids = await IdsAsync().ConfigureAwait(false);
        int examined = 0;
        int takenOver = 0;
        int left = 0;
        foreach (string[] batch in ids.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var results = new ConcurrentBag<Result>();

            // Hashing is the slow part, so that users are imported in parallel. The import of a user is always completed once it has begun.
            await Parallel.ForEachAsync(
                batch,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                async (id, _) => results.Add(cancellationToken.IsCancellationRequested ? Result.NotExamined : await MigrateAsync(id).ConfigureAwait(false))).ConfigureAwait(false);
            examined += results.Count(result => result != Result.NotExamined);
            takenOver += results.Count(result => result == Result.TakenOver);
            left += results.Count(result => result == Result.Left);
            yield return new RecoveryCodeMigrationStep(typeof(TUser).Name, ids.Length, examined, takenOver, left);
        }
    }

    // The query reads only the ids, and all ids at once, because a query that stays open during writes would delay the cleanup work of the database.
    private async Task<string[]> IdsAsync()
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            RecoveryUserManager<TUser> users = Manager(scope);
            if (!users.SupportsQueryableUsers || typeof(TUser).GetProperty("Id") is null)
            {
                throw new InvalidOperationException($"The store of {typeof(TUser).Name} cannot list its users, or they have no property Id. Each user's codes are still taken over at their first use.");
            }

            ParameterExpression user = Expression.Parameter(typeof(TUser), "user");
            var id = Expression.Lambda<Func<TUser, object>>(Expression.Convert(Expression.Property(user, "Id"), typeof(object)), user);
            return [.. users.Users.Select(id).AsEnumerable().Select(key => Convert.ToString(key, System.Globalization.CultureInfo.InvariantCulture)!)];
        }
    }

    private async Task<Result> MigrateAsync(string id)
    {
        for (int attempt = 1; ; attempt++)
        {
            AsyncServiceScope scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                RecoveryUserManager<TUser> users = Manager(scope);
                IdentityCodes<TUser> codes = scope.ServiceProvider.GetRequiredService<IdentityCodes<TUser>>();
                OldRecoveryCodes<TUser> old = scope.ServiceProvider.GetRequiredService<OldRecoveryCodes<TUser>>();
                TUser? user = await users.FindByIdAsync(id).ConfigureAwait(false);
                if (user is null || await OldRecoveryCodes<TUser>.CountAsync(users, user).ConfigureAwait(false) == 0)
                {
                    return Result.Nothing;
                }

                IdentityResult taken = await old.TakeOverAsync(users, user, await codes.AccountOfAsync(users, user).ConfigureAwait(false)).ConfigureAwait(false);
                if (taken.Succeeded)
                {
                    return await OldRecoveryCodes<TUser>.CountAsync(users, user).ConfigureAwait(false) == 0 ? Result.TakenOver : Result.Left;
                }
            }

            if (attempt == MostTries)
            {
                return Result.Left;
            }

            // Another process has changed the user, or all hashing lanes are in use.
            await Task.Delay(Pause * (1 << attempt)).ConfigureAwait(false);
        }
    }

    private static RecoveryUserManager<TUser> Manager(AsyncServiceScope scope) => (RecoveryUserManager<TUser>)scope.ServiceProvider.GetRequiredService<UserManager<TUser>>();

    private enum Result
    {
        NotExamined,
        Nothing,
        TakenOver,
        Left,
    }
}
