using System.Data.Common;
using Npgsql;

namespace MoralePulse.Tree;

/// <summary>A side's pool of connections, bounded: what does not get one waits, so that a crowd can't use up the server's and have it log each refusal with its time.</summary>
public static class SideSource
{
    /// <summary>Makes a pool.</summary>
    /// <param name="connectionString">The role's connection; where it names a <c>Maximum Pool Size</c>, that holds.</param>
    /// <param name="most">Connections at most, otherwise. All pools of a process together stay well under half of PostgreSQL's usual 100, so that two nodes fit.</param>
    public static NpgsqlDataSource Create(string connectionString, int most) => NpgsqlDataSource.Create(Bounded(connectionString, most));

    /// <summary>The same connection with a bounded pool, for a library that opens its own.</summary>
    public static string Bounded(string connectionString, int most)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        // Npgsql's own builder says of every setting that it knows that it is there; the framework's says it of what was given.
        var given = new DbConnectionStringBuilder { ConnectionString = connection.ConnectionString };
        if (!given.ContainsKey("Maximum Pool Size")) connection.MaxPoolSize = most;
        return connection.ConnectionString;
    }
}
