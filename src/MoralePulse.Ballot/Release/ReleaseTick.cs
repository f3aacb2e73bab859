using System.Diagnostics.Metrics;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;
using Npgsql;
using NpgsqlTypes;

namespace MoralePulse.Ballot.Release;

/// <summary>One scheduled look at an organisation's pools: every pool that may be released becomes a block.</summary>
/// <param name="database">This side's connections.</param>
public sealed class ReleaseTick(BallotDatabase database)
{
    /// <summary>Name of the meter that counts blocks, which are published anyway.</summary>
    public const string Meter = "MoralePulse";

    private static readonly Meter Measures = new(Meter);
    private static readonly Counter<long> Blocks = Measures.CreateCounter<long>("moralepulse.blocks", "{block}", "Blocks released by this process");

    private readonly IChance chance = new CryptographicChance();

    /// <summary>With chance that can be replayed: for tests.</summary>
    internal ReleaseTick(BallotDatabase database, IChance chance)
        : this(database) => this.chance = chance;

    /// <summary>Does a tick once, whatever the number of nodes and however often it is called.</summary>
    /// <param name="ods">The organisation.</param>
    /// <param name="tick">The scheduled instant (<see cref="TickSchedule"/>).</param>
    /// <param name="stop">Cancels; a tick is done whole or not at all.</param>
    /// <returns>Blocks released; 0 also where the tick, or a later one, was done before.</returns>
    public async Task<int> Run(Ods ods, DateTimeOffset tick, CancellationToken stop)
    {
        var released = await RunOnce(ods, tick, stop);
        if (released > 0) Blocks.Add(released);
        return released;
    }

    private Task<int> RunOnce(Ods ods, DateTimeOffset tick, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await Locked.Take(ods, connection, transaction, token);
            return await Locked.Claim(SqlFile.Beside<ReleaseTick>("claim-tick.sql"), ods, new("tick", tick), connection, transaction, token)
                && await database.Tree.Find(ods, connection, transaction, token) is { } here
                    ? await Release(here.Organisation, tick, connection, transaction, token)
                    : 0;
        },
        stop);

    private async Task<int> Release(OrganisationSnapshot organisation, DateTimeOffset tick, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var pools = await PoolReader.ReachedTarget(organisation.Ods, organisation.Schedule.LooksAtAll(tick), connection, transaction, stop);
        // A pool that is no longer a home waits for the next close, which lifts it.
        var looked = pools.Where(pool => organisation.Homes.Has(pool.Home))
            .Select(pool => (Pool: pool, Verdict: ReleaseRule.Decide(pool, organisation.Limits, chance)))
            .Where(decided => decided.Verdict is not Verdict.KeepWaiting).ToList();
        if (looked.Count == 0) return 0;

        var blocks = looked.Where(decided => decided.Verdict is Verdict.Release).Select(decided => decided.Pool).ToList();
        if (blocks.Count > 0) await Publish(blocks, organisation, tick, connection, transaction, stop);
        await Settle(looked, organisation.Ods, connection, transaction, stop);
        return blocks.Count;
    }

    private static async Task Publish(
        List<Pool> blocks, OrganisationSnapshot organisation, DateTimeOffset tick, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var lots = await AccrueReach(blocks, organisation, connection, transaction, stop);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var block in blocks)
        {
            var reach = block == blocks[^1] ? lots : [];
            batch.BatchCommands.Add(new(SqlFile.Beside<ReleaseTick>("release.sql"))
            {
                Parameters =
                {
                    new("ods", organisation.Ods.Value), new("tick", tick), new("date", organisation.DateAt(tick)),
                    new("kind", Words.Of(block.Home.Kind)), new("code", block.Home.Code),
                    new("green", block.Counts.Green), new("amber", block.Counts.Amber), new("red", block.Counts.Red), new("people", block.ProvenPeople),
                    new("reach_units", reach.Select(lot => lot.Unit).ToArray()), new("reach_weeks", reach.Select(lot => lot.Week).ToArray()),
                    new("reach_people", reach.Select(lot => lot.Passes).ToArray()),
                },
            });
        }

        await batch.ExecuteNonQueryAsync(stop);
    }

    private static async Task<IReadOnlyList<(string Unit, DateOnly Week, int Passes)>> AccrueReach(
        List<Pool> blocks, OrganisationSnapshot organisation, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var paths = blocks.SelectMany(block => organisation.Homes.PathOf(block.Home).Where(unit => unit.Kind < UnitKind.Team).Select(unit => (block.Home, unit.Id))).ToArray();
        await using var command = new NpgsqlCommand(SqlFile.Beside<ReleaseTick>("accrue-reach.sql"), connection, transaction)
        {
            Parameters =
            {
                new("ods", organisation.Ods.Value), new("k", organisation.Limits.MinimumTaps),
                new("kinds", paths.Select(path => Words.Of(path.Home.Kind)).ToArray()), new("codes", paths.Select(path => path.Home.Code).ToArray()),
                new("units", paths.Select(path => path.Id).ToArray()),
            },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        var lots = new List<(string, DateOnly, int)>();
        while (await rows.ReadAsync(stop)) lots.Add((rows.GetString(0), rows.GetFieldValue<DateOnly>(1), rows.GetInt32(2)));
        return lots;
    }

    private static async Task Settle(List<(Pool Pool, Verdict Verdict)> looked, Ods ods, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(SqlFile.Beside<ReleaseTick>("settle.sql"), connection, transaction)
        {
            Parameters =
            {
                new("ods", ods.Value),
                new("kinds", looked.Select(decided => Words.Of(decided.Pool.Home.Kind)).ToArray()), new("codes", looked.Select(decided => decided.Pool.Home.Code).ToArray()),
                new("released", looked.Select(decided => decided.Verdict is Verdict.Release).ToArray()),
                new("targets", NpgsqlDbType.Array | NpgsqlDbType.Integer)
                {
                    Value = looked.Select(decided => decided.Verdict switch
                    {
                        Verdict.Release release => release.NextTarget,
                        Verdict.FailedCheck failed => failed.NextTarget,
                        _ => decided.Pool.Target,
                    }).ToArray(),
                },
            },
        };
        await command.ExecuteNonQueryAsync(stop);
    }
}
