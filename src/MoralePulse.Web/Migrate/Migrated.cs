namespace MoralePulse.Web.Migrate;

/// <summary>What a migration has to tell the person who runs it.</summary>
/// <param name="Warnings">What it could not close.</param>
/// <param name="Blocks">What blocks lie in: a hypertable, or a plain table and why.</param>
public sealed record Migrated(IReadOnlyList<string> Warnings, string Blocks);
