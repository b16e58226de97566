using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AccountRecovery;

/// <summary>The database of an application as the templates make it.</summary>
internal sealed class ShopDb(DbContextOptions<ShopDb> options) : IdentityDbContext<IdentityUser>(options);
