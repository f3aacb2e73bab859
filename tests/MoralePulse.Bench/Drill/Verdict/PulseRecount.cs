using System.Net.Http.Json;
using MoralePulse.Bench.Drill.Boards;
using MoralePulse.Insight.Pulses;
using Npgsql;

namespace MoralePulse.Bench.Drill.Verdict;

/// <summary>Pulses as both processes answer and boards show them, beside a recount of the blocks. Ticks must stand still meanwhile.</summary>
/// <param name="Recounted">Pulses asked for and recounted.</param>
/// <param name="Wrong">Those that differ from the blocks.</param>
/// <param name="Behind">Boards whose newest pulse is not the one that is answered.</param>
internal sealed record PulseRecount(int Recounted, int Wrong, int Behind)
{
    private const string Blocks =
        """
        select coalesce(sum(green) filter (where released), 0), coalesce(sum(amber) filter (where released), 0), coalesce(sum(red) filter (where released), 0), count(*) filter (where released)
          from (select green, amber, red, release_date between @date - @days + 1 and @date as released
                  from published.block where ods = @ods and case @kind when 'unit' then @code = any (path) else (kind, code) = (@kind, @code) end) of_scope
        """;

    public static async Task<PulseRecount> Make(DrillWorld world)
    {
        var (recounted, wrong, behind) = (0, 0, 0);
        foreach (var trust in new[] { world.Busy, world.Real, world.Summer })
        {
            var cookie = await BoardSession.Begin(world.Nodes[0].Http, trust.Ods.Value, DrillTrust.Executive);
            var scopes = trust.Units.Select(unit => (Kind: "unit", Code: unit, Path: $"/api/v1/units/{unit}/pulse")).Append(("shift", "early", "/api/v1/cohorts/shift/early/pulse"));
            foreach (var (kind, code, path) in scopes)
            {
                foreach (var node in world.Nodes)
                {
                    var pulse = await Ask(node.Http, path, cookie);
                    recounted++;
                    if (!await IsRight(world, trust, kind, code, pulse)) wrong++;
                    if (trust == world.Busy && kind == "unit") behind += await CountBehind(world, node, code, pulse);
                }
            }
        }

        return new(recounted, wrong, behind);
    }

    private static async Task<Pulse> Ask(HttpClient http, string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", cookie } } };
        using var answer = await http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Pulse>())!;
    }

    private static async Task<bool> IsRight(DrillWorld world, DrillTrust trust, string kind, string code, Pulse pulse)
    {
        foreach (var (days, said) in new[] { (2, pulse.Windows.Latest), (7, pulse.Windows.SevenDays), (28, pulse.Windows.TwentyEightDays) })
        {
            await using var command = world.Database.AsOwner.CreateCommand(Blocks);
            command.Parameters.AddRange(new NpgsqlParameter[] { new("ods", trust.Ods.Value), new("kind", kind), new("code", code), new("date", pulse.Date), new("days", days) });
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            var blocks = row.GetInt64(3) == 0 ? null : new MoodSums(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
            if (blocks != said) return false;
        }

        return true;
    }

    // A board is told within a second or so; it has half a minute.
    private static async Task<int> CountBehind(DrillWorld world, DrillNode node, string unit, Pulse pulse)
    {
        var watching = world.BoardsOf(node).Where(board => board.Newest.ContainsKey(unit)).ToList();
        await Events.DrillEvents.Until(() => Task.FromResult(watching.All(board => board.Newest[unit] == pulse)), TimeSpan.FromSeconds(30));
        return watching.Count(board => board.Newest[unit] != pulse);
    }
}
