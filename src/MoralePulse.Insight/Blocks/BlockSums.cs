using MoralePulse.Domain.Organisation;
using Npgsql;

namespace MoralePulse.Insight.Blocks;

/// <summary>An organisation's blocks of one release month and kind of home.</summary>
/// <param name="Month">First day of the month of the releases.</param>
/// <param name="Kind">Kind of home.</param>
/// <param name="Blocks">How many.</param>
/// <param name="Green">Taps of green.</param>
/// <param name="Amber">Taps of amber.</param>
/// <param name="Red">Taps of red.</param>
/// <param name="Smallest">Taps of the smallest block.</param>
public sealed record BlockSums(DateOnly Month, string Kind, long Blocks, long Green, long Amber, long Red, int Smallest)
{
    /// <summary>All taps.</summary>
    public long Total => Green + Amber + Red;

    /// <summary>Reads an organisation's, by month and kind.</summary>
    public static Task<IReadOnlyList<BlockSums>> Read(InsightDatabase database, Ods ods, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Read<IReadOnlyList<BlockSums>>(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(
                    """
                    select date_trunc('month', release_date)::date, kind, count(*), sum(green), sum(amber), sum(red), min(green + amber + red)
                      from published.block where ods = @ods group by 1, 2 order by 1, 2
                    """, connection)
                { Parameters = { new("ods", ods.Value) } };
                await using var rows = await command.ExecuteReaderAsync(token);
                var sums = new List<BlockSums>();
                while (await rows.ReadAsync(token))
                    sums.Add(new(rows.GetFieldValue<DateOnly>(0), rows.GetString(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetInt64(5), rows.GetInt32(6)));
                return sums;
            },
            stop);
    }
}
