using Npgsql;

namespace MoralePulse.Ballot;

/// <summary>Connections of this side's own database role.</summary>
/// <param name="Source">The pool of connections.</param>
public sealed record BallotDatabase(NpgsqlDataSource Source);
