using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>A host's context in which nobody has called UseAccountRecovery().</summary>
public sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options);
