using AccountRecovery;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of account recovery to a model.</summary>
public static class AccountRecoveryModelExtensions
{
    /// <summary>
    /// Adds the tables to the host's own model, so that the host's migrations create them. Call the method in <c>OnModelCreating</c> and select the context with
    /// <see cref="AccountRecoveryDatabaseExtensions.UseEntityFrameworkCore{TContext}"/>.
    /// </summary>
    /// <param name="model">The builder of the host's model.</param>
    /// <returns>The same builder.</returns>
    public static ModelBuilder UseAccountRecovery(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ByteOrder.Register(model);
        return model.ApplyConfiguration(new RecordTable()).ApplyConfiguration(new EventTable()).ApplyConfiguration(new SendCountTable());
    }
}
