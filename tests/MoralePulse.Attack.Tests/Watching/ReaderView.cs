using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Tree;
using Npgsql;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>
/// What the reader role's database connection shows: every block by itself, with its pool. All boards, trends and their limits, pooled estimates, exports and notices are made from what this connection
/// reads, and yesterday's backup of what is published is part of it; so whoever has any of them has no more than this.
/// </summary>
internal sealed class ReaderView(string connection) : IAsyncDisposable
{
    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create(connection);
    private readonly Dictionary<(string Unit, DateOnly Week), int> reach = [];

    /// <summary>Fewest people by whom a department's reach rose at once.</summary>
    public int SmallestLot { get; private set; } = int.MaxValue;

    /// <summary>Looks how many different people each department has had by now.</summary>
    public async Task Look()
    {
        await using var command = database.CreateCommand("select unit, week, people from published.reach where ods = @ods");
        command.Parameters.AddWithValue("ods", ServedTrust.Ods.Value);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var (place, people) = ((rows.GetString(0), rows.GetFieldValue<DateOnly>(1)), rows.GetInt32(2));
            if (people != reach.GetValueOrDefault(place)) SmallestLot = Math.Min(SmallestLot, people - reach.GetValueOrDefault(place));
            reach[place] = people;
        }
    }

    /// <summary>Every block so far.</summary>
    public async Task<IReadOnlyList<SeenBlock>> Blocks()
    {
        await using var command = database.CreateCommand("select kind, code, released_at, green, amber, red from published.block where ods = @ods order by released_at, kind, code");
        command.Parameters.AddWithValue("ods", ServedTrust.Ods.Value);
        await using var rows = await command.ExecuteReaderAsync();
        var blocks = new List<SeenBlock>();
        while (await rows.ReadAsync())
        {
            blocks.Add(new(new(Words.HomeKind(rows.GetString(0))!.Value, rows.GetString(1)), rows.GetFieldValue<DateTimeOffset>(2), new(rows.GetInt32(3), rows.GetInt32(4), rows.GetInt32(5)), true));
        }

        return blocks;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();
}
