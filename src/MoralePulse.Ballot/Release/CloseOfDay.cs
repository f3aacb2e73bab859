using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;
using Npgsql;
using NpgsqlTypes;

namespace MoralePulse.Ballot.Release;

/// <summary>The daily close of an organisation: pools that have been non-empty for their hold move up one level.</summary>
/// <param name="database">This side's connections.</param>
/// <param name="tick">The tick of the close's moment, which comes first.</param>
public sealed class CloseOfDay(BallotDatabase database, ReleaseTick tick)
{
    private readonly IChance chance = new CryptographicChance();

    /// <summary>With chance that can be replayed: for tests.</summary>
    internal CloseOfDay(BallotDatabase database, ReleaseTick tick, IChance chance)
        : this(database, tick) => this.chance = chance;

    /// <summary>Makes up every close that is due, in order: today's from 07:30 local on, and those of days on which nothing ran.</summary>
    /// <param name="here">The organisation and its time.</param>
    /// <param name="stop">Cancels between days.</param>
    public async Task RunDue(OrganisationNow here, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(here);
        var due = here.Now >= here.Organisation.TimeZone.InstantOf(here.Today, DailyClose.At) ? here.Today : here.Today.AddDays(-1);
        var last = await LastClose(here.Organisation.Ods, stop) ?? due.AddDays(-1);
        for (var date = last.AddDays(1); date <= due; date = date.AddDays(1)) await Run(here.Organisation, date, stop);
    }

    /// <summary>Closes one date, once: the tick of 07:30 first, then the lifts. Lifting never releases.</summary>
    public async Task Run(OrganisationSnapshot organisation, DateOnly date, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        await tick.Run(organisation.Ods, organisation.Schedule.LatestAt(organisation.TimeZone.InstantOf(date, DailyClose.At)), stop);
        await database.InTransaction(
            async (connection, transaction, token) =>
            {
                await Locked.Take(organisation.Ods, connection, transaction, token);
                if (await Locked.Claim(SqlFile.Beside<CloseOfDay>("claim-close.sql"), organisation.Ods, new("date", date), connection, transaction, token)
                    && await database.Tree.Find(organisation.Ods, connection, transaction, token) is { } here)
                    await Lift(here.Organisation, date, connection, transaction, token);
                return true;
            },
            stop);
    }

    private async Task Lift(OrganisationSnapshot organisation, DateOnly date, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var pools = await PoolReader.NonEmpty(organisation.Ods, connection, transaction, stop);
        var lifts = DailyClose.Plan(pools, organisation.Homes, organisation.Limits, date, chance);
        foreach (var step in lifts.GroupBy(lift => lift.Step).OrderBy(step => step.Key))
        {
            var moves = step.ToList();
            var fresh = moves.Select(lift => lift.To).Distinct().Where(to => to is not null).ToDictionary(to => to!.Value, _ => organisation.Limits.DrawTarget(chance));
            await using var command = new NpgsqlCommand(SqlFile.Beside<CloseOfDay>("lift.sql"), connection, transaction)
            {
                Parameters =
                {
                    new("ods", organisation.Ods.Value), new("today", date),
                    Column("kinds", NpgsqlDbType.Text, moves, lift => Words.Of(lift.From.Kind)), Column("codes", NpgsqlDbType.Text, moves, lift => lift.From.Code),
                    Column("to_kinds", NpgsqlDbType.Text, moves, lift => lift.To is { } to ? Words.Of(to.Kind) : null), Column("to_codes", NpgsqlDbType.Text, moves, lift => lift.To?.Code),
                    Column("greens", NpgsqlDbType.Integer, moves, lift => lift.Counts.Green), Column("ambers", NpgsqlDbType.Integer, moves, lift => lift.Counts.Amber),
                    Column("reds", NpgsqlDbType.Integer, moves, lift => lift.Counts.Red), Column("held", NpgsqlDbType.Integer, moves, lift => lift.Held),
                    Column("emptied_targets", NpgsqlDbType.Integer, moves, lift => lift.EmptiedTarget), Column("marked_targets", NpgsqlDbType.Integer, moves, lift => lift.MarkedTarget),
                    Column("fresh_targets", NpgsqlDbType.Integer, moves, lift => lift.To is { } to ? fresh[to] : (int?)null),
                },
            };
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private static NpgsqlParameter<T[]> Column<T>(string name, NpgsqlDbType type, List<Lift> moves, Func<Lift, T> value) =>
        new(name, type | NpgsqlDbType.Array) { TypedValue = [.. moves.Select(value)] };

    private Task<DateOnly?> LastClose(Ods ods, CancellationToken stop) => database.InTransaction(
        async (connection, transaction, token) =>
        {
            await using var command = new NpgsqlCommand("select last_close from ballot.tick where ods = @ods and last_close > '-infinity'", connection, transaction) { Parameters = { new("ods", ods.Value) } };
            return await command.ExecuteScalarAsync(token) is DateOnly date ? date : (DateOnly?)null;
        },
        stop);
}
