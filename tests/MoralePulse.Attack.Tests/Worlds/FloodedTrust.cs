using MoralePulse.Bench.World;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;
using MoralePulse.Simulation;

namespace MoralePulse.Attack.Tests.Worlds;

/// <summary>
/// A trust in memory in which some people from anywhere, who share what they tap, name one team every day and tap all moods in turn: so its pool is mixed and has its proven people as soon as a
/// few others tap.
/// </summary>
/// <param name="Team">The flooded team.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Homes">The pools.</param>
/// <param name="Sent">Taps without their moods.</param>
/// <param name="Moods">What they were.</param>
/// <param name="Flood">Numbers of the taps of those who flood.</param>
/// <param name="Blocks">What was released.</param>
internal sealed record FloodedTrust(
    string Team, UnitTree Tree, Homes Homes, IReadOnlyList<SentTap> Sent, IReadOnlyList<Mood> Moods, IReadOnlySet<int> Flood, IReadOnlyList<ReleasedBlock> Blocks)
{
    private const int SmallestTeam = 12;
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Lets it tap.</summary>
    public static FloodedTrust Of(SimulatedTrust trust, DateOnly from, int days, int colluders)
    {
        var (tree, limits) = (new UnitTree(trust.Units), new ReleaseLimits());
        var homes = TrustRun.HomesOf(trust, tree, limits, UnitKind.Team);
        var team = trust.Units.Index().Where(unit => unit.Item.Kind == UnitKind.Team && unit.Item.Headcount >= SmallestTeam).MinBy(unit => Draws.Of(trust.Seed, 3_000_000, unit.Index).Uniform()).Item.Id;
        var who = trust.People.Where(person => person.Unit != team).OrderBy(person => Draws.Of(trust.Seed, 3_000_001, person.Index).Uniform()).Take(colluders).ToList();
        var world = new ReleaseWorld(homes, limits, London, Draws.Of(trust.Seed, 1_000_000));
        var (sent, moods, flood) = (new List<SentTap>(), new List<Mood>(), new HashSet<int>());
        for (var date = from; date < from.AddDays(days); date = date.AddDays(1))
        {
            var usual = trust.SentOn(date).Where(tap => !who.Contains(tap.Person)).Select(tap => (tap, First: trust.FirstOfWeek(tap.Person, tap.Date.Week) == tap.SentAt, Floods: false));
            var floods = who.Select((person, n) => (tap: FloodOf(person, n), First: date.DayOfWeek == DayOfWeek.Monday, Floods: true));
            var close = London.InstantOf(date, DailyClose.At);
            var closed = false;
            foreach (var (tap, first, floodsIt) in usual.Concat(floods).OrderBy(one => one.tap.SentAt))
            {
                var at = tap.SentAtIn(London);
                if (!closed && at >= close) world.Close(date);
                closed |= at >= close;
                world.Admit(tap.Place, tap.Mood, tap.Date, first, at);
                if (floodsIt) flood.Add(sent.Count);
                sent.Add(new(sent.Count, tap.Person.Index, tap.Place, at, tap.Date, first));
                moods.Add(tap.Mood);
            }

            if (!closed) world.Close(date);

            SimulatedTap FloodOf(SimulatedPerson person, int n) =>
                new(person, new(team, ShiftPattern.Defaults[0].Code, person.StaffGroup), new(date), date.ToDateTime(new TimeOnly(12, n)), (Mood)((date.DayNumber + n) % 3));
        }

        return new(team, tree, homes, sent, moods, flood, world.Blocks);
    }
}
