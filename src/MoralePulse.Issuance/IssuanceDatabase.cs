using Npgsql;

namespace MoralePulse.Issuance;

/// <summary>Connections of this side's own database role.</summary>
/// <param name="Source">The pool of connections.</param>
public sealed record IssuanceDatabase(NpgsqlDataSource Source);
