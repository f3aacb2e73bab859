using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace MoralePulse.Tree;

/// <summary>How each side's EF Core context is set up: snake case, and its migrations' history in the schema that the side owns.</summary>
public static class MigrationContext
{
    /// <summary>Options for a side's context over an open data source or, for migrations, the owner's.</summary>
    /// <param name="builder">The context's options.</param>
    /// <param name="database">Connections of the side, or of the owner.</param>
    /// <param name="schema">The schema that holds the history of migrations.</param>
    public static DbContextOptionsBuilder UseSide(this DbContextOptionsBuilder builder, NpgsqlDataSource database, string schema)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseNpgsql(database, npgsql => npgsql.MigrationsHistoryTable("migration", schema))
            .UseSnakeCaseNamingConvention()
            // Migrations are reviewed SQL files, so there is no generated snapshot of the model; a test holds the model against the database instead.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }
}
