using Microsoft.EntityFrameworkCore;

namespace MoralePulse.Insight;

/// <summary>Migrations of released blocks.</summary>
/// <param name="options">The connection.</param>
public sealed class InsightContext(DbContextOptions<InsightContext> options) : DbContext(options)
{
    /// <summary>The schema that this side owns.</summary>
    public const string Schema = "published";
}
