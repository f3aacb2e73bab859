using Microsoft.EntityFrameworkCore;

namespace MoralePulse.Issuance;

/// <summary>The directory, the passes collected, and the organisation's tree.</summary>
/// <param name="options">The connection.</param>
public sealed class IssuanceContext(DbContextOptions<IssuanceContext> options) : DbContext(options)
{
    /// <summary>The schema that this side owns, beside <c>organisation</c>.</summary>
    public const string Schema = "issuance";
}
